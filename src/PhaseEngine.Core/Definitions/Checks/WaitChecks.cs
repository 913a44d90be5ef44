using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;

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
internal sealed class WaitChecks
{
    private readonly CompileContext context;
    private readonly WaitGraph graph;
    private readonly List<TemplateActivity> activities;
    private readonly List<(TemplateActivity Gate, Condition Conditions)> gates;
    private readonly ILookup<int, TemplateActivity> waitingGates;
    private readonly HashSet<TemplateActivity> reported = [];

    public WaitChecks(CompileContext context, IReadOnlyList<PlanActivity?> plan, WaitGraph graph)
    {
        (this.context, this.graph) = (context, graph);
        activities = [.. context.Document.Activities];
        gates = [.. activities.Where(a => plan[a.Index] is PlanGate { Conditions: not null }).Select(a => (a, ((PlanGate)plan[a.Index]!).Conditions!))]; // see above
        waitingGates = gates
            .SelectMany(g => Needed(g.Conditions).Select(WaitOf).OfType<int>().Select(wait => (Wait: wait, g.Gate)))
            .ToLookup(w => w.Wait, w => w.Gate);
    }

    public void Run()
    {
        foreach (var (gate, conditions) in gates)
        {
            if (!Leaves(conditions).Any(leaf => LookedAt(leaf) is not null)) continue;

            var excluded = activities.ConvertAll(activity => graph.Exclude(activity, gate));
            var byFlows = Waiting(gate, excluded, throughConditions: false);
            foreach (var leaf in Leaves(conditions)) CheckOpen(gate, leaf, byFlows);

            var byConditions = Waiting(gate, excluded, throughConditions: true);
            foreach (var leaf in Needed(conditions)) CheckCircle(gate, leaf, byFlows, byConditions);
        }
    }

    private void CheckOpen(TemplateActivity gate, Leaf leaf, int[] waiting)
    {
        if (LookedAt(leaf) is not { } at || at == gate || at == gate.Flow.Phase) return;

        if (graph.Exclude(at, gate))
            Add("PE406", gate, leaf, ("metric", leaf.Metric), ("reason", "otherWay"));
        else if (waiting[WaitGraph.Open(at)] >= 0 || (WaitOf(leaf) is { } wait && waiting[wait] >= 0))
            Add("PE406", gate, leaf, ("metric", leaf.Metric), ("reason", "behind"));
    }

    private void CheckCircle(TemplateActivity gate, Leaf leaf, int[] byFlows, int[] byConditions)
    {
        if (reported.Contains(gate) || WaitOf(leaf) is not { } wait || byFlows[wait] >= 0 || byConditions[wait] < 0) return;

        var others = new List<TemplateActivity>();
        for (var at = wait; at != WaitGraph.Done(gate); at = byConditions[at])
        {
            var activity = activities[WaitGraph.ActivityOf(at)];
            if (at == WaitGraph.Done(activity) && activity.Is(ActivityTypes.Gate)) others.Add(activity);
        }

        reported.Add(gate);
        reported.UnionWith(others);
        Add("PE408", gate, leaf, ("metric", leaf.Metric), ("others", string.Join('、', others.Select(o => o.Title?.ZhCn ?? o.Key))));
    }

    /// <summary>
    /// Of everything that waits for a gate to be passed, what it waits for next on the way there; -1 for what does not wait.
    /// What no unit that comes to the gate can come to is left out.
    /// </summary>
    private int[] Waiting(TemplateActivity gate, List<bool> excluded, bool throughConditions)
    {
        var next = new int[graph.Count];
        Array.Fill(next, -1);
        var open = new Queue<int>([WaitGraph.Done(gate)]);
        next[WaitGraph.Done(gate)] = WaitGraph.Done(gate);
        while (open.TryDequeue(out var wait))
        {
            foreach (var waiter in graph.WaitersFor(wait)) Enqueue(waiter, wait);
            if (!throughConditions) continue;
            foreach (var other in waitingGates[wait]) Enqueue(WaitGraph.Done(other), wait);
        }

        return next;

        void Enqueue(int waiter, int wait)
        {
            // What stands behind what is skipped still waits for what stands before that.
            if (next[waiter] >= 0 || (!WaitGraph.LeadsOn(waiter) && excluded[WaitGraph.ActivityOf(waiter)])) return;
            next[waiter] = wait;
            open.Enqueue(waiter);
        }
    }

    /// <summary>What has to be open or done for a leaf to hold; null when it may hold of something not yet open.</summary>
    private int? WaitOf(Leaf leaf)
    {
        if (LookedAt(leaf) is not { } at) return null;

        return leaf.Source switch
        {
            FigureSource.Status when leaf.Op is Comparison.Equal or Comparison.In =>
                leaf.Words.All(w => w is "done" or "passed") ? WaitGraph.Done(at)
                : leaf.Words.All(w => w is not ("waiting" or "closed" or "skipped" or "notAsked" or "waived")) ? WaitGraph.Open(at)
                : null,
            FigureSource.DoneOn or FigureSource.OnTime => WaitGraph.Open(at),
            FigureSource.Counters or FigureSource.Days when !HoldsAtNought(leaf) => WaitGraph.Open(at),
            _ => null,
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
