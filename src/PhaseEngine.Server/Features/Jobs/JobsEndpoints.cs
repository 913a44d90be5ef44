using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Jobs;

internal static class JobsEndpoints
{
    public static void MapJobs(this RouteGroupBuilder api)
    {
        var jobs = api.MapGroup("/jobs").WithTags("Jobs").RequireAuthorization(Acts.Operate);
        jobs.MapGet("", ListJobs.Handle).WithName(nameof(ListJobs));
        jobs.MapPost("/{job}/runs", RunJob.Handle).WithName(nameof(RunJob));
    }
}
