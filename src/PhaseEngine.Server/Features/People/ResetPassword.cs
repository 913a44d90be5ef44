using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.People;

/// <summary>The superior's administrator gives somebody a one-use link to set a new password. The old one works until it is used.</summary>
internal static class ResetPassword
{
    internal sealed record Command(Guid By, Guid UserId) : ICommand<Slip>;

    public static async Task<Results<Created<Slip>, Refused>> Handle(Guid userId, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, userId), ct)).Answer(s => TypedResults.Created((string?)null, s));

    internal sealed class Handler(PhaseEngineDb db, Links links, SystemEvents events, TimeProvider clock) : ICommandHandler<Command, Slip>
    {
        public async Task<Result<Slip>> Handle(Command request, CancellationToken cancellationToken)
        {
            // Links issued before are worthless from now on: there is one at a time.
            var now = clock.GetUtcNow();
            await db.Invitations.Where(i => i.UserId == request.UserId && i.UsedAt == null)
                .ExecuteUpdateAsync(i => i.SetProperty(x => x.UsedAt, now), cancellationToken);

            var name = await db.Users.Where(u => u.Id == request.UserId).Select(u => u.Name).SingleAsync(cancellationToken);
            var slip = links.Issue(db, name, request.UserId, [], request.By);
            await events.Append(request.By, "resetLinkIssued", new { user = request.UserId }, cancellationToken);
            return slip;
        }
    }
}
