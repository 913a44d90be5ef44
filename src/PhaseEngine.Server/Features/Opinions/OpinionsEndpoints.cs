using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Opinions;

/// <summary>
/// For those asked what they think of a unit, who see nothing else of it: what is asked of them, and what they said. They say it
/// by recording it, as everything is recorded.
/// </summary>
internal static class OpinionsEndpoints
{
    public static void MapOpinions(this RouteGroupBuilder api)
    {
        var opinions = api.MapGroup("").WithTags("Opinions").RequireAuthorization(Acts.OpinionsGive);
        opinions.MapGet("/opinions/waiting", ListWaitingOpinions.Handle).WithName(nameof(ListWaitingOpinions));
        opinions.MapGet("/opinions/given", ListGivenOpinions.Handle).WithName(nameof(ListGivenOpinions));
        opinions.MapGet("/runs/{runId}/opinions/{opinion}", GetOpinion.Handle).WithName(nameof(GetOpinion));
    }
}
