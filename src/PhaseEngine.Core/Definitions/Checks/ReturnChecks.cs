using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Definitions;

/// <summary>PE208 and PE209: the only way back is from a gate over requirements in a line to the same gate.</summary>
internal sealed class ReturnChecks(CompileContext context)
{
    private readonly FindingList findings = context.Findings;
    private readonly FlowGraph graph = context.Graph;

    public void Run()
    {
        foreach (var gate in context.Document.Activities.Where(a => a.Is(ActivityTypes.Gate)))
        {
            var returned = graph.Out(gate).Where(c => c.Is(Outcome.Returned)).ToList();
            if (returned.Count == 0) continue;

            if (graph.LineOf(gate) is null) findings.Add("PE208", gate, returned[0].Pointer, ("reason", "line"));
            CheckBehind(gate);
        }

        foreach (var flow in context.Document.Flows)
        {
            if (OnCircle(flow) is { } activity) findings.Add("PE208", activity, activity.Pointer, ("reason", "circle"));
        }
    }

    /// <summary>
    /// What comes behind a gate that may be returned must come behind it only: where another way joins in, Elsa would run what
    /// follows before the gate is passed.
    /// </summary>
    private void CheckBehind(TemplateActivity gate)
    {
        var behind = graph.From(graph.Out(gate).Where(c => c.Is(Outcome.Passed)).Select(c => c.Target!)); // sound connections only
        var past = graph.FromStart(gate.Flow, without: gate);
        if (gate.Flow.Activities.FirstOrDefault(a => a != gate && behind.Contains(a) && past.Contains(a)) is { } both)
            findings.Add("PE209", gate, gate.Pointer, ("activity", both.Title?.ZhCn ?? both.Key ?? both.Id));
    }

    /// <summary>
    /// The first activity on a circle of connections other than <c>Returned</c>, or null. Takes away whatever has nothing left
    /// before it, then whatever has nothing left behind it: what remains lies on a circle or between two.
    /// </summary>
    private TemplateActivity? OnCircle(TemplateFlow flow)
    {
        var left = new HashSet<TemplateActivity>(flow.Activities);
        TakeAway(left, a => Sources(a), a => Targets(a));
        TakeAway(left, a => Targets(a), a => Sources(a));
        return flow.Activities.FirstOrDefault(left.Contains);
    }

    private IEnumerable<TemplateActivity> Sources(TemplateActivity activity) =>
        graph.In(activity).Where(IsForward).Select(c => c.Source!); // sound connections only

    private IEnumerable<TemplateActivity> Targets(TemplateActivity activity) =>
        graph.Out(activity).Where(IsForward).Select(c => c.Target!); // sound connections only

    /// <summary>A connection into a Start is a finding of its own.</summary>
    private static bool IsForward(TemplateConnection connection) =>
        !connection.Is(Outcome.Returned) && !connection.Target!.Is(ActivityTypes.Start); // sound connections only

    private static void TakeAway(
        HashSet<TemplateActivity> left, Func<TemplateActivity, IEnumerable<TemplateActivity>> before,
        Func<TemplateActivity, IEnumerable<TemplateActivity>> behind)
    {
        var counts = left.ToDictionary(a => a, a => before(a).Count(left.Contains));
        var free = new Stack<TemplateActivity>(left.Where(a => counts[a] == 0));
        while (free.TryPop(out var activity))
        {
            left.Remove(activity);
            foreach (var next in behind(activity).Where(counts.ContainsKey))
            {
                if (--counts[next] == 0) free.Push(next);
            }
        }
    }
}
