using System.ComponentModel.DataAnnotations;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Gates;

/// <summary>
/// A passed gate would now fail (semantics 5): the superior reopens requirements behind it. They get a new round, and the next
/// gate needs it closed.
/// </summary>
internal static class ReopenGate
{
    /// <param name="Requirements">What gets a new round.</param>
    /// <param name="Due">By when.</param>
    /// <param name="Reason">Why.</param>
    internal sealed record Body([property: Required, MinLength(1)] IReadOnlyList<string> Requirements, DateOnly? Due, [property: Filled, AtMost(2000)] string Reason);

    internal sealed record Command(Guid RunId, string Key, IReadOnlyList<string> Requirements, DateOnly? Due, string Reason) : ICommand<Done>;

    public static async Task<Results<NoContent, Refused>> Handle(Guid runId, string gate, Body body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(runId, gate, body.Requirements, body.Due, body.Reason), ct)).Done();

    internal sealed class Handler(RunActs acts, Superiors superiors, Caller caller, Decider decider) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var done = await acts.Do(request.RunId, "gateReopened", async row =>
                await superiors.RefuseUnlessAbove(row, [Offices.Supervisor], cancellationToken) is { } refused
                    ? refused
                    : new GateReopened(request.Key, request.Requirements, request.Due, caller.UserId, request.Reason), cancellationToken);
            if (!done.IsOk) return done.Problem;

            await decider.KeepAfterPass(done.Value, request.Key, "reopen", request.Reason, cancellationToken);
            return Done.It;
        }
    }
}
