using System.Text.Json.Nodes;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Definitions;

/// <summary>A definition on its way to Elsa Studio: texts as plain zh-CN (template-format §7), and nothing in it that leaves its canvas blank.</summary>
internal static class StudioForm
{
    public static JsonObject Of(TemplateDocument document)
    {
        var json = TemplateWriter.Write(document);
        Show((JsonObject)json["root"]!, document.Types);
        return json;
    }

    private static void Show(JsonObject flow, ActivityTypes types)
    {
        var canvas = new StudioFlow(flow, types);
        var connections = StudioFlow.Objects(flow["connections"]).Where(c => canvas.Shows(ConnectionEnds.Of(c))).ToList();
        var activities = StudioFlow.Objects(flow["activities"]).Where(canvas.Shows).ToList();
        flow["connections"] = new JsonArray([.. connections.Select(c => c.DeepClone())]);
        flow["activities"] = new JsonArray([.. activities.Select(a => Shown((JsonObject)a.DeepClone(), canvas.Knows(a), types))]);
    }

    private static JsonObject Shown(JsonObject activity, bool isKnown, ActivityTypes types)
    {
        if (!isKnown) return NotFound(activity);

        foreach (var property in types.Find(Json.String(activity["type"]))!.Properties)
        {
            if (property.Type == PropertyType.Text) activity[property.Name] = Plain(activity[property.Name]);
            else if (property.Type == PropertyType.Texts && activity[property.Name] is JsonArray texts)
                activity[property.Name] = new JsonArray([.. texts.Select(Plain)]);
            else if (IsTree(property.Type)) activity[property.Name] = Literal(activity[property.Name]);
            if (activity[property.Name] is null) activity.Remove(property.Name);
        }

        if (activity["body"] is JsonObject body) Show(body, types);
        return activity;
    }

    /// <summary>Edited there as JSON, and so shown as its editor writes it: as text, in which Chinese is Chinese.</summary>
    private static bool IsTree(PropertyType type) => type is
        PropertyType.UnitTree or PropertyType.MemberTree or PropertyType.MetTree or PropertyType.GateTree or PropertyType.Rows or PropertyType.Approvals
        or PropertyType.Reminders or PropertyType.Variants or PropertyType.Basis;

    private static JsonNode? Literal(JsonNode? tree) => tree is not (JsonObject or JsonArray) ? tree?.DeepClone() : new JsonObject
    {
        ["typeName"] = null, ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = tree.ToJsonString(TemplateWriter.Format) },
    };

    private static JsonNode? Plain(JsonNode? text) => text is JsonObject && Text.Read(text) is { } read ? read.ZhCn : text?.DeepClone();

    /// <summary>Stands for an activity of a type or version nobody knows; what it really is stays here.</summary>
    private static JsonObject NotFound(JsonObject activity)
    {
        var type = Json.String(activity["type"]) ?? "";
        var metadata = (activity["metadata"] as JsonObject)?.DeepClone().AsObject() ?? [];
        if (Json.String(metadata["displayText"]) is not { Length: > 0 }) metadata["displayText"] = type;
        return new()
        {
            ["id"] = activity["id"]!.DeepClone(), ["nodeId"] = activity["nodeId"]?.DeepClone(), ["name"] = Json.String(activity["name"]) ?? Json.String(activity["id"]),
            ["type"] = StudioFlow.NotFound, ["version"] = ActivityType.Version, ["metadata"] = metadata, ["customProperties"] = new JsonObject(),
            ["missingTypeName"] = type, ["missingTypeVersion"] = activity["version"]?.DeepClone() ?? ActivityType.Version,
        };
    }
}
