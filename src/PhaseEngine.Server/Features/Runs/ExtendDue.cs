using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>The superior gives one unit more time for a requirement, gate or phase, with the reason (S.51).</summary>
internal static class ExtendDue
{
    /// <summary>Who gives more time, when they stand above the unit.</summary>
    public static readonly IReadOnlyList<string> Granters = [Offices.Supervisor, RoleActs.Administrator, "campaignOffice"];

    /// <param name="Due">The new day, later than the old one.</param>
    /// <param name="Reason">Why.</param>
    internal sealed record Body(DateOnly Due, [property: Filled, AtMost(500)] string Reason);

    internal sealed record View(string Key, DateOnly Due);

    internal sealed record Command(Guid RunId, string Key, DateOnly Due, string Reason) : ICommand<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Guid runId, string activity, Body body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(runId, activity, body.Due, body.Reason), ct)).Ok();

    internal sealed class Handler(RunActs acts, Superiors superiors) : ICommandHandler<Command, View>
    {
        public async Task<Result<View>> Handle(Command request, CancellationToken cancellationToken)
        {
            var done = await acts.Do(request.RunId, "dueExtended", async row =>
                await superiors.RefuseUnlessAbove(row, Granters, cancellationToken) is { } refused
                    ? refused
                    : new DueChanged(request.Key, request.Due, request.Reason), cancellationToken);
            return done.IsOk ? new View(request.Key, request.Due) : done.Problem;
        }
    }
}
