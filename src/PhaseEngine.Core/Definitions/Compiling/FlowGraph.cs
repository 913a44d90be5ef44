using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Definitions;

/// <summary>The way back of a gate: from <c>Returned</c> over requirements in a line to the same gate (template-format §3.6).</summary>
/// <param name="Line">The requirements in order; none when it leads straight back.</param>
/// <param name="Last">The connection back into the gate.</param>
internal sealed record ReturnLine(IReadOnlyList<TemplateActivity> Line, TemplateConnection Last);

/// <summary>Connections by activity. Broken ones, which lead from or to nowhere, are left out.</summary>
internal sealed class FlowGraph
{
    private readonly ILookup<TemplateActivity, TemplateConnection> outgoing;
    private readonly ILookup<TemplateActivity, TemplateConnection> incoming;
    private readonly Dictionary<TemplateActivity, ReturnLine?> lines = [];

    public FlowGraph(TemplateDocument document)
    {
        var sound = document.Flows.SelectMany(f => f.Connections).Where(c => c.Source is not null && c.Target is not null).ToList();
        outgoing = sound.ToLookup(c => c.Source!); // both ends are there, see above
        incoming = sound.ToLookup(c => c.Target!);
        foreach (var gate in document.Activities.Where(a => a.Is(ActivityTypes.Gate))) lines[gate] = FindLine(gate);
    }

    public IEnumerable<TemplateConnection> Out(TemplateActivity activity) => outgoing[activity];

    public IEnumerable<TemplateConnection> In(TemplateActivity activity) => incoming[activity];

    /// <summary>A gate's way back; null when <c>Returned</c> is not connected, or leads anywhere else.</summary>
    public ReturnLine? LineOf(TemplateActivity gate) => lines.GetValueOrDefault(gate);

    /// <summary>What can be reached from some activities, these included, without certain activities or connections.</summary>
    public HashSet<TemplateActivity> Reachable(
        IEnumerable<TemplateActivity> from, TemplateActivity? without = null, Func<TemplateConnection, bool>? not = null)
    {
        var reached = new HashSet<TemplateActivity>(ReferenceEqualityComparer.Instance);
        var open = new Stack<TemplateActivity>(from.Where(a => a != without));
        while (open.TryPop(out var activity))
        {
            if (!reached.Add(activity)) continue;
            foreach (var connection in Out(activity))
            {
                var target = connection.Target!; // sound connections only
                if (target != without && (not is null || !not(connection))) open.Push(target);
            }
        }

        return reached;
    }

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
