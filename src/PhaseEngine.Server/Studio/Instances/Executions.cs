using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Studio.Instances;

/// <summary>Where each activity of a run stands, as the Studio's executions: the marks on its canvas and what it tells of an activity.</summary>
internal static class Executions
{
    public static async Task<IResult> Report([FromBody] JsonObject body, RunJournals journals, CancellationToken ct)
    {
        var named = body["workflowInstanceId"] is JsonValue value && value.TryGetValue<string>(out var word) ? word : null;
        if (await journals.Visible(named, ct) is not { } run) return new Refused(HttpProblems.NotFound);
        var nodes = RunJournals.NodesOf((await journals.DefinitionOf(run.Id, ct)).Whole);
        JsonArray stats = [.. run.Plan.Activities.Where(a => Began(run, a)).Select(activity => new JsonObject
        {
            ["activityId"] = activity.Id, ["activityNodeId"] = nodes.GetValueOrDefault(activity.Id, ""), ["startedCount"] = 1,
            ["completedCount"] = IsOver(run, activity) ? 1 : 0, ["uncompletedCount"] = IsOver(run, activity) ? 0 : 1,
            ["isBlocked"] = !IsOver(run, activity), ["isFaulted"] = false, ["metadata"] = new JsonObject(),
        })];
        return Results.Json(new JsonObject { ["stats"] = stats });
    }

    public static async Task<IResult> List(string? workflowInstanceId, string? activityNodeId, RunJournals journals, CancellationToken ct)
    {
        if (workflowInstanceId is null) return new Refused(HttpProblems.BadShape);
        if (await journals.Visible(workflowInstanceId, ct) is not { } run) return new Refused(HttpProblems.NotFound);
        var nodes = RunJournals.NodesOf((await journals.DefinitionOf(run.Id, ct)).Whole);
        JsonArray items = [.. await Of(run, nodes, run.Plan.Activities.Where(a => Began(run, a) && (activityNodeId is null || nodes.GetValueOrDefault(a.Id) == activityNodeId)), journals, ct)];
        return Results.Json(new JsonObject { ["items"] = items, ["count"] = items.Count });
    }

    public static async Task<IResult> One(string? id, RunJournals journals, CancellationToken ct)
    {
        if (id is null) return new Refused(HttpProblems.BadShape);
        var (runId, activityId) = ExecutionId.Parse(id);
        if (await journals.Visible(runId, ct) is not { } run || run.Plan.Activities.FirstOrDefault(a => a.Id == activityId) is not { } activity || !Began(run, activity))
            return new Refused(HttpProblems.NotFound);
        var nodes = RunJournals.NodesOf((await journals.DefinitionOf(run.Id, ct)).Whole);
        return Results.Json((await Of(run, nodes, [activity], journals, ct)).Single());
    }

    private static async Task<IReadOnlyList<JsonObject>> Of(
        RunRow run, IReadOnlyDictionary<string, string> nodes, IEnumerable<PlanActivity> activities, RunJournals journals, CancellationToken ct)
    {
        var lines = (await journals.LinesOf(run, ct)).ToLookup(line => line.Activity?.Id);
        var first = lines[null].Select(line => (DateTimeOffset?)line.At).FirstOrDefault();
        return [.. activities.Select(activity => new JsonObject
        {
            ["id"] = ExecutionId.Of(run.Id, activity.Id), ["workflowInstanceId"] = run.Id.ToString(), ["activityId"] = activity.Id,
            ["activityNodeId"] = nodes.GetValueOrDefault(activity.Id, ""), ["activityType"] = TypeOf(activity), ["activityTypeVersion"] = ActivityType.Version,
            ["activityName"] = activity.TitleFor(run.State.Unit).Said(), ["activityState"] = new JsonObject(), ["payload"] = new JsonObject(),
            ["outputs"] = new JsonObject(), ["properties"] = new JsonObject(), ["metadata"] = new JsonObject(),
            ["startedAt"] = lines[activity.Id].Select(line => (DateTimeOffset?)line.At).FirstOrDefault() ?? first ?? DateTimeOffset.UnixEpoch,
            ["completedAt"] = IsOver(run, activity) ? lines[activity.Id].Select(line => (DateTimeOffset?)line.At).LastOrDefault() : null,
            ["hasBookmarks"] = !IsOver(run, activity), ["status"] = IsOver(run, activity) ? "Completed" : "Running", ["aggregateFaultCount"] = 0,
        })];
    }

    private static string TypeOf(PlanActivity activity) => activity switch
    {
        PlanPhase => ActivityTypes.Phase,
        PlanGate => ActivityTypes.Gate,
        PlanChoice => ActivityTypes.Choice,
        PlanRequirement requirement => Core.Requirements.Kinds.Prefix + requirement.Kind.Name,
        _ => activity.Incoming.Length == 0 ? ActivityTypes.Start : ActivityTypes.End,
    };

    private static bool Began(RunRow run, PlanActivity activity) => run.State.Activities[activity.Index].Status is not (ActivityStatus.Idle or ActivityStatus.Skipped);

    private static bool IsOver(RunRow run, PlanActivity activity) => run.State.Activities[activity.Index].Status is ActivityStatus.Done or ActivityStatus.Ended;
}

/// <summary>An activity of a run has one execution, whatever its rounds.</summary>
internal static class ExecutionId
{
    public static string Of(Guid run, string activity) => $"{run}:{activity}";

    public static (string? Run, string Activity) Parse(string id) =>
        id.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? (id[..colon], id[(colon + 1)..]) : (null, "");
}
