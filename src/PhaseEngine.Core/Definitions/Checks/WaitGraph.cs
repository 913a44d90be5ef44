using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Definitions;

/// <summary>
/// What has to happen before an activity can open and before it can be done, as far as the flows say so. An activity waits for
/// all that stands before it, whether it was done or skipped, so that nothing behind a gate opens while the gate is open; what
/// stands in a phase waits for the phase; and a phase is done only when what stands before each of its Ends is.
/// </summary>
/// <remarks>
/// Each activity is three numbers: opening it, having it done, and all that stands behind it (<see cref="Open"/>,
/// <see cref="Done"/>). What stands behind a gate is found along the connections, so that there are no more edges than those.
/// </remarks>
internal sealed class WaitGraph
{
    private readonly List<int>[] waiters;
    private readonly ExclusiveWays ways;

    public WaitGraph(CompileContext context)
    {
        var activities = context.Document.Activities.ToList();
        waiters = [.. Enumerable.Range(0, 3 * activities.Count).Select(_ => new List<int>())];
        ways = new ExclusiveWays(context);
        foreach (var activity in activities)
        {
            waiters[Open(activity)].Add(Done(activity));
            if (activity.Flow.Phase is { } phase) waiters[Open(phase)].Add(Open(activity));
            if (IsBarrier(activity)) waiters[Done(activity)].Add(Behind(activity));
            foreach (var connection in context.Graph.Out(activity).Where(c => !context.Graph.IsWayBack(c)))
            {
                waiters[Behind(activity)].Add(Open(connection.Target!)); // sound connections only
                waiters[Behind(activity)].Add(Behind(connection.Target!));
            }
        }

        foreach (var phase in activities.Where(a => a.Body is not null && IsBarrier(a)))
        {
            foreach (var needed in NeededToEnd(context.Graph, phase.Body!)) waiters[Done(needed)].Add(Done(phase)); // has one
        }
    }

    /// <summary>How many numbers there are.</summary>
    public int Count => waiters.Length;

    public static int Open(TemplateActivity activity) => 3 * activity.Index;

    public static int Done(TemplateActivity activity) => (3 * activity.Index) + 1;

    /// <summary>The index of the activity a number is about.</summary>
    public static int ActivityOf(int wait) => wait / 3;

    /// <summary>Whether a number is the place behind an activity, where nobody stands: it only leads on.</summary>
    public static bool LeadsOn(int wait) => wait % 3 == 2;

    /// <summary>What waits for something, directly.</summary>
    public IReadOnlyList<int> WaitersFor(int wait) => waiters[wait];

    /// <summary>Whether no unit can come to both, because a choice leads to one or to the other.</summary>
    public bool Exclude(TemplateActivity one, TemplateActivity other) => ways.Exclude(one, other);

    private static int Behind(TemplateActivity activity) => (3 * activity.Index) + 2;

    private static bool IsBarrier(TemplateActivity activity) => activity.Is(ActivityTypes.Gate) || activity.Is(ActivityTypes.Phase);

    /// <summary>The gates and phases before all Ends; where no End closes a flow, the gates no choice leads past.</summary>
    private static IEnumerable<TemplateActivity> NeededToEnd(FlowGraph graph, TemplateFlow body)
    {
        var ends = body.Activities.Where(a => a.Is(ActivityTypes.End)).ToList();
        if (ends.Count > 0) return body.Activities.Where(a => IsBarrier(a) && graph.From(graph.Out(a).Select(c => c.Target!), without: a) is var behind && ends.TrueForAll(behind.Contains)); // sound

        var always = graph.FromStart(body, not: c => c.Is(Outcome.Yes) || c.Is(Outcome.No));
        return body.Activities.Where(a => a.Is(ActivityTypes.Gate) && always.Contains(a));
    }
}
