using System.Globalization;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Organisations.Import;
using PhaseEngine.Server.Features.Organisation.Tables;

namespace PhaseEngine.Server.Features.Templates.Simulating;

/// <summary>The units of a simulation: a mix that looks like a district, or what a file says.</summary>
internal static class Population
{
    private const int MostUnits = 100_000;

    /// <summary>
    /// Of ten branches four are small (8 members), four of middling size (24) and two large (60); of twenty, seven are rural, four
    /// urban, four of enterprises, three of offices and two of institutions; every tenth took part in the pilot. Of the
    /// members of each the most are in post, one is a leading cadre, and the others are spread over the remaining categories.
    /// </summary>
    public static UnitFacts[] Mix(int units) => [.. Enumerable.Range(0, units).Select(MixedUnit)];

    /// <summary>
    /// Reads a table with the columns <c>units</c> (how many of this sort), <c>type</c>, <c>sector</c>, <c>pilot</c> (yes, no) and one
    /// column of numbers for each category of members.
    /// </summary>
    public static Result<UnitFacts[]> Read(Stream file, string name)
    {
        var table = TableReader.Read(file, name, CancellationToken.None);
        if (!table.IsOk) return table.Problem;

        var wrong = new List<string>();
        var titles = table.Value.Rows is [var first, ..] ? first.Cells.Select(c => c.Text.Trim()).ToList() : [];
        string[] known = ["units", "type", "sector", "pilot", .. Vocabulary.MemberCategories];
        wrong.AddRange(titles.Except(known).Select(t => $"there is no column '{t}'; known are {string.Join(", ", known)}"));
        if (!titles.Contains("type")) wrong.Add("the column 'type' is missing");

        var population = new List<UnitFacts>();
        if (wrong.Count == 0)
        {
            foreach (var row in table.Value.Rows.Skip(1))
            {
                var cells = new PopulationRow(row, titles, wrong);
                var unit = cells.Unit();
                population.AddRange(Enumerable.Repeat(unit, Math.Min(cells.Number("units", otherwise: 1), MostUnits - population.Count)));
            }

            if (population.Count == 0) wrong.Add("it holds no units");
        }

        return wrong.Count == 0 ? population.ToArray() : new Problem("population-invalid", ProblemKind.Invalid, ("findings", string.Join("; ", wrong)));
    }

    private static UnitFacts MixedUnit(int number)
    {
        var size = (number % 10) switch { < 4 => 8, < 8 => 24, _ => 60 };
        // Seven is no divisor of twenty: sizes and sectors mix.
        var sector = (number * 7 % 20) switch { < 7 => "rural", < 11 => "urban", < 15 => "enterprise", < 18 => "organ", _ => "institution" };
        (string Category, int Count)[] members =
        [
            ("leadingCadre", 1), ("floating", size / 10), ("laidOff", sector is "urban" or "enterprise" ? size / 12 : 0), ("old", size / 6),
            ("ill", size / 20), ("littleSchooling", sector == "rural" ? size / 6 : 0),
        ];
        List<RosterGroup> roster = [.. members.Append(("inPost", size - members.Sum(m => m.Count))).Where(m => m.Item2 > 0).Select(m => new RosterGroup(new MemberFacts(m.Item1), m.Item2))];
        return new UnitFacts("branch", Vocabulary.LevelOf("branch"), sector, number % 10 == 9, roster);
    }

    private sealed class PopulationRow(RawRow row, List<string> titles, List<string> wrong)
    {
        public UnitFacts Unit()
        {
            var type = Word("type", Vocabulary.UnitTypes) ?? "branch";
            List<RosterGroup> roster = [.. Vocabulary.MemberCategories.Select(c => new RosterGroup(new MemberFacts(c), Number(c, otherwise: 0))).Where(g => g.Count > 0)];
            return new UnitFacts(type, Vocabulary.LevelOf(type), Word("sector", Vocabulary.Sectors), Word("pilot", ["yes", "no"]) == "yes", roster);
        }

        public int Number(string title, int otherwise)
        {
            if (Text(title) is not { Length: > 0 } text) return otherwise;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MostUnits) return number;

            wrong.Add($"row {row.Number}: '{text}' in {title} is no number from 0 to {MostUnits}");
            return otherwise;
        }

        private string? Word(string title, IReadOnlyList<string> words)
        {
            if (Text(title) is not { Length: > 0 } text) return null;
            if (!words.Contains(text)) wrong.Add($"row {row.Number}: '{text}' in {title} is none of {string.Join(", ", words)}");
            return text;
        }

        private string? Text(string title) => titles.IndexOf(title) is >= 0 and var place ? row[place].Text.Trim() : null;
    }
}
