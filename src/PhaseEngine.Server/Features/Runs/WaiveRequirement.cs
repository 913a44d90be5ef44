using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>The superior lets a unit off one requirement, with the reason.</summary>
internal static class WaiveRequirement
{
    /// <param name="Reason">Why.</param>
    internal sealed record Body([property: Filled, AtMost(500)] string Reason);

    internal sealed record Command(Guid RunId, string Key, string Reason) : ICommand<Done>;

    public static async Task<Results<NoContent, Refused>> Handle(Guid runId, string requirement, Body body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(runId, requirement, body.Reason), ct)).Done();

    internal sealed class Handler(RunActs acts, Superiors superiors, Caller caller) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var done = await acts.Do(request.RunId, "requirementWaived", async row =>
                await superiors.RefuseUnlessAbove(row, [Offices.Supervisor], cancellationToken) is { } refused
                    ? refused
                    : new RequirementWaived(request.Key, caller.UserId, request.Reason), cancellationToken);
            return done.IsOk ? Done.It : done.Problem;
        }
    }
}
