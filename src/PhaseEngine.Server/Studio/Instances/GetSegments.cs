using System.Text.Json.Nodes;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Server.Http;

namespace PhaseEngine.Server.Studio.Instances;

/// <summary>The way down to an activity of a run: which phase the Studio has to open to show it.</summary>
internal static class GetSegments
{
    public static async Task<IResult> Handle(Guid runId, string? childNodeId, RunJournals journals, CancellationToken ct)
    {
        if (childNodeId is null) return new Refused(HttpProblems.BadShape);
        if (await journals.Of(runId, ct) is null) return new Refused(HttpProblems.NotFound);
        var root = (JsonObject)(await journals.DefinitionOf(runId, ct)).Whole.ForStudio()["root"]!;
        foreach (var phase in ActivitiesOf(root))
        {
            if ((string?)phase["nodeId"] == childNodeId) return Results.Json(Answer(phase, root, []));
            if (phase["body"] is not JsonObject body || ActivitiesOf(body).FirstOrDefault(a => (string?)a["nodeId"] == childNodeId) is not { } activity) continue;

            return Results.Json(Answer(activity, phase, [new JsonObject
            {
                ["activityNodeId"] = phase["nodeId"]!.DeepClone(), ["activityId"] = phase["id"]!.DeepClone(), ["activityType"] = ActivityTypes.Phase, ["portName"] = "Body",
                ["activityName"] = phase["metadata"]?["displayText"]?.DeepClone() ?? phase["id"]!.DeepClone(),
            }]));
        }

        return new Refused(HttpProblems.NotFound);
    }

    private static JsonObject Answer(JsonObject child, JsonObject container, JsonArray segments) =>
        new() { ["childNode"] = Node(child), ["container"] = Node(container), ["pathSegments"] = segments };

    private static JsonObject Node(JsonObject activity) => new()
    {
        ["nodeId"] = activity["nodeId"]?.DeepClone(), ["port"] = "", ["activity"] = activity.DeepClone(), ["children"] = new JsonArray(),
    };

    private static IEnumerable<JsonObject> ActivitiesOf(JsonObject flow) => (flow["activities"] as JsonArray)?.OfType<JsonObject>() ?? [];
}
