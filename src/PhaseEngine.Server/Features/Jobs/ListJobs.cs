using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Jobs;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Jobs;

/// <summary>What happens by itself, how often, and how it went the last time; the mails that are waiting or were given up; the runs that time cannot reach.</summary>
internal static class ListJobs
{
    internal sealed record View(IReadOnlyList<JobView> Jobs, int MailsWaiting, int MailsFailed, int RunsFailing);

    /// <summary>Null where there is none. A run without an end is going on, or its process died.</summary>
    internal sealed record JobView(string Name, int EverySeconds, RunView? Last, RunView? LastFailure);

    internal sealed record RunView(DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, string Node, int Processed, string? Error);

    internal sealed record Query : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, JobCatalogue catalogue) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var jobs = new List<JobView>();
            foreach (var job in catalogue.All)
            {
                var runs = db.JobRuns.Where(r => r.Job == job.Name).OrderByDescending(r => r.StartedAt);
                jobs.Add(new(
                    job.Name, (int)job.Every.TotalSeconds,
                    await First(runs, cancellationToken), await First(runs.Where(r => r.Error != null), cancellationToken)));
            }

            return new View(
                jobs,
                await db.Deliveries.CountAsync(d => d.State == Data.Reminders.DeliveryState.Waiting, cancellationToken),
                await db.Deliveries.CountAsync(d => d.State == Data.Reminders.DeliveryState.Failed, cancellationToken),
                await db.Alarms.CountAsync(a => a.Failures > 0, cancellationToken));
        }

        private static Task<RunView?> First(IQueryable<Data.Operations.JobRun> runs, CancellationToken ct) =>
            runs.Select(r => new RunView(r.StartedAt, r.FinishedAt, r.Node, r.Processed, r.Error)).FirstOrDefaultAsync(ct);
    }
}
