using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Extensions;

/// <summary>The unit asks its superior for more time for a requirement, gate or phase (S.51). Nothing moves before it is granted.</summary>
internal static class AskExtension
{
    /// <param name="Due">The day asked for, later than the present one.</param>
    /// <param name="Reason">Why.</param>
    internal sealed record Body(DateOnly Due, [property: Filled, AtMost(500)] string Reason);

    internal sealed record Command(Guid By, Guid RunId, string Key, DateOnly Due, string Reason) : ICommand<Done>;

    public static async Task<Results<NoContent, Refused>> Handle(
        Guid runId, string activity, Body body, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, runId, activity, body.Due, body.Reason), ct)).Done();

    internal sealed class Handler(RunStore runs, ExtensionRequests requests, TimeProvider clock) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (by, id, key, due, reason) = request;
            // Kept for the time of the act, so that of two who ask at once the second finds the first.
            if (await runs.Load(id, forUpdate: true, cancellationToken) is not { } run) return HttpProblems.NotFound;

            // What could not be granted need not be asked for.
            var granted = RunEngine.Step(run.Plan, run.Timetable, run.State, new DueChanged(key, due, reason), clock.GetUtcNow());
            if (!granted.IsOk) return granted.Problem;
            var before = await requests.About(run, key, cancellationToken);
            if (before is [.., { Status: ExtensionStatus.Asked }])
                return ExtensionRequests.AskedAlready(key, run.Plan.Activities[run.Plan.IndexOf(key)].TitleFor(run.State.Unit).Said());

            await requests.Ask(run, before.Count + 1, by, key, due, reason, cancellationToken);
            return Done.It;
        }
    }
}
