using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Extensions;

/// <summary>The unit takes its request for more time back.</summary>
internal static class WithdrawExtension
{
    internal sealed record Command(Guid By, Guid RunId, string Key) : ICommand<Done>;

    public static async Task<Results<NoContent, Refused>> Handle(Guid runId, string activity, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, runId, activity), ct)).Done();

    internal sealed class Handler(RunStore runs, ExtensionRequests requests) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await runs.Load(request.RunId, forUpdate: true, cancellationToken) is not { } run) return HttpProblems.NotFound;
            if (await requests.About(run, request.Key, cancellationToken) is not [.., { Status: ExtensionStatus.Asked }]) return ExtensionRequests.NotAsked(request.Key);
            await requests.Withdraw(run.UnitId, request.By, run.Id, request.Key, cancellationToken);
            return Done.It;
        }
    }
}
