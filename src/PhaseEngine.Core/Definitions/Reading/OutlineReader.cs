using System.Text.Json.Nodes;

namespace PhaseEngine.Core.Definitions;

/// <summary>Reads which activities stand in which flow, and what connects them; what cannot be read is a finding.</summary>
internal sealed class OutlineReader(ActivityTypes types, FindingList findings)
{
    public const int MaxActivities = 2000;

    private readonly List<TemplateFlow> flows = [];

    /// <summary>The flows of a definition, bodies behind the root in the order of their phases, activities numbered.</summary>
    public IReadOnlyList<TemplateFlow> Read(JsonObject root)
    {
        var rootFlow = ReadFlow(root, "/root", null);
        foreach (var phase in rootFlow.Activities.Where(a => a.Is(ActivityTypes.Phase)))
        {
            if (phase.Json["body"] is JsonObject body) phase.Body = ReadFlow(body, phase.Pointer + "/body", phase);
        }

        var index = 0;
        foreach (var activity in flows.SelectMany(f => f.Activities)) activity.Index = index++;
        return flows;
    }

    /// <summary>Counts the activities of a definition without reading them; phases in bodies count, too.</summary>
    public static int Count(JsonNode? flow) => flow is JsonObject o && o["activities"] is JsonArray activities
        ? activities.Sum(a => 1 + (a is JsonObject activity ? Count(activity["body"]) : 0))
        : 0;

    private TemplateFlow ReadFlow(JsonObject json, string pointer, TemplateActivity? phase)
    {
        var flow = new TemplateFlow(flows.Count, json, pointer, phase);
        flows.Add(flow);
        flow.Activities = [.. ReadActivities(flow).OrderBy(a => Position(a, "y")).ThenBy(a => Position(a, "x"))
            .ThenBy(a => a.Key ?? a.Id, StringComparer.Ordinal)];

        var byId = new Dictionary<string, TemplateActivity>(StringComparer.Ordinal);
        foreach (var activity in flow.Activities) byId.TryAdd(activity.Id, activity);
        flow.Connections = [.. ReadConnections(flow, byId)];
        return flow;
    }

    private IEnumerable<TemplateActivity> ReadActivities(TemplateFlow flow)
    {
        foreach (var (item, pointer) in Items(flow, "activities"))
        {
            if (item is not JsonObject json)
            {
                findings.Add("PE101", flow.Phase, pointer, ("reason", "activity"));
                continue;
            }

            var type = types.Find(Json.String(json["type"]));
            if (type is { IsOurs: true }) StudioValues.MakePlain(json, type);
            yield return new TemplateActivity(json, pointer, flow, type);
        }
    }

    private IEnumerable<TemplateConnection> ReadConnections(TemplateFlow flow, Dictionary<string, TemplateActivity> byId)
    {
        foreach (var (item, pointer) in Items(flow, "connections"))
        {
            if (item is JsonObject json && End(json, "source", "Done") is { } source && End(json, "target", "In") is { } target)
            {
                yield return new TemplateConnection(
                    pointer, source.Activity, source.Port, target.Activity, target.Port,
                    byId.GetValueOrDefault(source.Activity), byId.GetValueOrDefault(target.Activity));
            }
            else
            {
                findings.Add("PE207", flow.Phase, pointer, ("reason", "malformed"), ("from", ""), ("to", ""), ("port", ""));
            }
        }
    }

    private IEnumerable<(JsonNode? Item, string Pointer)> Items(TemplateFlow flow, string list)
    {
        switch (flow.Json[list])
        {
            case null: yield break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++) yield return (items[i], $"{flow.Pointer}/{list}/{i}");
                break;
            default:
                findings.Add("PE101", flow.Phase, $"{flow.Pointer}/{list}", ("reason", list));
                break;
        }
    }

    private static (string Activity, string Port)? End(JsonObject connection, string end, string port) =>
        connection[end] is JsonObject json && Json.String(json["activity"]) is { } activity
            ? (activity, json["port"] is null ? port : Json.String(json["port"]) ?? "")
            : null;

    private static decimal Position(TemplateActivity activity, string axis) =>
        activity.Json["metadata"] is JsonObject metadata && metadata["designer"] is JsonObject designer
        && designer["position"] is JsonObject position
            ? Json.Decimal(position[axis]) ?? 0
            : 0;
}
