using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Definitions;

/// <summary>
/// What has to happen before an activity can open and before it can be done, as far as the flows say so. An activity waits for
/// all that stands before it, whether it was done or skipped, so that nothing behind a gate opens while the gate is open; what
/// stands in a phase waits for the phase; and a phase is done only when what stands before each of its Ends is.
/// </summary>
/// <remarks>Each activity is two numbers: opening it, and having it done (<see cref="Open"/>, <see cref="Done"/>).</remarks>
internal sealed class WaitGraph
{
    private readonly List<int>[] waiters;
    private readonly HashSet<(TemplateActivity Choice, Outcome Outcome)>?[] choices;

    public WaitGraph(CompileContext context)
    {
        var activities = context.Document.Activities.ToList();
        waiters = [.. Enumerable.Range(0, 2 * activities.Count).Select(_ => new List<int>())];
        choices = new HashSet<(TemplateActivity, Outcome)>?[activities.Count];
        foreach (var activity in activities)
        {
            waiters[Open(activity)].Add(Done(activity));
            if (activity.Flow.Phase is { } phase) waiters[Open(phase)].Add(Open(activity));
        }

        var barriers = activities.Where(a => a.Is(ActivityTypes.Gate) || a.Is(ActivityTypes.Phase)).ToList();
        var behind = barriers.ToDictionary(b => b, b => context.Graph.From(context.Graph.Out(b).Select(c => c.Target!), without: b)); // sound
        foreach (var barrier in barriers)
        {
            foreach (var activity in barrier.Flow.Activities.Where(behind[barrier].Contains)) waiters[Done(barrier)].Add(Open(activity));
        }

        foreach (var phase in barriers.Where(b => b.Body is not null))
        {
            foreach (var needed in NeededToEnd(context.Graph, phase.Body!, behind)) waiters[Done(needed)].Add(Done(phase)); // has one
        }

        foreach (var flow in context.Document.Flows) FindChoices(context.Graph, flow);
    }

    public static int Open(TemplateActivity activity) => 2 * activity.Index;

    public static int Done(TemplateActivity activity) => (2 * activity.Index) + 1;

    /// <summary>What waits for something, directly.</summary>
    public IReadOnlyList<int> WaitersFor(int wait) => waiters[wait];

    /// <summary>Whether no unit can come to both, because a choice leads to one or to the other.</summary>
    public bool Exclude(TemplateActivity one, TemplateActivity other) => Contradict(one, other)
        || (one.Flow.Phase is { } phase && Contradict(phase, other))
        || (other.Flow.Phase is { } otherPhase && (Contradict(one, otherPhase) || (one.Flow.Phase is { } p && Contradict(p, otherPhase))));

    private bool Contradict(TemplateActivity one, TemplateActivity other) =>
        choices[one.Index] is { } ofOne && choices[other.Index] is { } ofOther
        && ofOne.Any(c => ofOther.Contains((c.Choice, c.Outcome == Outcome.Yes ? Outcome.No : Outcome.Yes)));

    /// <summary>The gates and phases before all Ends; where no End closes a flow, the gates no choice leads past.</summary>
    private static IEnumerable<TemplateActivity> NeededToEnd(FlowGraph graph, TemplateFlow body, Dictionary<TemplateActivity, Reach> behind)
    {
        var ends = body.Activities.Where(a => a.Is(ActivityTypes.End)).ToList();
        if (ends.Count > 0) return body.Activities.Where(a => behind.TryGetValue(a, out var reach) && ends.TrueForAll(reach.Contains));

        var always = graph.FromStart(body, not: c => c.Is(Outcome.Yes) || c.Is(Outcome.No));
        return body.Activities.Where(a => a.Is(ActivityTypes.Gate) && always.Contains(a));
    }

    /// <summary>Notes the outcomes of choices without which an activity is skipped.</summary>
    private void FindChoices(FlowGraph graph, TemplateFlow flow)
    {
        var reached = graph.FromStart(flow);
        foreach (var choice in flow.Activities.Where(a => a.Is(ActivityTypes.Choice)))
        foreach (var outcome in (ReadOnlySpan<Outcome>)[Outcome.Yes, Outcome.No])
        {
            var port = outcome;
            var without = graph.FromStart(flow, not: c => c.Source == choice && c.Is(port));
            foreach (var activity in flow.Activities.Where(a => reached.Contains(a) && !without.Contains(a)))
                (choices[activity.Index] ??= []).Add((choice, outcome));
        }
    }
}
