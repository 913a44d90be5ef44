using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Definitions;

/// <summary>Which activities no unit can both come to, because a choice leads to one or to the other.</summary>
internal sealed class ExclusiveWays
{
    private readonly FlowGraph graph;
    private readonly Dictionary<TemplateActivity, int> choices = [];

    /// <summary>By activity, a bit for each answer without which it is skipped; null where none is needed, and on circles.</summary>
    private readonly Answers?[] needed;

    public ExclusiveWays(CompileContext context)
    {
        graph = context.Graph;
        var activities = context.Document.Activities.ToList();
        foreach (var choice in activities.Where(a => a.Is(ActivityTypes.Choice))) choices[choice] = choices.Count;
        needed = new Answers?[activities.Count];
        if (choices.Count == 0) return;

        foreach (var flow in context.Document.Flows) FindNeeded(flow);
    }

    public bool Exclude(TemplateActivity one, TemplateActivity other) => Contradict(one, other)
        || (one.Flow.Phase is { } phase && Contradict(phase, other))
        || (other.Flow.Phase is { } otherPhase && (Contradict(one, otherPhase) || (one.Flow.Phase is { } p && Contradict(p, otherPhase))));

    private bool Contradict(TemplateActivity one, TemplateActivity other) =>
        needed[one.Index] is { } ofOne && needed[other.Index] is { } ofOther && ofOne.Contradicts(ofOther);

    /// <summary>An activity needs what all ways into it need: looked at once all that stands before it has been.</summary>
    private void FindNeeded(TemplateFlow flow)
    {
        var reached = graph.FromStart(flow);
        var ways = flow.Activities.Where(reached.Contains).ToDictionary(a => a, a => WaysInto(a, reached).ToList());
        var left = ways.ToDictionary(w => w.Key, w => w.Value.Count);
        var free = new Queue<TemplateActivity>(ways.Keys.Where(a => left[a] == 0));
        while (free.TryDequeue(out var activity))
        {
            foreach (var way in ways[activity])
            {
                var ofWay = Along(way);
                needed[activity.Index] = way == ways[activity][0] ? ofWay : Answers.OfBoth(needed[activity.Index], ofWay);
            }

            foreach (var onward in graph.Out(activity).Where(c => !graph.IsWayBack(c) && --left[c.Target!] == 0)) free.Enqueue(onward.Target!); // sound connections only
        }
    }

    private IEnumerable<TemplateConnection> WaysInto(TemplateActivity activity, Reach reached) =>
        graph.In(activity).Where(c => reached.Contains(c.Source!) && !graph.IsWayBack(c)); // sound connections only

    private Answers? Along(TemplateConnection way)
    {
        var before = needed[way.Source!.Index]; // sound connections only
        if (!choices.TryGetValue(way.Source, out var choice)) return before;

        return way.Is(Outcome.Yes) || way.Is(Outcome.No) ? Answers.With(before, choice, way.Is(Outcome.Yes), choices.Count) : before;
    }

    /// <summary>The choices that have to be answered with yes, and those with no.</summary>
    private sealed record Answers(ulong[] Yes, ulong[] No)
    {
        public static Answers With(Answers? before, int choice, bool yes, int choices)
        {
            var words = (choices + 63) / 64;
            var with = new Answers([.. before?.Yes ?? new ulong[words]], [.. before?.No ?? new ulong[words]]);
            (yes ? with.Yes : with.No)[choice / 64] |= 1UL << (choice % 64);
            return with;
        }

        public static Answers? OfBoth(Answers? one, Answers? other) => one is null || other is null
            ? null
            : new Answers([.. one.Yes.Zip(other.Yes, (a, b) => a & b)], [.. one.No.Zip(other.No, (a, b) => a & b)]);

        public bool Contradicts(Answers other) => Meet(Yes, other.No) || Meet(No, other.Yes);

        private static bool Meet(ulong[] one, ulong[] other)
        {
            for (var i = 0; i < one.Length; i++)
            {
                if ((one[i] & other[i]) != 0) return true;
            }

            return false;
        }
    }
}
