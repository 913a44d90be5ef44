using System.Text.Json.Nodes;

namespace PhaseEngine.Core.Definitions;

/// <summary>Merges flows: maps activities by key, adds what is new, and leaves the rest to <see cref="Tightening"/>.</summary>
internal sealed class OverlayMerger(TemplateDocument higher, TemplateDocument overlay, FindingList findings)
{
    private readonly string setter = $"{overlay.DefinitionId}@{overlay.Version}";
    private readonly JsonObject merged = higher.ToJson();

    public JsonObject Merge()
    {
        foreach (var name in (ReadOnlySpan<string>)["definitionId", "name", "description", "version", "isLatest", "isPublished"])
        {
            if (overlay.Json[name] is { } value) merged[name] = value.DeepClone();
        }

        MergeTemplateProperties();
        MergeFlow(overlay.Flows[0], higher.Flows[0], (JsonObject)merged["root"]!); // every document that was read has a root
        return merged;
    }

    private void MergeTemplateProperties()
    {
        if (overlay.Json["customProperties"] is not JsonObject own) return;

        if (merged["customProperties"] is not JsonObject custom) merged["customProperties"] = custom = [];
        foreach (var (name, value) in own)
        {
            if (name != "phaseEngine") custom[name] = value?.DeepClone();
        }

        if (custom["phaseEngine"] is not JsonObject ours) custom["phaseEngine"] = ours = [];
        foreach (var (name, value) in overlay.Ours ?? []) ours[name == "extends" ? "extended" : name] = value?.DeepClone();
        ours.Remove("extends");
    }

    private void MergeFlow(TemplateFlow from, TemplateFlow onto, JsonObject json)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        var byKey = onto.Activities.Where(a => a.Key is not null).GroupBy(a => a.Key!).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        foreach (var activity in from.Activities)
        {
            if (activity.Is(ActivityTypes.Start))
                ids[activity.Id] = FlowGraph.Starts(onto).FirstOrDefault()?.Id ?? activity.Id;
            else if (activity.Key is { } key && byKey.TryGetValue(key, out var known) && known.Is(activity.Type))
                MergeActivity(activity, known, Find(json, known), ids);
            else if (activity.Is(ActivityTypes.End) && onto.Activities.Any(a => a.Is(ActivityTypes.End) && a.Id == activity.Id))
                ids[activity.Id] = activity.Id;
            else if (activity.Is(ActivityTypes.End) || higher.Activities.Any(a => a.Key is not null && a.Key == activity.Key))
                findings.Add("PE603", activity, activity.Pointer + "/type", ("property", activity.Type));
            else
                Add(json, activity);
        }

        MergeConnections(from, json, ids);
    }

    private void MergeActivity(TemplateActivity activity, TemplateActivity known, JsonObject json, Dictionary<string, string> ids)
    {
        ids[activity.Id] = known.Id;
        var tightening = new Tightening(known, activity, findings);
        foreach (var (name, value) in tightening.Properties())
        {
            json[name] = value;
            Sign(json, name);
        }

        if (activity.Body is { } body && known.Body is { } onto) MergeFlow(body, onto, (JsonObject)json["body"]!); // the base has one
    }

    private void Add(JsonObject flow, TemplateActivity activity)
    {
        var json = (JsonObject)activity.Json.DeepClone();
        Sign(json, "");
        if (flow["activities"] is JsonArray activities) activities.Add(json);
    }

    /// <summary>An activity waits for all that leads to it, so that one more connection holds back and never lets go earlier.</summary>
    private static void MergeConnections(TemplateFlow from, JsonObject json, Dictionary<string, string> ids)
    {
        if (json["connections"] is not JsonArray connections) json["connections"] = connections = [];
        var there = connections.Select(Ends).ToHashSet();
        foreach (var connection in from.Connections)
        {
            var mapped = new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = ids.GetValueOrDefault(connection.SourceId, connection.SourceId), ["port"] = connection.Port },
                ["target"] = new JsonObject { ["activity"] = ids.GetValueOrDefault(connection.TargetId, connection.TargetId), ["port"] = connection.TargetPort },
            };
            if (there.Add(Ends(mapped))) connections.Add(mapped);
        }
    }

    private static (string?, string?, string?) Ends(JsonNode? connection) => connection is JsonObject json
        ? (Json.String((json["source"] as JsonObject)?["activity"]), Json.String((json["source"] as JsonObject)?["port"]), Json.String((json["target"] as JsonObject)?["activity"]))
        : default;

    private void Sign(JsonObject activity, string property)
    {
        if (activity["customProperties"] is not JsonObject custom) activity["customProperties"] = custom = [];
        if (custom["phaseEngine"] is not JsonObject ours) custom["phaseEngine"] = ours = [];
        if (ours[Overlay.SetBy] is not JsonObject setBy) ours[Overlay.SetBy] = setBy = [];
        setBy[property] = setter;
    }

    private static JsonObject Find(JsonObject flow, TemplateActivity activity) =>
        ((JsonArray)flow["activities"]!).OfType<JsonObject>().First(a => Json.String(a["id"]) == activity.Id); // a copy of the activity's own flow
}
