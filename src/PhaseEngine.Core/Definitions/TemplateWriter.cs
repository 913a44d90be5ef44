using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PhaseEngine.Core.Definitions;

/// <summary>The strict half of template-format §7: assigns what the format wants assigned, and changes nothing else.</summary>
internal static class TemplateWriter
{
    /// <summary>For files that people read: indented, Chinese as Chinese. Never put into HTML.</summary>
    public static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private const string RootOfNodeIds = "Workflow1";

    public static JsonObject Write(TemplateDocument document)
    {
        var json = (JsonObject)document.Json.DeepClone();
        foreach (var list in (ReadOnlySpan<string>)["variables", "inputs", "outputs", "outcomes"])
        {
            if (json[list] is null) json[list] = new JsonArray();
        }

        AssignFlow((JsonObject)json["root"]!, document.Flows[0], RootOfNodeIds);
        return json;
    }

    private static void AssignFlow(JsonObject json, TemplateFlow flow, string parent)
    {
        var nodeId = $"{parent}:{Json.String(json["id"])}";
        json["nodeId"] = nodeId;
        if (flow.Phase is not null) Display(json, Summary(flow));

        // The clone's lists are in the document's order, the flow's activities in canvas order: they meet by pointer.
        foreach (var activity in flow.Activities) Assign((JsonObject)At(json, flow, activity.Pointer), activity, nodeId);
        foreach (var connection in flow.Connections)
        {
            var clone = (JsonObject)At(json, flow, connection.Pointer);
            clone["source"]!["port"] ??= connection.Port;
            clone["target"]!["port"] ??= connection.TargetPort;
        }
    }

    private static void Assign(JsonObject json, TemplateActivity activity, string parent)
    {
        json["version"] ??= ActivityType.Version;
        if (activity.Key is { } key) json["name"] = key;
        if (activity.Title is { } title) Display(json, title.ZhCn);

        var nodeId = $"{parent}:{activity.Id}";
        if (activity.Body is { } body) AssignFlow((JsonObject)json["body"]!, body, nodeId);
        json["nodeId"] = nodeId;
    }

    private static void Display(JsonObject json, string text)
    {
        if (json["metadata"] is not JsonObject metadata) json["metadata"] = metadata = [];
        metadata["displayText"] = text;
    }

    private static string Summary(TemplateFlow body)
    {
        var requirements = body.Activities.Count(a => a.IsRequirement);
        var gates = body.Activities.Where(a => a.Is(ActivityTypes.Gate)).Select(a => a.Title?.ZhCn ?? a.Key ?? a.Id).ToList();
        return gates.Count == 0 ? $"{requirements} 项要求" : $"{requirements} 项要求 · 关口：{string.Join('、', gates)}";
    }

    private static JsonNode At(JsonObject flowJson, TemplateFlow flow, string pointer)
    {
        var rest = pointer.AsSpan(flow.Pointer.Length + 1);
        var slash = rest.IndexOf('/');
        return flowJson[rest[..slash].ToString()]![int.Parse(rest[(slash + 1)..], System.Globalization.CultureInfo.InvariantCulture)]!;
    }
}
