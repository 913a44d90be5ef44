using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using PhaseEngine.Data;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Identity;

/// <summary>The person a request comes from, and what they may do; looked up once per request.</summary>
internal sealed class Caller(IHttpContextAccessor accessor, PhaseEngineDb db, Today today)
{
    private Account? _account;

    /// <summary>Null while nobody is signed in.</summary>
    public Guid? UserIdOrNull =>
        accessor.HttpContext?.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } id ? Guid.Parse(id) : null;

    public Guid UserId => UserIdOrNull ?? throw new InvalidOperationException("Nobody is signed in: the endpoint's policy lets anonymous people in.");

    /// <summary>Whether the person signed in themselves; not so a program with a token.</summary>
    public bool IsPresent => accessor.HttpContext?.User.Identity?.AuthenticationType == IdentityConstants.ApplicationScheme;

    public async Task<Rights> Rights(CancellationToken ct) => (_account ??= await Account.Of(db, UserId, today.Date, ct))?.Rights ?? new Rights([]);

    /// <summary>Whoever finds out whom the request comes from has read what they may as well.</summary>
    public void Is(Account account) => _account = account;

    /// <summary>Whether they may act on a unit that is named elsewhere than in the address; that one the endpoint's policy sees to.</summary>
    public async Task<bool> May(string act, Guid unit, CancellationToken ct) =>
        await db.Units.PathOf(unit, ct) is { } path && (await Rights(ct)).May(act, path);
}
