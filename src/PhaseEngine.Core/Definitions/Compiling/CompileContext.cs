using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;

namespace PhaseEngine.Core.Definitions;

/// <summary>What the parts of a compilation share.</summary>
internal sealed class CompileContext
{
    public CompileContext(TemplateDocument document, FindingList findings)
    {
        (Document, Findings) = (document, findings);
        foreach (var activity in document.Activities)
        {
            if (activity.Key is { } key) ByKey.TryAdd(key, activity);
        }

        Counters = new CounterLayout(document, ByKey);
        Graph = new FlowGraph(document);
    }

    public TemplateDocument Document { get; }

    public FindingList Findings { get; }

    public Dictionary<string, TemplateActivity> ByKey { get; } = new(StringComparer.Ordinal);

    public CounterLayout Counters { get; }

    public FlowGraph Graph { get; }

    public List<SubordinateLeaf> Subordinates { get; } = [];

    /// <summary>Where each condition stands in the document, for checks that come after reading.</summary>
    public Dictionary<Condition, string> Pointers { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>What each leaf looks at; of a leaf on subordinate units, what each of them is asked.</summary>
    public Dictionary<Leaf, Figure> Figures { get; } = new(ReferenceEqualityComparer.Instance);

    public TemplateActivity? Requirement(string key) => ByKey.GetValueOrDefault(key) is { IsRequirement: true } found ? found : null;
}
