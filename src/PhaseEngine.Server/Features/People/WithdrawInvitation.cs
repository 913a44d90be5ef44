using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.People;

/// <summary>Makes the link of an invitation worthless: it went to the wrong person, or the post is given to somebody else.</summary>
internal static class WithdrawInvitation
{
    internal sealed record Command(Guid By, Guid InvitationId) : ICommand<Done>;

    public static async Task<Results<NoContent, Refused>> Handle(Guid invitationId, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, invitationId), ct)).Done();

    internal sealed class Handler(PhaseEngineDb db, SystemEvents events, TimeProvider clock) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            // One that was used makes an account no less; it is then the post that is ended.
            var withdrawn = await db.Invitations.Where(i => i.Id == request.InvitationId && i.UsedAt == null)
                .ExecuteUpdateAsync(i => i.SetProperty(x => x.UsedAt, now), cancellationToken);
            if (withdrawn == 0) return PeopleProblems.LinkNotValid;

            await events.Append(request.By, "invitationWithdrawn", new { invitation = request.InvitationId }, cancellationToken);
            return Done.It;
        }
    }
}
