using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Definitions;

/// <summary>PE203, PE204, PE207, PE210 to PE216: how flows begin, hang together and end.</summary>
internal sealed class FlowChecks(CompileContext context)
{
    private readonly FindingList findings = context.Findings;
    private readonly FlowGraph graph = context.Graph;

    public void Run()
    {
        var ids = context.Document.Activities.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var flow in context.Document.Flows)
        {
            CheckStart(flow);
            CheckConnections(flow, ids);
            foreach (var activity in flow.Activities) CheckOutcomes(activity);
            CheckStanding(flow);
            if (flow.Phase is { } phase && !flow.Activities.Any(a => a.IsRequirement || a.Is(ActivityTypes.Gate)))
                findings.Add("PE214", phase, phase.Pointer + "/body");
        }
    }

    private void CheckStart(TemplateFlow flow)
    {
        var starts = FlowGraph.Starts(flow).ToList();
        if (starts.Count != 1) findings.Add("PE203", flow.Phase, flow.Pointer + "/activities", ("reason", "starts"), ("starts", starts.Count));
        foreach (var into in starts.SelectMany(graph.In))
            findings.Add("PE203", into.Target, into.Pointer, ("reason", "into"), ("from", Name(into.Source)));
        if (starts.Count == 0) return;

        var reached = graph.FromStart(flow);
        foreach (var activity in flow.Activities.Where(a => !reached.Contains(a))) findings.Add("PE204", activity, activity.Pointer);
    }

    private void CheckConnections(TemplateFlow flow, HashSet<string> ids)
    {
        var seen = new HashSet<(string, string, string)>();
        foreach (var connection in flow.Connections)
        {
            var reason = connection switch
            {
                { Source: null } => ids.Contains(connection.SourceId) ? "otherFlow" : "missing",
                { Target: null } => ids.Contains(connection.TargetId) ? "otherFlow" : "missing",
                { TargetPort: not "In" } => "port",
                { Source: { Known: { } type } source } when !source.Is(ActivityTypes.End) && !type.Outcomes.Any(connection.Is) => "port",
                _ when !seen.Add((connection.SourceId, connection.Port, connection.TargetId)) => "twice",
                _ => null,
            };
            if (reason is null) continue;

            findings.Add(
                "PE207", connection.Source ?? connection.Target ?? flow.Phase, connection.Pointer, ("reason", reason),
                ("from", Name(connection.Source) ?? connection.SourceId), ("to", Name(connection.Target) ?? connection.TargetId),
                ("port", connection.Port));
        }
    }

    private void CheckOutcomes(TemplateActivity activity)
    {
        if (activity.Known is not { } type) return;

        var outgoing = graph.Out(activity).ToList();
        if (activity.Is(ActivityTypes.End) && outgoing.Count > 0) findings.Add("PE211", activity, outgoing[0].Pointer, ("to", Name(outgoing[0].Target)));
        if (activity.IsStanding && outgoing.Count > 0) findings.Add("PE212", activity, outgoing[0].Pointer, ("to", Name(outgoing[0].Target)));
        foreach (var outcome in type.Outcomes)
        {
            var targets = outgoing.Where(c => c.Is(outcome)).ToList();
            if (targets.Count > 1 && targets.Find(c => c.Target!.Is(ActivityTypes.End)) is { } end) // sound connections only
                findings.Add("PE210", activity, end.Pointer, ("outcome", outcome.ToString()), ("others", targets.Count - 1));
            if (targets.Count == 0 && outcome == Outcome.Passed) findings.Add("PE215", activity, activity.Pointer);
            if (targets.Count == 0 && outcome is Outcome.Yes or Outcome.No)
                findings.Add("PE216", activity, activity.Pointer, ("outcome", outcome.ToString()));
        }
    }

    /// <summary>A flow with something standing in it is over only by an End, its own or the root's; without one, a phase with a planned end would never be over.</summary>
    private void CheckStanding(TemplateFlow flow)
    {
        if (flow.Phase?.Json["length"] is null || HasEnd(flow) || HasEnd(context.Document.Flows[0])) return;

        foreach (var standing in flow.Activities.Where(a => a.IsStanding))
            findings.Add("PE213", standing, standing.Pointer, ("phase", Name(flow.Phase)));
    }

    private static bool HasEnd(TemplateFlow flow) => flow.Activities.Any(a => a.Is(ActivityTypes.End));

    private static string? Name(TemplateActivity? activity) => activity?.Title?.ZhCn ?? activity?.Key ?? activity?.Id;
}
