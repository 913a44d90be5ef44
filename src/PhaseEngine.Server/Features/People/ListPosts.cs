using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.People;

/// <summary>Who holds which post on one unit, now or from a later day.</summary>
internal static class ListPosts
{
    internal sealed record Query(Guid UnitId) : IQuery<IReadOnlyList<PostView>>;

    public static async Task<Results<Ok<IReadOnlyList<PostView>>, Refused>> Handle(Guid unitId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(unitId), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, Today today) : IQueryHandler<Query, IReadOnlyList<PostView>>
    {
        public async Task<Result<IReadOnlyList<PostView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var day = today.Date;
            var posts =
                from post in db.Posts
                where post.UnitId == request.UnitId && (post.Until == null || day < post.Until)
                join user in db.Users on post.UserId equals user.Id
                orderby post.Role, user.Name, post.Id
                select new { post, user.Name };
            var rows = await posts.AsNoTracking().ToListAsync(cancellationToken);
            return rows.ConvertAll(r => PostView.Of(r.post, r.Name));
        }
    }
}

/// <summary>A post as answers show it.</summary>
/// <param name="DelegatedFrom">The post in whose holder's place it is held; null: in nobody's.</param>
/// <param name="MayBeDelegated">Whether its holder may let somebody decide in their place.</param>
internal sealed record PostView(
    Guid Id, Guid UserId, string Name, Guid? UnitId, string Role, bool Subtree, DateOnly From, DateOnly? Until, Guid? DelegatedFrom, bool MayBeDelegated,
    int Version) : IVersioned
{
    public static PostView Of(Post post, string name) => new(
        post.Id, post.UserId, name, post.UnitId, post.Role, post.Subtree, post.From, post.Until, post.DelegatedFrom, Delegations.MayBeMade(post), post.Version);
}
