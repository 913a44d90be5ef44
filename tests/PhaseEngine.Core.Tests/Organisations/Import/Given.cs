using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Organisations.Import;
using ImportOutcome = PhaseEngine.Core.Organisations.Import.Import;

namespace PhaseEngine.Core.Tests.Organisations.Import;

/// <summary>Tables, a small organisation and options for the tests of imports.</summary>
internal static class Given
{
    public static readonly DateOnly Today = new(2005, 7, 1);

    /// <summary>Rows of cells divided by |, numbered from 1.</summary>
    public static RawTable Table(params string[] rows) =>
        new("名册", [.. rows.Select((r, i) => new RawRow(i + 1, [.. r.Split('|').Select(c => new RawCell(c))]))]);

    public static ImportOptions Options(bool strict = false)
    {
        var next = 1000;
        return new ImportOptions(Today, () => Id(next++), new byte[32], strict);
    }

    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    /// <summary>What is known after the accepted changes have been stored over nothing or over what was known.</summary>
    public static KnownOrganisation Stored(this ImportOutcome import) => Store(import.Changes);

    public static KnownOrganisation Store(params OrganisationChanges[] all) => new(
        [.. all.SelectMany(c => c.Units).Select(u => Unit.Create(u.Id, u.Details))],
        [.. all.SelectMany(c => c.Hosts).Select(h => Host.Create(h.Id, h.Details))],
        [.. all.SelectMany(c => c.Coverage).SelectMany(c => c.HostIds.Select((h, i) => new UnitHost(c.UnitId, h, i)))],
        [.. all.SelectMany(c => c.Members).Select(m => Member.Create(m.Id, m.Details))]);

    public static ImportOutcome Units(RawTable table, KnownOrganisation? known = null, ImportOptions? options = null) =>
        Ok(UnitImport.Read(table, known ?? KnownOrganisation.Nothing, options ?? Options()));

    public static ImportOutcome Members(RawTable table, KnownOrganisation known, ImportOptions? options = null) =>
        Ok(MemberImport.Read(table, known, options ?? Options()));

    /// <summary>Code, row and column letter of each finding.</summary>
    public static IEnumerable<string> Short(this ImportReport report) => report.Findings.Select(f => $"{f.Code} {f.Column}{f.Row}");

    private static T Ok<T>(Result<T> result)
    {
        Assert.True(result.IsOk, result.Problem?.ToString());
        return result.Value!; // asserted
    }
}
