using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Data.Reviews;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Gates;

/// <summary>The unit asks for a gate. Asking too early does no harm: the answer is the report of what is missing.</summary>
internal static class AskGate
{
    /// <param name="Despite">In spite of unmet conditions, where the template lets the superior pass it all the same.</param>
    internal sealed record Body(bool Despite);

    internal sealed record View(string Key, int Asking, int Version) : IVersioned;

    internal sealed record Command(Guid RunId, string Key, bool Despite) : ICommand<View>;

    public static async Task<Results<Created<View>, Refused>> Handle(Guid runId, string gate, Body? body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(runId, gate, body?.Despite ?? false), ct))
            .Answer(asked => TypedResults.Created($"/api/v1/runs/{runId}/gates/{gate}/report", asked));

    internal sealed class Handler(
        RunStore runs, RunActs acts, Rosters rosters, PassedDays days, SubordinateCounts subordinates, Caller caller, TimeProvider clock)
        : ICommandHandler<Command, View>
    {
        public async Task<Result<View>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await runs.Load(request.RunId, forUpdate: true, cancellationToken) is not { } run) return HttpProblems.NotFound;

            // What the gate reads and no record of the unit tells, as things stand: its people, its dates, the units below it.
            var now = clock.GetUtcNow();
            Input?[] first =
            [
                await rosters.Changed(run, now, cancellationToken),
                await days.Of(run, now, cancellationToken),
                await subordinates.For(run, now, cancellationToken),
            ];
            var asked = new GateAsked(request.Key, caller.UserId, request.Despite);
            var done = await acts.Do(run, FrozenReports.GateAsked, [.. first.OfType<Input>(), asked], decision: null, cancellationToken);
            return done.IsOk
                ? new View(request.Key, done.Value.State.Activities[run.Plan.IndexOf(request.Key)].Asked, done.Value.Seq)
                : GateRefusals.InWords(done.Problem, run, now);
        }
    }
}

/// <summary>Refusals that carry a report carry it in the reader's words.</summary>
internal static class GateRefusals
{
    private const string Report = "report";

    public static Problem InWords(Problem problem, RunRow run, DateTimeOffset now)
    {
        if (problem.Facts.GetValueOrDefault(Report) is not GateReport report) return problem;

        var asking = run.State.Activities[run.Plan.IndexOf(report.Gate)].Asked;
        var view = GateReportView.Of(run.Plan, run.State, report, asking, frozen: false, run.Timetable.Today(now));
        return problem with { Facts = new Dictionary<string, object?>(problem.Facts) { [Report] = view } };
    }
}
