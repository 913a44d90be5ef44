using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Gates;

/// <summary>A passed gate would now fail (semantics 5): the superior keeps it as passed, with the reason.</summary>
internal static class KeepGate
{
    /// <param name="Reason">Why.</param>
    internal sealed record Body([property: Filled, AtMost(2000)] string Reason);

    internal sealed record Command(Guid RunId, string Key, string Reason) : ICommand<Done>;

    public static async Task<Results<NoContent, Refused>> Handle(Guid runId, string gate, Body body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(runId, gate, body.Reason), ct)).Done();

    internal sealed class Handler(RunActs acts, Superiors superiors, Caller caller, Decider decider) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var done = await acts.Do(request.RunId, "gateKept", async row =>
                await superiors.RefuseUnlessAbove(row, [Offices.Supervisor], cancellationToken) is { } refused
                    ? refused
                    : new GateKept(request.Key, caller.UserId, request.Reason), cancellationToken);
            if (!done.IsOk) return done.Problem;

            await decider.KeepAfterPass(done.Value, request.Key, "keep", request.Reason, cancellationToken);
            return Done.It;
        }
    }
}
