using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Model;
using PhaseEngine.Data.Organisations;

namespace PhaseEngine.Server.Identity;

/// <summary>
/// An account with the posts that are held today. Read in one turn when a request shows who it comes from: hardly anything is done
/// without asking what they may.
/// </summary>
/// <param name="User">Whose.</param>
/// <param name="Language">They read.</param>
/// <param name="Stamp">Changes when all its sessions end.</param>
/// <param name="ReadOnly">Whether the token it was found by is for looking only.</param>
/// <param name="Rights">What they may do.</param>
internal sealed record Account(Guid User, string Language, string? Stamp, bool ReadOnly, Rights Rights)
{
    private static readonly CompiledQuery<Func<PhaseEngineDb, Guid, DateOnly, IAsyncEnumerable<Row>>> ByUser = new(() =>
        EF.CompileAsyncQuery((PhaseEngineDb db, Guid id, DateOnly day) =>
            from user in db.Users
            where user.Id == id
            from post in db.Posts.Where(p => p.UserId == user.Id && p.From <= day && (p.Until == null || day < p.Until)).DefaultIfEmpty()
            from unit in db.Units.Where(u => u.Id == post!.UnitId).DefaultIfEmpty()
            select new Row(user.Id, user.Language, user.SecurityStamp, false, post!.Role, unit == null ? null : EF.Property<string>(unit, UnitPaths.Property), post.Subtree)));

    private static readonly CompiledQuery<Func<PhaseEngineDb, byte[], DateTimeOffset, DateOnly, IAsyncEnumerable<Row>>> ByToken = new(() =>
        EF.CompileAsyncQuery((PhaseEngineDb db, byte[] hash, DateTimeOffset now, DateOnly day) =>
            from token in db.AccessTokens
            where token.TokenHash == hash && token.RevokedAt == null && now < token.ExpiresAt
            join user in db.Users on token.UserId equals user.Id
            from post in db.Posts.Where(p => p.UserId == user.Id && p.From <= day && (p.Until == null || day < p.Until)).DefaultIfEmpty()
            from unit in db.Units.Where(u => u.Id == post!.UnitId).DefaultIfEmpty()
            select new Row(user.Id, user.Language, user.SecurityStamp, token.ReadOnly, post!.Role, unit == null ? null : EF.Property<string>(unit, UnitPaths.Property), post.Subtree)));

    public static Task<Account?> Of(PhaseEngineDb db, Guid user, DateOnly today, CancellationToken ct) => Read(ByUser.On(db)(db, user, today), ct);

    /// <summary>Null when the token is unknown, revoked or expired.</summary>
    public static Task<Account?> OfToken(PhaseEngineDb db, byte[] hash, DateTimeOffset now, DateOnly today, CancellationToken ct) =>
        Read(ByToken.On(db)(db, hash, now, today), ct);

    private static async Task<Account?> Read(IAsyncEnumerable<Row> rows, CancellationToken ct)
    {
        Account? account = null;
        var posts = new List<HeldPost>();
        await foreach (var row in rows.WithCancellation(ct))
        {
            account ??= new(row.User, row.Language, row.Stamp, row.ReadOnly, new Rights(posts));
            if (row.Role is not { } role) continue;

            posts.Add(row.Path is { } path ? new(role, path, row.Subtree is true && RoleActs.MayReachBelow(role)) : new(role, HeldPost.Everywhere, true));
        }

        return account;
    }

    private sealed record Row(Guid User, string Language, string? Stamp, bool ReadOnly, string? Role, string? Path, bool? Subtree);
}
