using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Runs;

internal static class RunsEndpoints
{
    public static IServiceCollection AddRuns(this IServiceCollection services) => services
        .AddScoped<Offices>()
        .AddScoped<Superiors>()
        .AddScoped<RunActs>()
        .AddScoped<RunReadings>();

    public static void MapRuns(this RouteGroupBuilder api)
    {
        var runs = api.MapGroup("").WithTags("Runs");
        runs.MapGet("/campaigns/{campaignId}/runs", ListRuns.Handle).WithName(nameof(ListRuns)).RequireAuthorization(Acts.RunsSee);
        runs.MapGet("/campaigns/{campaignId}/runs/export", ExportRuns.Handle).WithName(nameof(ExportRuns)).RequireAuthorization(Acts.RunsSee);
        runs.MapGet("/units/{unitId}/desk", GetDesk.Handle).WithName(nameof(GetDesk)).RequireAuthorization(Acts.RunsSee);
        runs.MapGet("/runs/{runId}", GetRun.Handle).WithName(nameof(GetRun)).RequireAuthorization(Acts.RunsSee);
        runs.MapGet("/runs/{runId}/events", ListEvents.Handle).WithName("ListRunEvents").RequireAuthorization(Acts.RunsSee);
        runs.MapPost("/runs/{runId}/remarks/{remark}/erasure", EraseRemark.Handle).WithName(nameof(EraseRemark)).RequireAuthorization(Acts.EvidenceErase);
        runs.MapPost("/runs/{runId}/suspension", OrderRun.Suspend).WithName("SuspendRun").RequireAuthorization(Acts.CampaignsRun);
        runs.MapPost("/runs/{runId}/resumption", OrderRun.Resume).WithName("ResumeRun").RequireAuthorization(Acts.CampaignsRun);
        runs.MapPost("/runs/{runId}/closing", OrderRun.Close).WithName("CloseRun").RequireAuthorization(Acts.CampaignsRun);
        runs.MapPut("/runs/{runId}/activities/{activity}/due", ExtendDue.Handle).WithName(nameof(ExtendDue)).RequireAuthorization(Acts.ExtensionsGrant);
        runs.MapPost("/runs/{runId}/requirements/{requirement}/waiver", WaiveRequirement.Handle).WithName(nameof(WaiveRequirement)).RequireAuthorization(Acts.RequirementsWaive);
    }
}
