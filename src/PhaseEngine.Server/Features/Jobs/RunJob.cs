using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Jobs;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;
using Quartz;

namespace PhaseEngine.Server.Features.Jobs;

/// <summary>Has a job run now, without waiting for it: on whichever node is free, and after the run that may be going on.</summary>
internal static class RunJob
{
    internal static readonly Problem JobsStopped = new("jobs-stopped", ProblemKind.Conflict);

    internal sealed record Command(string Job) : ICommand<Done>;

    public static async Task<Results<Accepted, Refused>> Handle(string job, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(job), ct)).Answer(_ => TypedResults.Accepted("/api/v1/jobs"));

    internal sealed class Handler(JobCatalogue catalogue, ISchedulerFactory clock, ServerSettings settings) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (catalogue.Find(request.Job) is not { } job) return HttpProblems.NotFound;
            if (!settings.Jobs.Run) return JobsStopped;

            var scheduler = await clock.GetScheduler(cancellationToken);
            await scheduler.TriggerJob(new JobKey(job.Name), null, cancellationToken);
            return Done.It;
        }
    }
}
