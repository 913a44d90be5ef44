using PhaseEngine.Core.Definitions;
using PhaseEngine.Core.Engine;
using PhaseEngine.Server.Features.Templates;

namespace PhaseEngine.Server.Cli;

/// <summary>A template in a file, checked as publishing would.</summary>
/// <param name="Name">As it was named.</param>
/// <param name="Document">The definition; null when the file holds none.</param>
/// <param name="Plan">Null when something stands in the way of publishing.</param>
/// <param name="Findings">In the order of the document.</param>
internal sealed record TemplateFile(string Name, TemplateDocument? Document, Plan? Plan, IReadOnlyList<Finding> Findings)
{
    public static async Task<TemplateFile> Read(FileInfo file, CancellationToken ct)
    {
        var reading = TemplateDocument.Read(await File.ReadAllBytesAsync(file.FullName, ct));
        if (reading.Document is null) return new(file.ToString(), null, null, reading.Findings);

        var compilation = TemplateCompiler.Compile(reading.Document);
        return new(file.ToString(), reading.Document, compilation.Plan, compilation.Findings);
    }

    public void PrintFindings(Action<string> line, string language)
    {
        var errors = Findings.Count(f => f.Severity == Severity.Error);
        line($"{Name}: {errors} errors, {Findings.Count - errors} warnings");
        foreach (var finding in Findings.Select(f => FindingView.Of(f, Document, language)))
        {
            var severity = finding.Severity == Severity.Error ? "error" : "warning";
            var place = finding.Pointer is "" ? "/" : finding.Pointer;
            var activity = string.Join(' ', new[] { finding.Key ?? finding.ActivityId, finding.Title }.Where(part => part is not null).Distinct());
            line($"  {severity} {finding.Code} {place}{(activity is "" ? "" : $" [{activity}]")}");
            line($"    {finding.Reason}");
            line($"    → {finding.Remedy}");
        }
    }
}
