using PhaseEngine.Server.Features.Evidence;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Reviews;

internal static class ReviewsEndpoints
{
    public static IServiceCollection AddReviews(this IServiceCollection services) =>
        services.AddScoped<MeetingActions>().AddScoped<Agendas>().AddScoped<IFollowsRecords, MeetingTable>();

    public static void MapReviews(this RouteGroupBuilder api)
    {
        // A meeting held, its minutes and what became of its actions are records like any other (POST …/evidence).
        var reviews = api.MapGroup("").WithTags("Reviews");
        reviews.MapGet("/runs/{runId}/meetings", ListMeetings.Handle).WithName(nameof(ListMeetings)).RequireAuthorization(Acts.RunsSee);
        reviews.MapGet("/runs/{runId}/actions", ListActions.Handle).WithName(nameof(ListActions)).RequireAuthorization(Acts.RunsSee);
        reviews.MapPut("/meetings/{meetingId}/day", MoveMeeting.Handle).WithName(nameof(MoveMeeting)).RequireAuthorization(Acts.EvidenceRecord);
    }
}
