using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Model;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Identity;

/// <summary>The person a request comes from, and what they may do; looked up once per request.</summary>
internal sealed class Caller(IHttpContextAccessor accessor, PhaseEngineDb db, Today today)
{
    private static readonly CompiledQuery<Func<PhaseEngineDb, Guid, DateOnly, IAsyncEnumerable<HeldPost>>> Held = new(() =>
        EF.CompileAsyncQuery((PhaseEngineDb db, Guid user, DateOnly day) =>
            from post in db.Posts
            where post.UserId == user && post.From <= day && (post.Until == null || day < post.Until)
            join unit in db.Units on post.UnitId equals unit.Id into units
            from unit in units.DefaultIfEmpty()
            select new HeldPost(post.Role, unit == null ? null! : EF.Property<string>(unit, UnitPaths.Property), post.Subtree)));

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
        var posts = new List<HeldPost>();
        await foreach (var post in Held.On(db)(db, UserId, today.Date).WithCancellation(ct))
            posts.Add(post.Path is null ? new(post.Role, HeldPost.Everywhere, true) : post with { Subtree = post.Subtree && RoleActs.MayReachBelow(post.Role) });
        return new(posts);
    }
}
