using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Features.People;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Identity.Oidc;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Me;

/// <summary>Who one is, which posts one holds today, and what they allow: the client shows what is allowed.</summary>
internal static class GetMe
{
    /// <param name="Oidc">The organisation's own sign-in; none where it is not set up.</param>
    internal sealed record View(
        Guid Id, string Name, string? UserName, Guid? MemberId, string Language, bool WantsMail, string? MailAddress, bool MailConfirmed, OidcView? Oidc,
        IReadOnlyList<PostView> Posts);

    /// <param name="Name">What people know it by.</param>
    /// <param name="Linked">Whether one comes in by it.</param>
    /// <param name="Only">Whether it is the only way, as the account has no password.</param>
    internal sealed record OidcView(string Name, bool Linked, bool Only);

    /// <param name="InPlaceOf">In whose place it is held, while they are away; null: in nobody's.</param>
    /// <param name="MayBeDelegated">Whether one may let somebody decide in one's place.</param>
    /// <param name="Delegations">Who decides in one's place, now or from a later day.</param>
    internal sealed record PostView(
        Guid Id, string Role, Guid? UnitId, string? UnitName, bool Subtree, DateOnly? Until, IReadOnlyList<string> Acts, string? InPlaceOf, bool MayBeDelegated,
        IReadOnlyList<DelegationView> Delegations);

    internal sealed record DelegationView(string Name, DateOnly From, DateOnly Until);

    internal sealed record Query(Guid UserId) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(caller.UserId), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, Today today, OidcDoor door) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var day = today.Date;
            var posts = await (
                from post in db.Posts
                where post.UserId == request.UserId && post.From <= day && (post.Until == null || day < post.Until)
                join unit in db.Units on post.UnitId equals unit.Id into units
                from unit in units.DefaultIfEmpty()
                orderby post.Id
                select new { Post = post, UnitName = unit == null ? null : unit.Name }).AsNoTracking().ToListAsync(cancellationToken);
            var delegated = await Delegated([.. posts.Select(p => p.Post.Id)], day, cancellationToken);
            var away = await Away([.. posts.Select(p => p.Post.DelegatedFrom).OfType<Guid>()], cancellationToken);

            var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == request.UserId, cancellationToken);
            var oidc = door.Name is { } name
                ? new OidcView(name, await db.UserLogins.AnyAsync(l => l.UserId == request.UserId, cancellationToken), user.PasswordHash is null)
                : null;
            return new View(user.Id, user.Name, user.UserName, user.MemberId, user.Language, user.WantsMail, user.Email, user.EmailConfirmed, oidc,
                posts.ConvertAll(p => new PostView(
                    p.Post.Id, p.Post.Role, p.Post.UnitId, p.UnitName, p.Post.Subtree, p.Post.Until, [.. RoleActs.Of(p.Post.Role).Order(StringComparer.Ordinal)],
                    p.Post.DelegatedFrom is { } from ? away.GetValueOrDefault(from) : null, Delegations.MayBeMade(p.Post), [.. delegated[p.Post.Id]])));
        }

        /// <summary>Who decides in place of the holders of posts, by post.</summary>
        private async Task<ILookup<Guid, DelegationView>> Delegated(IReadOnlyList<Guid> posts, DateOnly day, CancellationToken ct)
        {
            var rows = await (
                from post in db.Posts
                where post.DelegatedFrom != null && posts.Contains(post.DelegatedFrom.Value) && day < post.Until && post.From < post.Until
                join user in db.Users on post.UserId equals user.Id
                orderby post.From
                select new { post.DelegatedFrom, user.Name, post.From, post.Until }).ToListAsync(ct);
            return rows.ToLookup(r => r.DelegatedFrom!.Value, r => new DelegationView(r.Name, r.From, r.Until!.Value));
        }

        /// <summary>The holders of posts, by post.</summary>
        private Task<Dictionary<Guid, string>> Away(IReadOnlyList<Guid> posts, CancellationToken ct) => (
            from post in db.Posts
            where posts.Contains(post.Id)
            join user in db.Users on post.UserId equals user.Id
            select new { post.Id, user.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
    }
}
