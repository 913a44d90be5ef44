using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>The campaign office holds one run, lets it go on, or closes it.</summary>
internal static class OrderRun
{
    /// <param name="Reason">Why.</param>
    internal sealed record Body([property: Filled, AtMost(500)] string Reason);

    internal sealed record View(RunStatus Status, int Version) : IVersioned;

    internal sealed record Command(Guid RunId, RunStatus Status, string Act, string Reason) : ICommand<View>;

    public static Task<Results<Ok<View>, Refused>> Suspend(Guid runId, Body body, IMediator mediator, CancellationToken ct) =>
        Order(new(runId, RunStatus.Suspended, "runSuspended", body.Reason), mediator, ct);

    public static Task<Results<Ok<View>, Refused>> Resume(Guid runId, Body body, IMediator mediator, CancellationToken ct) =>
        Order(new(runId, RunStatus.Active, "runResumed", body.Reason), mediator, ct);

    public static Task<Results<Ok<View>, Refused>> Close(Guid runId, Body body, IMediator mediator, CancellationToken ct) =>
        Order(new(runId, RunStatus.Closed, "runClosed", body.Reason), mediator, ct);

    private static async Task<Results<Ok<View>, Refused>> Order(Command command, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(command, ct)).Ok();

    internal sealed class Handler(RunActs acts) : ICommandHandler<Command, View>
    {
        public async Task<Result<View>> Handle(Command request, CancellationToken cancellationToken)
        {
            var done = await acts.Do(request.RunId, request.Act, new StatusOrdered(request.Status, request.Reason), cancellationToken);
            return done.IsOk ? new View(done.Value.State.Status, done.Value.Seq) : done.Problem;
        }
    }
}
