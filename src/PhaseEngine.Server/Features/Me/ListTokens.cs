using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Me;

/// <summary>The tokens one's programs use; not the tokens themselves, which nobody can show again.</summary>
internal static class ListTokens
{
    internal sealed record View(Guid Id, string Name, bool ReadOnly, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

    internal sealed record Query(Guid UserId) : IQuery<IReadOnlyList<View>>;

    public static async Task<Results<Ok<IReadOnlyList<View>>, Refused>> Handle(Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(caller.UserId), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, TimeProvider clock) : IQueryHandler<Query, IReadOnlyList<View>>
    {
        public async Task<Result<IReadOnlyList<View>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            return await db.AccessTokens
                .Where(t => t.UserId == request.UserId && t.RevokedAt == null && now < t.ExpiresAt)
                .OrderBy(t => t.CreatedAt)
                .Select(t => new View(t.Id, t.Name, t.ReadOnly, t.CreatedAt, t.ExpiresAt))
                .ToListAsync(cancellationToken);
        }
    }
}
