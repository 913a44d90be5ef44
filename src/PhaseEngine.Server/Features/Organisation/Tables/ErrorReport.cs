using System.Globalization;
using PhaseEngine.Core.Organisations.Import;

namespace PhaseEngine.Server.Features.Organisation.Tables;

/// <summary>
/// The table as it was given, with a column in front that says what is wrong: people mend it there and import it again. It
/// holds what they gave, national ids too: it goes back to them at once and is kept nowhere.
/// </summary>
internal static class ErrorReport
{
    /// <param name="table">As read.</param>
    /// <param name="report">What the import found.</param>
    /// <param name="columnTitle">Title of the column in front.</param>
    /// <param name="textOf">The words for a finding in the reader's language.</param>
    public static TextTable Of(RawTable table, ImportReport report, string columnTitle, Func<Finding, string> textOf)
    {
        var findings = report.Findings.ToLookup(f => f.Row);
        var width = table.Rows.Select(r => r.Cells.Count).DefaultIfEmpty().Max();
        return new TextTable(
            table.Name,
            [columnTitle, .. Enumerable.Range(0, width).Select(RawTable.LettersOf)],
            [.. table.Rows.Select(r => (IReadOnlyList<string>)[Remarks(r), .. Enumerable.Range(0, width).Select(i => table.Shown(r[i]))])]);

        string Remarks(RawRow row) =>
            string.Join('\n', findings[row.Number].Select(f => f.Column is null
                ? textOf(f)
                : string.Create(CultureInfo.InvariantCulture, $"{f.Column}{f.Row}: {textOf(f)}")));
    }
}
