using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Definitions;

/// <summary>What came of compiling a definition.</summary>
/// <param name="Plan">The plan, whatever is warned of; null when there is an error.</param>
/// <param name="Findings">Everything noticed, in the order of the document.</param>
public sealed record Compilation(Plan? Plan, IReadOnlyList<Finding> Findings)
{
    /// <summary>What was compiled: of an overlay, the whole; null when there was no whole to compile.</summary>
    public TemplateDocument? Document { get; init; }

    /// <summary>What stands in the way of publishing.</summary>
    public IEnumerable<Finding> Errors => Findings.Where(f => f.Severity == Severity.Error);

    /// <summary>What does not.</summary>
    public IEnumerable<Finding> Warnings => Findings.Where(f => f.Severity == Severity.Warning);
}

/// <summary>Makes a plan of a definition (template-format): checks everything, reports all findings at once. Pure.</summary>
public static class TemplateCompiler
{
    /// <summary>Checks and compiles. Never throws, whatever the document holds.</summary>
    /// <param name="document">The definition, as it was read.</param>
    public static Compilation Compile(TemplateDocument document)
    {
        var findings = new FindingList();
        foreach (var finding in document.ReadingFindings) findings.Add(finding);

        var context = new CompileContext(document, findings);
        var builder = new PlanBuilder(context);
        var activities = builder.Activities();
        DefinitionChecks.Run(context, activities);
        return new Compilation(findings.HasErrors ? null : builder.Plan(activities.OfType<PlanActivity>()), findings.All) { Document = document };
    }
}
