using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.People;

/// <summary>Ends every session of a person and revokes their tokens: a lost device, a post left in anger. Their password stays.</summary>
internal static class EndSessions
{
    internal sealed record Command(Guid By, Guid UserId) : ICommand<Done>;

    public static async Task<Results<NoContent, Refused>> Handle(Guid userId, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, userId), ct)).Done();

    /// <summary>What ends a person's sessions ends the programs in their name, too.</summary>
    public static Task<int> RevokeTokens(PhaseEngineDb db, Guid user, DateTimeOffset now) =>
        db.AccessTokens.Where(t => t.UserId == user && t.RevokedAt == null).ExecuteUpdateAsync(t => t.SetProperty(x => x.RevokedAt, now));

    internal sealed class Handler(PhaseEngineDb db, UserManager<User> users, SystemEvents events, TimeProvider clock)
        : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            await users.UpdateSecurityStampAsync((await users.FindByIdAsync(request.UserId.ToString()))!);
            await RevokeTokens(db, request.UserId, clock.GetUtcNow());
            await events.Append(request.By, "sessionsEnded", new { user = request.UserId }, cancellationToken);
            return Done.It;
        }
    }
}
