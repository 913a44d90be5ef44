using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Me;

/// <summary>Ends one of one's own tokens.</summary>
internal static class RevokeToken
{
    internal sealed record Command(Guid UserId, Guid TokenId) : ICommand<Done>;

    public static async Task<Results<NoContent, Refused>> Handle(Guid tokenId, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, tokenId), ct)).Done();

    internal sealed class Handler(PhaseEngineDb db, SystemEvents events, TimeProvider clock) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            // Somebody else's token is as unknown as none.
            var token = await db.AccessTokens.SingleOrDefaultAsync(t => t.Id == request.TokenId && t.UserId == request.UserId, cancellationToken);
            if (token is null) return HttpProblems.NotFound;

            token.RevokedAt ??= clock.GetUtcNow();
            await events.Append(request.UserId, "tokenRevoked", new { token = token.Id }, cancellationToken);
            return Done.It;
        }
    }
}
