using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using Wait = PhaseEngine.Core.Definitions.WaitGraph.Wait;

namespace PhaseEngine.Core.Definitions;

/// <summary>
/// PE406 and PE408: conditions that wait for something that waits for the gate.
/// <para>
/// PE406: the flows alone say that what a condition looks at opens only behind the gate, or on the other way of a choice.
/// </para>
/// <para>
/// PE408: it takes the conditions of other gates as well to close the circle: gate A asks that B be passed, and B that A be.
/// Conditions with <c>of</c> look down the tree of units only, and units without subordinates have nothing to wait for, so that
/// among units no circle can come about; what remains is the circle within each unit, and it stops all of them. Only conditions
/// that must hold in any case count: those of an <c>any</c> or a <c>not</c> do not.
/// </para>
/// </summary>
internal sealed class WaitChecks(CompileContext context, IReadOnlyList<PlanActivity?> plan, WaitGraph graph)
{
    private readonly List<TemplateActivity> activities = [.. context.Document.Activities];
    private readonly HashSet<TemplateActivity> reported = [];

    public void Run()
    {
        foreach (var gate in activities)
        {
            if (plan[gate.Index] is not PlanGate { Conditions: { } conditions }) continue;

            foreach (var leaf in Leaves(conditions)) CheckOpen(gate, leaf);
            foreach (var leaf in Needed(conditions)) CheckCircle(gate, leaf);
        }
    }

    private void CheckOpen(TemplateActivity gate, Leaf leaf)
    {
        if (LookedAt(leaf) is not { } at || at == gate || at == gate.Flow.Phase) return;

        var waits = Waits(leaf);
        if (graph.Exclude(at, gate))
            Add("PE406", gate, leaf, ("metric", leaf.Metric), ("reason", "otherWay"));
        else if (Leads([new Wait(at, Done: false), .. waits], gate, throughConditions: false) is not null)
            Add("PE406", gate, leaf, ("metric", leaf.Metric), ("reason", "behind"));
    }

    private void CheckCircle(TemplateActivity gate, Leaf leaf)
    {
        if (reported.Contains(gate) || Leads(Waits(leaf), gate, throughConditions: false) is not null) return;
        if (Leads(Waits(leaf), gate, throughConditions: true) is not { } others) return;

        reported.Add(gate);
        reported.UnionWith(others);
        Add("PE408", gate, leaf, ("metric", leaf.Metric), ("others", string.Join('、', others.Select(o => o.Title?.ZhCn ?? o.Key))));
    }

    /// <summary>The gates passed through on the way from some waits to a gate's own passing; null when they do not lead there.</summary>
    private List<TemplateActivity>? Leads(IEnumerable<Wait> from, TemplateActivity gate, bool throughConditions)
    {
        var cameFrom = new Dictionary<Wait, Wait?>();
        var open = new Queue<Wait>();
        foreach (var wait in from)
        {
            if (cameFrom.TryAdd(wait, null)) open.Enqueue(wait);
        }

        while (open.TryDequeue(out var wait))
        {
            if (wait is { Done: true } && wait.For == gate) return GatesOn(wait, cameFrom, gate);

            var before = graph.Before(wait);
            if (throughConditions && wait.Done && plan[wait.For.Index] is PlanGate { Conditions: { } conditions })
                before = before.Concat(Needed(conditions).SelectMany(Waits));
            foreach (var next in before.Where(next => !graph.Exclude(next.For, gate)))
            {
                if (cameFrom.TryAdd(next, wait)) open.Enqueue(next);
            }
        }

        return null;
    }

    private static List<TemplateActivity> GatesOn(Wait last, Dictionary<Wait, Wait?> cameFrom, TemplateActivity gate)
    {
        var gates = new List<TemplateActivity>();
        for (Wait? at = last; at is { } wait; at = cameFrom[wait])
        {
            if (wait.Done && wait.For.Is(ActivityTypes.Gate) && wait.For != gate) gates.Add(wait.For);
        }

        return gates;
    }

    /// <summary>What has to be open or done for a leaf to hold; nothing when it may hold of something not yet open.</summary>
    private IEnumerable<Wait> Waits(Leaf leaf)
    {
        if (LookedAt(leaf) is not { } at) return [];

        return leaf.Source switch
        {
            FigureSource.Status when leaf.Op is Comparison.Equal or Comparison.In => leaf.Words switch
            {
                _ when leaf.Words.All(w => w is "done" or "passed") => [new Wait(at, Done: true)],
                _ when leaf.Words.All(w => w is not ("waiting" or "closed" or "skipped" or "notAsked" or "waived")) => [new Wait(at, Done: false)],
                _ => [],
            },
            FigureSource.DoneOn or FigureSource.OnTime => [new Wait(at, Done: false)],
            FigureSource.Counters or FigureSource.Days when !HoldsAtNought(leaf) => [new Wait(at, Done: false)],
            _ => [],
        };
    }

    private static bool HoldsAtNought(Leaf leaf) => leaf.Op switch
    {
        Comparison.Equal => leaf.Number == 0,
        Comparison.NotEqual => leaf.Number != 0,
        Comparison.Less => leaf.Number > 0,
        Comparison.AtMost => leaf.Number >= 0,
        Comparison.Greater => leaf.Number < 0,
        Comparison.AtLeast => leaf.Number <= 0,
        Comparison.In => leaf.Numbers.Contains(0),
        _ => !leaf.Numbers.Contains(0),
    };

    private TemplateActivity? LookedAt(Leaf leaf) =>
        leaf.Activity >= 0 && leaf.Source != FigureSource.Subordinates ? activities[leaf.Activity] : null;

    private static IEnumerable<Leaf> Leaves(Condition condition) =>
        condition is Leaf leaf ? [leaf] : ConditionLogic.Parts(condition).SelectMany(Leaves);

    private static IEnumerable<Leaf> Needed(Condition condition) => condition switch
    {
        Leaf leaf => [leaf],
        All all => all.Parts.SelectMany(Needed),
        Any { Parts: [var only] } => Needed(only),
        _ => [],
    };

    private void Add(string code, TemplateActivity gate, Leaf leaf, params ReadOnlySpan<(string Name, object? Value)> facts) =>
        context.Findings.Add(code, gate, context.Pointers.GetValueOrDefault(leaf, gate.Pointer), facts);
}
