using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Identity.Oidc;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Me;

/// <summary>Ends the link to the organisation's own sign-in. Not for those who have no password: they could not come in any more.</summary>
internal static class UnlinkOidc
{
    internal sealed record Command(Guid UserId) : ICommand<Done>;

    public static async Task<Results<NoContent, Refused>> Handle(Caller caller, IMediator mediator, CancellationToken ct)
    {
        if (!caller.IsPresent) return new Refused(MeProblems.TokenNotEnough);
        return (await mediator.Send(new Command(caller.UserId), ct)).Done();
    }

    internal sealed class Handler(PhaseEngineDb db, SystemEvents events) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var id = request.UserId;
            if (!await db.Users.AnyAsync(u => u.Id == id && u.PasswordHash != null, cancellationToken)) return OidcProblems.OnlyWay;
            if (await db.UserLogins.Where(l => l.UserId == id).ExecuteDeleteAsync(cancellationToken) > 0)
                await events.Append(id, "oidcUnlinked", new { user = id }, cancellationToken);
            return Done.It;
        }
    }
}
