using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>What a unit has to do next, in all campaigns together.</summary>
internal static class GetDesk
{
    /// <param name="UnitId">The unit.</param>
    /// <param name="Unit">Its name.</param>
    /// <param name="Runs">Its runs that are under way or held.</param>
    /// <param name="Tasks">What is to be done, the most urgent first; what only waits for the superior comes last.</param>
    internal sealed record View(Guid UnitId, string Unit, IReadOnlyList<RunOnDesk> Runs, IReadOnlyList<TaskView> Tasks);

    /// <param name="Gates">The gates it works towards now, with what is missing; one that was returned while the rework goes on.</param>
    internal sealed record RunOnDesk(Guid Id, Guid CampaignId, string Campaign, RunStatus Status, string? Phase, IReadOnlyList<GateView> Gates);

    internal sealed record Query(Guid UnitId) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Guid unitId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(unitId), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, RunStore store, RunReadings readings) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var name = await db.Units.Where(u => u.Id == request.UnitId).Select(u => u.Name).SingleAsync(cancellationToken);
            var found = await (
                from run in db.Runs
                where run.UnitId == request.UnitId && (run.Status == RunStatus.Active || run.Status == RunStatus.Suspended)
                join campaign in db.Campaigns on run.CampaignId equals campaign.Id
                where campaign.Status == CampaignStatus.Running
                orderby campaign.LaunchedAt, run.Id
                select new { run.Id, run.CampaignId, campaign.Title }).ToListAsync(cancellationToken);

            var runs = new List<RunOnDesk>();
            var tasks = new List<TaskView>();
            foreach (var run in found)
            {
                if (await store.Load(run.Id, forUpdate: false, cancellationToken) is not { } row) continue;

                var reading = await readings.Of(row, cancellationToken);
                runs.Add(new(run.Id, run.CampaignId, run.Title.Said(), row.State.Status, PhaseOf(row), GatesOf(reading)));
                tasks.AddRange(TaskView.Next(reading, run.Title.Said()));
            }

            return new View(request.UnitId, name, runs, TaskView.InOrder(tasks));
        }

        private static IReadOnlyList<GateView> GatesOf(RunReading reading) =>
        [
            .. reading.Plan.Activities.OfType<PlanGate>()
                .Where(gate => gate.Approvals.Length > 0
                    && (reading.State.Activities[gate.Index].Status == ActivityStatus.Open || reading.State.Gates[gate.Index]?.Status == GateStatus.Returned))
                .Select(gate => GateView.Of(reading, gate)),
        ];

        private static string? PhaseOf(RunRow row) => row.Plan.Activities.OfType<PlanPhase>()
            .FirstOrDefault(p => row.State.Activities[p.Index] is { Status: ActivityStatus.Open, Entered: not null })?.TitleFor(row.State.Unit).Said();
    }
}
