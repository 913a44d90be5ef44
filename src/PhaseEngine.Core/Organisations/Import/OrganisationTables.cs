using System.Globalization;

namespace PhaseEngine.Core.Organisations.Import;

/// <summary>A table to be written to a file for people: titles and rows of text.</summary>
/// <param name="Name">Of the sheet.</param>
/// <param name="Titles">Of the columns.</param>
/// <param name="Rows">As many cells as titles; empty where there is nothing.</param>
public sealed record TextTable(string Name, IReadOnlyList<string> Titles, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>Units and members as tables: what an import reads back without a change, and empty ones to fill in (S.7).</summary>
public static class OrganisationTables
{
    private static readonly Trilingual UnitSheet = new("党组织", "黨組織", "Units");
    private static readonly Trilingual MemberSheet = new("党员", "黨員", "Members");
    private static readonly Trilingual NoteSheet = new("填写说明", "填寫說明", "Notes");

    /// <summary>The units with their hosts, in order of code.</summary>
    /// <param name="units">Units to write.</param>
    /// <param name="parents">The units above them; may be the same ones.</param>
    /// <param name="hosts">Hosts.</param>
    /// <param name="coverage">Which unit covers which host.</param>
    /// <param name="language"><c>zh-CN</c>, <c>zh-TW</c> or <c>en</c>.</param>
    public static TextTable OfUnits(
        IEnumerable<Unit> units, IEnumerable<Unit> parents, IEnumerable<Host> hosts, IEnumerable<UnitHost> coverage, string language)
    {
        var unitById = parents.ToDictionary(u => u.Id);
        var hostById = hosts.ToDictionary(h => h.Id);
        var hostsOf = coverage.OrderBy(c => c.Position).ToLookup(c => c.UnitId, c => hostById[c.HostId]);
        return Table(UnitSheet, UnitColumns.All, language, units.OrderBy(u => u.Code, StringComparer.Ordinal).Select(u => (Func<Column, string>)(c => Cell(u, c))));

        string Cell(Unit unit, Column column)
        {
            var parent = unit.ParentId is { } id ? unitById.GetValueOrDefault(id) : null;
            return column switch
            {
                _ when column == UnitColumns.Code => unit.Code,
                _ when column == UnitColumns.Name => unit.Name,
                _ when column == UnitColumns.Type => Words.UnitTypes.WordFor(unit.Type, language),
                _ when column == UnitColumns.ParentCode => parent?.Code ?? "",
                _ when column == UnitColumns.Parent => parent?.Name ?? "",
                _ when column == UnitColumns.Hosts => string.Join(';', hostsOf[unit.Id].Select(h => h.Name)),
                _ when column == UnitColumns.Sectors => OneOrEach(hostsOf[unit.Id].Select(h => Word(Words.Sectors, h.Sector, language))),
                _ when column == UnitColumns.Managements => OneOrEach(hostsOf[unit.Id].Select(h => Word(Words.Managements, h.Management, language))),
                _ when column == UnitColumns.PilotUntil => Day(unit.PilotUntil),
                _ when column == UnitColumns.Zone => unit.Zone ?? "",
                _ when column == UnitColumns.DissolvedOn => Day(unit.DissolvedOn),
                _ => throw new InvalidOperationException($"The export does not know the column {column.Title.En}."),
            };
        }
    }

    /// <summary>The members, in order of the unit's code and the name. Without national ids, which are kept nowhere.</summary>
    /// <param name="members">Members to write.</param>
    /// <param name="units">Their units, those of the certificates too.</param>
    /// <param name="hosts">Their hosts.</param>
    /// <param name="language"><c>zh-CN</c>, <c>zh-TW</c> or <c>en</c>.</param>
    public static TextTable OfMembers(IEnumerable<Member> members, IEnumerable<Unit> units, IEnumerable<Host> hosts, string language)
    {
        var unitById = units.ToDictionary(u => u.Id);
        var hostById = hosts.ToDictionary(h => h.Id);
        return Table(
            MemberSheet, MemberColumns.Exported, language,
            members
                .OrderBy(m => unitById[m.UnitId].Code, StringComparer.Ordinal)
                .ThenBy(m => m.Name, StringComparer.Ordinal)
                .ThenBy(m => m.Id)
                .Select(m => (Func<Column, string>)(c => Cell(m, c))));

        string Cell(Member member, Column column) => column switch
        {
            _ when column == MemberColumns.Name => member.Name,
            _ when column == MemberColumns.Code => member.Code ?? "",
            _ when column == MemberColumns.UnitCode => unitById[member.UnitId].Code,
            _ when column == MemberColumns.Unit => unitById[member.UnitId].Name,
            _ when column == MemberColumns.Host => member.HostId is { } host ? hostById[host].Name : "",
            _ when column == MemberColumns.Category => Words.Categories.WordFor(member.Category, language),
            _ when column == MemberColumns.Status => Words.Statuses.WordFor(member.Probationary ? "probationary" : "full", language),
            // By code: names may be shared by several units.
            _ when column == MemberColumns.CertificateUnit => member.CertificateUnitId is { } unit ? unitById[unit].Code : "",
            _ when column == MemberColumns.CertificateFrom => Day(member.CertificateFrom),
            _ when column == MemberColumns.CertificateTo => Day(member.CertificateUntil?.AddDays(-1)),
            _ when column == MemberColumns.AdmittedOn => Day(member.AdmittedOn),
            _ when column == MemberColumns.ConfirmedOn => Day(member.ConfirmedOn),
            _ when column == MemberColumns.JoinedOn => Day(member.JoinedOn),
            _ when column == MemberColumns.LeftOn => Day(member.LeftOn),
            _ when column == MemberColumns.LeftReason => Word(Words.LeavingReasons, member.LeftReason, language),
            _ when column == MemberColumns.TookPartInPilot => Word(Words.YesNo, member.TookPartInPilot switch { true => "yes", false => "no", null => null }, language),
            _ when column == MemberColumns.SystemNumber => member.Id.ToString(),
            _ => throw new InvalidOperationException($"The export does not know the column {column.Title.En}."),
        };
    }

    /// <summary>A list of units to fill in: the titles alone, and a sheet that says what goes where, with examples.</summary>
    /// <param name="language"><c>zh-CN</c>, <c>zh-TW</c> or <c>en</c>.</param>
    public static IReadOnlyList<TextTable> UnitTemplate(string language) =>
        [Table(UnitSheet, UnitColumns.All, language, []), Notes(language, TemplateNotes.OfUnits)];

    /// <summary>A list of members to fill in, likewise.</summary>
    /// <param name="language"><c>zh-CN</c>, <c>zh-TW</c> or <c>en</c>.</param>
    public static IReadOnlyList<TextTable> MemberTemplate(string language) =>
    [
        Table(MemberSheet, [.. MemberColumns.All.Where(c => c != MemberColumns.SystemNumber)], language, []),
        Notes(language, TemplateNotes.OfMembers),
    ];

    private static TextTable Table(Trilingual name, IReadOnlyList<Column> columns, string language, IEnumerable<Func<Column, string>> rows) =>
        new(name.In(language), [.. columns.Select(c => c.Title.In(language))], [.. rows.Select(cellOf => (IReadOnlyList<string>)[.. columns.Select(cellOf)])]);

    private static TextTable Notes(string language, IReadOnlyList<TemplateNote> notes) =>
        new(NoteSheet.In(language),
            [
                new Trilingual("栏目", "欄目", "Column").In(language),
                new Trilingual("说明", "說明", "What to write").In(language),
                new Trilingual("示例", "示例", "Example").In(language),
            ],
            [.. notes.Select(n => (IReadOnlyList<string>)[n.Column.Title.In(language), n.Text.In(language), n.Example])]);

    // One word where it holds for all hosts, else one for each, blank where not known.
    private static string OneOrEach(IEnumerable<string> words)
    {
        var each = words.ToList();
        return each.Distinct().Count() == 1 ? each[0] : string.Join(';', each);
    }

    private static string Word(Words words, string? value, string language) => value is null ? "" : words.WordFor(value, language);

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
