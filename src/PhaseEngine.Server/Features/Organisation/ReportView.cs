using PhaseEngine.Core.Organisations.Import;

using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Organisation;

/// <summary>An import's report in the reader's language.</summary>
/// <param name="Accepted">Whether the good rows are taken over.</param>
internal sealed record ReportView(
    string Table, bool Accepted, int Rows, int New, int Changed, int Unchanged, int Refused, int NewHosts, IReadOnlyList<ReportView.Row> Findings)
{
    /// <summary>What is the matter with one row, or with one cell of it.</summary>
    /// <param name="At">Its place as spreadsheets name it: B7, or 7 for the row as a whole.</param>
    internal sealed record Row(string Code, RowSeverity Severity, string At, string? Title, string? Value, string Text);

    public static ReportView Of(ImportReport report) => new(
        report.Table, report.Accepted, report.Rows, report.New, report.Changed, report.Unchanged, report.Refused, report.NewHosts,
        [.. report.Findings.Select(f => new Row(f.Code, f.Severity, $"{f.Column}{f.Row}", f.Title, f.Value, Phrases.Find($"import.{f.Code}", f.Facts) ?? f.Code))]);
}
