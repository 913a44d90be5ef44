using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Definitions;

/// <summary>The way back of a gate: from <c>Returned</c> over requirements in a line to the same gate (template-format §3.6).</summary>
/// <param name="Line">The requirements in order; none when it leads straight back.</param>
/// <param name="Last">The connection back into the gate.</param>
internal sealed record ReturnLine(IReadOnlyList<TemplateActivity> Line, TemplateConnection Last);

/// <summary>A set of activities that can be reached.</summary>
internal readonly struct Reach(bool[] reached)
{
    public bool Contains(TemplateActivity activity) => reached[activity.Index];
}

/// <summary>Connections by activity. Broken ones, which lead from or to nowhere, are left out.</summary>
internal sealed class FlowGraph
{
    private readonly ILookup<TemplateActivity, TemplateConnection> outgoing;
    private readonly ILookup<TemplateActivity, TemplateConnection> incoming;
    private readonly Dictionary<TemplateActivity, ReturnLine?> lines = [];
    private readonly int count;

    public FlowGraph(TemplateDocument document)
    {
        count = document.Activities.Count();
        var sound = document.Flows.SelectMany(f => f.Connections).Where(c => c.Source is not null && c.Target is not null).ToList();
        outgoing = sound.ToLookup(c => c.Source!); // both ends are there, see above
        incoming = sound.ToLookup(c => c.Target!);
        foreach (var gate in document.Activities.Where(a => a.Is(ActivityTypes.Gate))) lines[gate] = FindLine(gate);
    }

    public IEnumerable<TemplateConnection> Out(TemplateActivity activity) => outgoing[activity];

    public IEnumerable<TemplateConnection> In(TemplateActivity activity) => incoming[activity];

    /// <summary>A gate's way back; null when <c>Returned</c> is not connected, or leads anywhere else.</summary>
    public ReturnLine? LineOf(TemplateActivity gate) => lines.GetValueOrDefault(gate);

    /// <summary>Whether a connection leads back into the gate that was returned.</summary>
    public bool IsWayBack(TemplateConnection connection) => ReferenceEquals(LineOf(connection.Target!)?.Last, connection); // sound connections only

    /// <summary>What can be reached from some activities, these included, without a certain activity or certain connections.</summary>
    public Reach From(
        IEnumerable<TemplateActivity> activities, TemplateActivity? without = null, Func<TemplateConnection, bool>? not = null)
    {
        var reached = new bool[count];
        var open = new Stack<TemplateActivity>(activities.Where(a => a != without));
        while (open.TryPop(out var activity))
        {
            if (reached[activity.Index]) continue;

            reached[activity.Index] = true;
            foreach (var connection in outgoing[activity])
            {
                var target = connection.Target!; // sound connections only
                if (!reached[target.Index] && target != without && (not is null || !not(connection))) open.Push(target);
            }
        }

        return new Reach(reached);
    }

    /// <summary>What can be reached from the starts of a flow.</summary>
    public Reach FromStart(TemplateFlow flow, TemplateActivity? without = null, Func<TemplateConnection, bool>? not = null) =>
        From(Starts(flow), without, not);

    public static IEnumerable<TemplateActivity> Starts(TemplateFlow flow) => flow.Activities.Where(a => a.Is(ActivityTypes.Start));

    private ReturnLine? FindLine(TemplateActivity gate)
    {
        if (Out(gate).Where(c => c.Is(Outcome.Returned)).ToList() is not [var connection]) return null;

        var line = new List<TemplateActivity>();
        while (connection.Target != gate)
        {
            var next = connection.Target!; // sound connections only
            if (!next.IsRequirement || next.IsStanding || line.Contains(next)) return null;
            if (In(next).Count() != 1 || Out(next).ToList() is not [var onward]) return null;
            line.Add(next);
            connection = onward;
        }

        return new ReturnLine(line, connection);
    }
}
