using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Gates;

/// <summary>
/// What a gate says: while it is asked for, as it stood then; otherwise as it stands now. That somebody opened it is kept,
/// because of many decided together some must have been (<see cref="DecideMany"/>).
/// </summary>
internal static class GetGateReport
{
    internal sealed record Command(Guid RunId, string Key) : ICommand<GateReportView>;

    public static async Task<Results<Ok<GateReportView>, Refused>> Handle(Guid runId, string gate, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(runId, gate), ct)).Ok();

    /// <summary>What a look at one asking is called in the record of looks.</summary>
    public static string LookAt(string key, int asking) => $"gate:{key}#{asking}";

    internal sealed class Handler(PhaseEngineDb db, RunStore runs, FrozenReports frozen, Caller caller, TimeProvider clock)
        : ICommandHandler<Command, GateReportView>
    {
        public async Task<Result<GateReportView>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await runs.Load(request.RunId, forUpdate: false, cancellationToken) is not { } run) return HttpProblems.NotFound;
            if (run.Plan.Gate(request.Key) is not { } gate) return RunProblems.NoSuchActivity(request.Key);

            var now = clock.GetUtcNow();
            var today = run.Timetable.Today(now);
            var asking = run.State.Activities[gate.Index].Asked;
            if (run.State.Gates[gate.Index]?.Status != GateStatus.Asked)
                return GateReportView.Of(run.Plan, run.State, GateReports.Of(run.Plan, run.Timetable, run.State, gate, today), asking, frozen: false, today);

            var report = await frozen.Find(run.Id, request.Key, asking, cancellationToken)
                ?? throw new InvalidOperationException($"Run {run.Id} has no record of asking {asking} for {request.Key}.");
            db.AuditLooks.Add(new AuditLook
            {
                Id = Guid.CreateVersion7(now), UserId = caller.UserId, At = now, Subject = LookAt(request.Key, asking), SubjectId = run.Id,
            });
            await db.SaveChangesAsync(cancellationToken);
            return GateReportView.Of(run.Plan, run.State, report, asking, frozen: true, today);
        }
    }
}
