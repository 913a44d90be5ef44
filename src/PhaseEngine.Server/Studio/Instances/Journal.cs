using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Studio.Instances;

/// <summary>A run's record as the Studio's journal: a sentence where Elsa has the name of an event.</summary>
internal static class Journal
{
    private const int MostAtOnce = 500;

    public static async Task<IResult> Handle(Guid runId, int? skip, int? take, [FromBody] JsonObject? body, RunJournals journals, CancellationToken ct)
    {
        if (await journals.Of(runId, ct) is not { } run) return new Refused(HttpProblems.NotFound);
        var (_, definition) = await journals.DefinitionOf(runId, ct);
        var nodes = RunJournals.NodesOf(definition);
        var start = definition.Flows[0].Activities.FirstOrDefault(a => a.Type == ActivityTypes.Start)?.Id ?? "";
        string NodeOf(JournalLine line) => nodes.GetValueOrDefault(line.Activity?.Id ?? start, "");

        var filter = body?["filter"] as JsonObject ?? body ?? [];
        var lines = (await journals.LinesOf(run, ct)).Where(line => Passes(filter, NodeOf(line), line.Activity?.Id ?? start)).ToList();
        JsonArray items = [.. lines.Skip(Math.Max(0, skip ?? 0)).Take(Math.Clamp(take ?? MostAtOnce, 1, MostAtOnce)).Select(line => new JsonObject
        {
            ["id"] = $"{runId}-{line.Number}", ["activityInstanceId"] = ExecutionId.Of(runId, line.Activity?.Id ?? start), ["activityId"] = line.Activity?.Id ?? start,
            ["activityType"] = line.Activity is { } activity ? definition.Activities.First(a => a.Id == activity.Id).Type : ActivityTypes.Start,
            ["activityTypeVersion"] = ActivityType.Version, ["activityName"] = line.Activity?.TitleFor(run.State.Unit).Said() ?? Phrases.Say("studio.run"),
            ["nodeId"] = NodeOf(line), ["timestamp"] = line.At, ["sequence"] = line.Number, ["eventName"] = line.Text, ["message"] = line.Text,
            ["source"] = line.By ?? Phrases.Say("runs.actor.product"), ["activityState"] = new JsonObject(), ["payload"] = new JsonObject(),
        })];
        return Results.Json(new JsonObject { ["items"] = items, ["totalCount"] = lines.Count });
    }

    /// <summary>The Studio names the activities on its canvas: with a phase goes what is in it. Runs know no incidents.</summary>
    private static bool Passes(JsonObject filter, string node, string activity)
    {
        if (filter["eventNames"] is JsonArray { Count: > 0 }) return false;
        if (filter["activityNodeIds"] is JsonArray { Count: > 0 } nodes) return Words(nodes).Any(one => node == one || node.StartsWith(one + ":", StringComparison.Ordinal));
        return filter["activityIds"] is not JsonArray { Count: > 0 } ids || Words(ids).Any(one => activity == one || node.Contains($":{one}:", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Words(JsonArray list) => list.Select(item => item is JsonValue value && value.TryGetValue<string>(out var word) ? word : "");
}
