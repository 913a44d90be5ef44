using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Definitions;

/// <summary>
/// What has to happen before an activity can open and before it can be done, as far as the flows say so. An activity waits for
/// all that stands before it, whether it was done or skipped, so that nothing behind a gate opens while the gate is open; what
/// stands in a phase waits for the phase; and a phase is done only when what stands before each of its Ends is.
/// </summary>
internal sealed class WaitGraph
{
    private readonly FlowGraph graph;
    private readonly List<TemplateActivity>[] before;
    private readonly Dictionary<TemplateActivity, IReadOnlyList<Wait>> ends = [];
    private readonly Dictionary<TemplateActivity, HashSet<(TemplateActivity, Outcome)>> choices = [];

    public WaitGraph(CompileContext context)
    {
        graph = context.Graph;
        before = [.. context.Document.Activities.Select(_ => new List<TemplateActivity>())];
        foreach (var barrier in context.Document.Activities.Where(a => a.Is(ActivityTypes.Gate) || a.Is(ActivityTypes.Phase)))
        {
            var targets = graph.Out(barrier).Select(c => c.Target!); // sound connections only
            var behind = graph.From(targets, without: barrier);
            foreach (var activity in barrier.Flow.Activities.Where(behind.Contains)) before[activity.Index].Add(barrier);
        }
    }

    /// <summary>An activity that has to be open, or done, first.</summary>
    internal readonly record struct Wait(TemplateActivity For, bool Done);

    /// <summary>What has to be first.</summary>
    public IEnumerable<Wait> Before(Wait wait)
    {
        if (wait.Done) return EndsOf(wait.For).Append(wait with { Done = false });

        var barriers = before[wait.For.Index].Select(barrier => new Wait(barrier, Done: true));
        return wait.For.Flow.Phase is { } phase ? barriers.Append(new Wait(phase, Done: false)) : barriers;
    }

    /// <summary>Whether no unit can come to both, because a choice leads to one or to the other.</summary>
    public bool Exclude(TemplateActivity one, TemplateActivity other)
    {
        var needed = ChoicesOf(other);
        return ChoicesOf(one).Any(c => needed.Contains((c.Choice, c.Outcome == Outcome.Yes ? Outcome.No : Outcome.Yes)));
    }

    private IReadOnlyList<Wait> EndsOf(TemplateActivity phase)
    {
        if (phase.Body is not { } body) return [];
        if (ends.TryGetValue(phase, out var known)) return known;

        var closing = body.Activities.Where(a => a.Is(ActivityTypes.End)).ToList();
        var needed = closing.Count > 0
            ? closing.Select(e => before[e.Index].AsEnumerable()).Aggregate((one, other) => one.Intersect(other))
            : AlwaysReached(body);
        return ends[phase] = [.. needed.Select(a => new Wait(a, Done: true))];
    }

    /// <summary>Gates no choice leads past: where no End closes a flow, it is over only when these are passed.</summary>
    private IEnumerable<TemplateActivity> AlwaysReached(TemplateFlow body)
    {
        var reached = graph.FromStart(body, not: c => c.Is(Outcome.Yes) || c.Is(Outcome.No));
        return body.Activities.Where(a => a.Is(ActivityTypes.Gate) && reached.Contains(a));
    }

    /// <summary>The outcomes of choices without which an activity is skipped, those its phase needs included.</summary>
    private HashSet<(TemplateActivity Choice, Outcome Outcome)> ChoicesOf(TemplateActivity activity)
    {
        if (choices.TryGetValue(activity, out var known)) return known;

        var needed = activity.Flow.Phase is { } phase ? new HashSet<(TemplateActivity, Outcome)>(ChoicesOf(phase)) : [];
        if (graph.FromStart(activity.Flow).Contains(activity))
        {
            foreach (var choice in activity.Flow.Activities.Where(a => a.Is(ActivityTypes.Choice)))
            foreach (var outcome in (ReadOnlySpan<Outcome>)[Outcome.Yes, Outcome.No])
            {
                if (!graph.FromStart(activity.Flow, not: c => c.Source == choice && c.Is(outcome)).Contains(activity)) needed.Add((choice, outcome));
            }
        }

        return choices[activity] = needed;
    }
}
