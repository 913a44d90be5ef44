using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Gates;

/// <summary>The unit takes its request back.</summary>
internal static class WithdrawGate
{
    internal sealed record Command(Guid RunId, string Key) : ICommand<Done>;

    public static async Task<Results<NoContent, Refused>> Handle(Guid runId, string gate, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(runId, gate), ct)).Done();

    internal sealed class Handler(RunActs acts) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var done = await acts.Do(request.RunId, "gateWithdrawn", new GateWithdrawn(request.Key), cancellationToken);
            return done.IsOk ? Done.It : done.Problem;
        }
    }
}
