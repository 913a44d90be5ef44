using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Drafts;

internal static class DraftsEndpoints
{
    public static IServiceCollection AddDrafts(this IServiceCollection services) => services.AddScoped<PaperSource>();

    public static void MapDrafts(this RouteGroupBuilder api)
    {
        var drafts = api.MapGroup("").WithTags("Drafts").RequireAuthorization(Acts.RunsSee);
        drafts.MapGet("/runs/{runId}/gates/{gate}/request-draft", DraftRequest.Handle).WithName(nameof(DraftRequest));
        drafts.MapGet("/runs/{runId}/summary-draft", DraftSummary.Handle).WithName(nameof(DraftSummary));
        drafts.MapGet("/meetings/{meetingId}/minutes-draft", DraftMinutes.Handle).WithName(nameof(DraftMinutes));
    }
}
