using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
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

    internal sealed class Handler(RunActs acts, Caller caller, TimeProvider clock) : ICommandHandler<Command, View>
    {
        public async Task<Result<View>> Handle(Command request, CancellationToken cancellationToken)
        {
            Data.Runs.RunRow? before = null;
            var done = await acts.Do(
                request.RunId, FrozenReports.GateAsked,
                row =>
                {
                    before = row;
                    return Task.FromResult<Result<Input>>(new GateAsked(request.Key, caller.UserId, request.Despite));
                },
                cancellationToken);
            if (!done.IsOk) return Readable(done.Problem, before);

            var asking = done.Value.State.Activities[done.Value.Plan.IndexOf(request.Key)].Asked;
            return new View(request.Key, asking, done.Value.Seq);
        }

        private Problem Readable(Problem problem, Data.Runs.RunRow? run) => run is null ? problem : GateRefusals.InWords(problem, run, clock.GetUtcNow());
    }
}

/// <summary>Refusals that carry a report carry it in the reader's words.</summary>
internal static class GateRefusals
{
    private const string Report = "report";

    public static Problem InWords(Problem problem, Data.Runs.RunRow run, DateTimeOffset now)
    {
        if (problem.Facts.GetValueOrDefault(Report) is not GateReport report) return problem;

        var asking = run.State.Activities[run.Plan.IndexOf(report.Gate)].Asked;
        var view = GateReportView.Of(run.Plan, run.State, report, asking, frozen: false, run.Timetable.Today(now));
        return problem with { Facts = new Dictionary<string, object?>(problem.Facts) { [Report] = view } };
    }
}
