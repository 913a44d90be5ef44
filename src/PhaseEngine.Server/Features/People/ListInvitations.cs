using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.People;

/// <summary>The invitations to posts on one unit that can still be used. Not the links: those were shown once.</summary>
internal static class ListInvitations
{
    internal sealed record View(Guid Id, string Name, string Role, bool Subtree, DateTimeOffset CreatedAt, string? By, DateTimeOffset ExpiresAt);

    internal sealed record Query(Guid UnitId) : IQuery<IReadOnlyList<View>>;

    public static async Task<Results<Ok<IReadOnlyList<View>>, Refused>> Handle(Guid unitId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(unitId), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, TimeProvider clock) : IQueryHandler<Query, IReadOnlyList<View>>
    {
        public async Task<Result<IReadOnlyList<View>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (now, unit) = (clock.GetUtcNow(), request.UnitId.ToString());
            var open = await (
                from invitation in db.Invitations
                where invitation.UserId == null && invitation.UsedAt == null && now < invitation.ExpiresAt && invitation.Posts.Contains(unit)
                join giver in db.Users on invitation.CreatedBy equals giver.Id into givers
                from giver in givers.DefaultIfEmpty()
                orderby invitation.CreatedAt
                select new { invitation, giver.Name }).AsNoTracking().ToListAsync(cancellationToken);
            return open.ConvertAll(o =>
            {
                var post = Links.PostsOf(o.invitation).First(p => p.UnitId == request.UnitId);
                return new View(o.invitation.Id, o.invitation.Name, post.Role, post.Subtree, o.invitation.CreatedAt, o.Name, o.invitation.ExpiresAt);
            });
        }
    }
}
