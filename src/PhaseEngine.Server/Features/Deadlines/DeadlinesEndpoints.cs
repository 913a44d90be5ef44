using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Deadlines;

internal static class DeadlinesEndpoints
{
    public static IServiceCollection AddDeadlines(this IServiceCollection services) => services.AddScoped<DeadlineMoves>();

    public static void MapDeadlines(this RouteGroupBuilder api)
    {
        var deadlines = api.MapGroup("/campaigns/{campaignId}").WithTags("Deadlines");
        deadlines.MapPost("/deadline-previews", PreviewDeadline.Handle).WithName(nameof(PreviewDeadline)).RequireAuthorization(Acts.CampaignsRun).WithMetadata(new AnswerNotKept());
        deadlines.MapGet("/deadlines", ListDeadlineMoves.Handle).WithName(nameof(ListDeadlineMoves)).RequireAuthorization(Acts.CampaignsRun);
        deadlines.MapPost("/deadlines", MoveDeadline.Handle).WithName(nameof(MoveDeadline)).RequireAuthorization(Acts.CampaignsRun);
        deadlines.MapPost("/deadlines/{move}/undo", UndoDeadlineMove.Handle).WithName(nameof(UndoDeadlineMove)).RequireAuthorization(Acts.CampaignsRun);
    }
}
