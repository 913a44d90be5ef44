using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Studio.Instances;

/// <summary>A run as the Studio's workflow instance.</summary>
internal static class GetInstance
{
    /// <summary>What a run is called: the unit in the campaign.</summary>
    private sealed record Names(string Title, string Unit, string Code, string Template, int Version, RunStatus Status, DateTimeOffset Began, DateTimeOffset Last);

    public static async Task<IResult> Handle(Guid runId, PhaseEngineDb db, CancellationToken ct)
    {
        if (await Read(db, runId, ct) is not { } run) return new Refused(HttpProblems.NotFound);
        var finished = run.Status is RunStatus.Finished or RunStatus.Closed;
        var json = InstanceForm.Of(runId, run.Template, run.Version, $"{run.Unit} · {run.Title}", run.Code, run.Status, run.Began, run.Last);
        json["workflowState"] = new JsonObject
        {
            ["id"] = runId.ToString(), ["definitionId"] = run.Template, ["definitionVersion"] = run.Version,
            ["status"] = InstanceForm.StatusOf(run.Status), ["subStatus"] = InstanceForm.SubStatusOf(run.Status),
            ["bookmarks"] = new JsonArray(), ["incidents"] = new JsonArray(), ["completionCallbacks"] = new JsonArray(), ["activityExecutionContexts"] = new JsonArray(),
            ["input"] = new JsonObject(), ["output"] = new JsonObject(), ["properties"] = new JsonObject(),
            ["createdAt"] = run.Began, ["updatedAt"] = run.Last, ["finishedAt"] = finished ? run.Last : null,
        };
        return Results.Json(json);
    }

    public static async Task<IResult> State(Guid runId, PhaseEngineDb db, CancellationToken ct)
    {
        if (await Read(db, runId, ct) is not { } run) return new Refused(HttpProblems.NotFound);
        return Results.Json(new JsonObject
        {
            ["status"] = InstanceForm.StatusOf(run.Status), ["workflowSubStatus"] = InstanceForm.SubStatusOf(run.Status), ["updatedAt"] = run.Last,
        });
    }

    /// <summary>Templates have none.</summary>
    public static IResult Variables(Guid runId) => Results.Json(new JsonObject { ["items"] = new JsonArray(), ["count"] = 0 });

    /// <summary>Null while its campaign is being launched: then nobody sees it.</summary>
    private static async Task<Names?> Read(PhaseEngineDb db, Guid id, CancellationToken ct)
    {
        var row = await (
            from run in db.Runs
            where run.Id == id
            join campaign in db.Campaigns on run.CampaignId equals campaign.Id
            where campaign.Status == CampaignStatus.Running || campaign.Status == CampaignStatus.Closed
            join unit in db.Units on run.UnitId equals unit.Id
            select new { campaign.Title, campaign.TemplateId, run.TemplateVersion, run.Status, unit.Name, unit.Code, run.Seq }).AsNoTracking().SingleOrDefaultAsync(ct);
        if (row is null) return null;

        var times = await db.Events.Where(e => e.Stream == id && (e.Seq == 1 || e.Seq == row.Seq)).Select(e => e.At).ToListAsync(ct);
        return new(row.Title.Said(), row.Name, row.Code, row.TemplateId, row.TemplateVersion, row.Status, times.DefaultIfEmpty().Min(), times.DefaultIfEmpty().Max());
    }
}

/// <summary>The head of an instance, alone and in lists.</summary>
internal static class InstanceForm
{
    public static JsonObject Of(Guid run, string template, int version, string name, string code, RunStatus status, DateTimeOffset began, DateTimeOffset last) => new()
    {
        // The definition of a run is what its unit meets, so it is asked for by the run.
        ["id"] = run.ToString(), ["definitionId"] = template, ["definitionVersionId"] = run.ToString(), ["version"] = version,
        ["status"] = StatusOf(status), ["subStatus"] = SubStatusOf(status), ["correlationId"] = code, ["name"] = name, ["incidentCount"] = 0,
        ["createdAt"] = began, ["updatedAt"] = last, ["finishedAt"] = status is RunStatus.Finished or RunStatus.Closed ? last : null,
    };

    public static string StatusOf(RunStatus status) => status is RunStatus.Finished or RunStatus.Closed ? "Finished" : "Running";

    public static string SubStatusOf(RunStatus status) => status switch
    {
        RunStatus.Active => "Executing",
        RunStatus.Suspended => "Suspended",
        RunStatus.Finished => "Finished",
        _ => "Cancelled",
    };
}
