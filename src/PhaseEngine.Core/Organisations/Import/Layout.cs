namespace PhaseEngine.Core.Organisations.Import;

/// <summary>Where in a table the titles stand and which column holds what.</summary>
internal sealed class Layout
{
    // Titles of a list stand below at most a title, a few lines of explanation and a date.
    private const int HeaderWithin = 50;
    private static readonly string[] Remarks =
    [
        "注", "备注", "说明", "填表", "填表人", "填表日期", "制表", "制表人", "填报", "填报人", "填报单位", "审核", "审核人", "联系", "联系人",
        "合计", "总计", "小计", "共计", "NOTE", "TOTAL",
    ];

    private readonly Dictionary<Column, int> places;
    private readonly string[] titles;
    private readonly string[] wordKeys;

    private Layout(RawTable table, int headerEnd, string[] titles, Dictionary<Column, int> places)
    {
        (this.titles, this.places) = (titles, places);
        wordKeys = [.. titles.Select(CellText.WordKey)];
        Rows = [.. table.Rows.Skip(headerEnd).Where(r => !IsNoData(r))];
    }

    /// <summary>The rows of data: without blank ones, repeated titles, notes and totals.</summary>
    public IReadOnlyList<RawRow> Rows { get; }

    /// <summary>Finds the titles, in one row or in two where titles are merged, below whatever stands above them.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns to look for.</param>
    /// <param name="required">Sets of columns of which each must be there by one at least.</param>
    public static Result<Layout> Find(RawTable table, IReadOnlyList<Column> columns, params Column[][] required)
    {
        var best = (Score: 0, End: 0, Titles: Array.Empty<string>());
        for (var i = 0; i < Math.Min(table.Rows.Count, HeaderWithin); i++)
        {
            string[] single = [.. table.Rows[i].Cells.Select(c => CellText.Clean(c.Text))];
            Take(single, i + 1);
            if (i + 1 < table.Rows.Count && TwoRows(table.Rows[i], table.Rows[i + 1], columns) is { } both)
                Take(both, i + 2);
        }

        if (best.Score < Math.Min(2, required.Length))
            return new Problem(ImportCodes.HeaderMissing, ProblemKind.Invalid, ("columns", NamesOf(required)));
        return Place(best.Titles, columns) switch
        {
            { Problem: { } problem } => problem,
            { Value: { } places } when required.Where(r => !r.Any(places.ContainsKey)).ToArray() is { Length: > 0 } missing =>
                new Problem(ImportCodes.ColumnMissing, ProblemKind.Invalid, ("columns", NamesOf(missing)), ("row", table.Rows[best.End - 1].Number)),
            { Value: var places } => Filled(new Layout(table, best.End, best.Titles, places!)),
        };

        void Take(string[] candidate, int end)
        {
            var score = columns.Count(c => candidate.Any(t => c.RankOf(CellText.WordKey(t)) >= 0));
            if (score > best.Score)
                best = (score, end, candidate);
        }
    }

    /// <summary>Whether the table has a column.</summary>
    public bool Has(Column column) => places.ContainsKey(column);

    /// <summary>The place of a column that is there, from 0.</summary>
    public int PlaceOf(Column column) => places[column];

    /// <summary>The title of a column as it stands in the file; its own where it is not there.</summary>
    public string TitleOf(Column column) => places.TryGetValue(column, out var place) ? titles[place] : column.Title.ZhCn;

    private static Result<Layout> Filled(Layout layout) =>
        layout.Rows.Count > 0 ? layout : new Problem(ImportCodes.Empty, ProblemKind.Invalid);

    private static string NamesOf(Column[][] sets) =>
        string.Join(", ", sets.Select(s => string.Join(" | ", s.Select(c => $"{c.Title.ZhCn} ({c.Title.En})"))));

    /// <summary>
    /// Titles of two rows: the lower one, or both together, or the upper one, whichever is known. Only where the upper row
    /// leaves room for it (a title over several columns) does a second row of titles make sense; else it is data.
    /// </summary>
    private static string[]? TwoRows(RawRow upper, RawRow lower, IReadOnlyList<Column> columns)
    {
        var width = Math.Max(upper.Cells.Count, lower.Cells.Count);
        var merged = new string[width];
        var group = "";
        for (var i = 0; i < width; i++)
        {
            var (above, below) = (upper[i], lower[i]);
            var heading = !above.IsBlank;
            if (heading)
                group = CellText.Clean(above.Text);
            var spans = above.Spread || !heading || (i + 1 < width && (upper[i + 1].Spread || upper[i + 1].IsBlank));
            if (!below.IsBlank && !below.Spread && !spans)
                return null;
            var under = below.Spread ? "" : CellText.Clean(below.Text);
            string[] possible = under.Length == 0 ? [heading ? group : ""] : [under, group + under, group];
            merged[i] = possible.FirstOrDefault(t => columns.Any(c => c.RankOf(CellText.WordKey(t)) >= 0)) ?? possible[0];
        }

        return merged;
    }

    private static Result<Dictionary<Column, int>> Place(string[] titles, IReadOnlyList<Column> columns)
    {
        var places = new Dictionary<Column, int>();
        foreach (var column in columns)
        {
            var fitting = titles
                .Select((title, place) => (Rank: column.RankOf(CellText.WordKey(title)), Place: place, Title: title))
                .Where(t => t.Rank >= 0)
                .OrderBy(t => t.Rank)
                .ToList();
            if (fitting.Count > 1 && fitting[0].Rank == fitting[1].Rank)
            {
                return new Problem(ImportCodes.ColumnTwice, ProblemKind.Invalid,
                    ("title", fitting[0].Title), ("first", RawTable.LettersOf(fitting[0].Place)), ("second", RawTable.LettersOf(fitting[1].Place)));
            }

            if (fitting.Count > 0)
                places.Add(column, fitting[0].Place);
        }

        return places;
    }

    private bool IsNoData(RawRow row)
    {
        if (places.Values.All(p => row[p].IsBlank || row[p].Spread))
            return true;
        if (places.Values.All(p => CellText.WordKey(row[p].Text) == wordKeys[p]))
            return true;
        var first = CellText.WordKey(row.Cells.First(c => !c.IsBlank).Text);
        return Remarks.Any(r => first.StartsWith(r, StringComparison.Ordinal)
            && (first.Length == r.Length || !char.IsLetter(first[r.Length]) || Own(row) == 1));
    }

    private static int Own(RawRow row) => row.Cells.Count(c => !c.IsBlank && !c.Spread);
}
