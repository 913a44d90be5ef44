using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
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

    internal sealed record PostView(Guid Id, string Role, Guid? UnitId, string? UnitName, bool Subtree, DateOnly? Until, IReadOnlyList<string> Acts);

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
                select new { post.Id, post.Role, post.UnitId, UnitName = unit == null ? null : unit.Name, post.Subtree, post.Until })
                .ToListAsync(cancellationToken);

            var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == request.UserId, cancellationToken);
            var oidc = door.Name is { } name
                ? new OidcView(name, await db.UserLogins.AnyAsync(l => l.UserId == request.UserId, cancellationToken), user.PasswordHash is null)
                : null;
            return new View(user.Id, user.Name, user.UserName, user.MemberId, user.Language, user.WantsMail, user.Email, user.EmailConfirmed, oidc,
                posts.ConvertAll(p => new PostView(
                    p.Id, p.Role, p.UnitId, p.UnitName, p.Subtree, p.Until, [.. RoleActs.Of(p.Role).Order(StringComparer.Ordinal)])));
        }
    }
}
