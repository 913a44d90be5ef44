using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Identity;

/// <summary>The person a request comes from, and what they may do; looked up once per request.</summary>
internal sealed class Caller(IHttpContextAccessor accessor, PhaseEngineDb db, Today today)
{
    private Rights? _rights;

    /// <summary>Null while nobody is signed in.</summary>
    public Guid? UserIdOrNull =>
        accessor.HttpContext?.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } id ? Guid.Parse(id) : null;

    public Guid UserId => UserIdOrNull ?? throw new InvalidOperationException("Nobody is signed in: the endpoint's policy lets anonymous people in.");

    /// <summary>Whether the person signed in themselves; not so a program with a token.</summary>
    public bool IsPresent => accessor.HttpContext?.User.Identity?.AuthenticationType == IdentityConstants.ApplicationScheme;

    public async Task<Rights> Rights(CancellationToken ct) => _rights ??= await Load(ct);

    /// <summary>Whether they may act on a unit that is named elsewhere than in the address; that one the endpoint's policy sees to.</summary>
    public async Task<bool> May(string act, Guid unit, CancellationToken ct) =>
        await db.Units.PathOf(unit, ct) is { } path && (await Rights(ct)).May(act, path);

    private async Task<Rights> Load(CancellationToken ct)
    {
        var day = today.Date;
        var user = UserId;
        var posts =
            from post in db.Posts
            where post.UserId == user && post.From <= day && (post.Until == null || day < post.Until)
            join unit in db.Units on post.UnitId equals unit.Id into units
            from unit in units.DefaultIfEmpty()
            select new { post.Role, Path = unit == null ? null : EF.Property<string>(unit, UnitPaths.Property), post.Subtree };

        var rows = await posts.ToListAsync(ct);
        return new([.. rows.Select(p => p.Path is null ? new HeldPost(p.Role, HeldPost.Everywhere, true) : new(p.Role, p.Path, p.Subtree && RoleActs.MayReachBelow(p.Role)))]);
    }
}
