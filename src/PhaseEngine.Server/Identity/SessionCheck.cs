using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PhaseEngine.Data;
using PhaseEngine.Data.Model;

namespace PhaseEngine.Server.Identity;

/// <summary>
/// A session that was ended is over with the next request, not some minutes later: the cookie's security stamp is compared with
/// the account's each time. (Identity's own validator would load the account and write a new cookie each time as well.)
/// </summary>
internal static class SessionCheck
{
    private static readonly CompiledQuery<Func<PhaseEngineDb, Guid, string, CancellationToken, Task<bool>>> Open = new(() =>
        EF.CompileAsyncQuery((PhaseEngineDb db, Guid user, string stamp, CancellationToken ct) => db.Users.Any(u => u.Id == user && u.SecurityStamp == stamp)));

    public static async Task StillOpen(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var stampClaim = services.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity.SecurityStampClaimType;
        var stamp = context.Principal?.FindFirstValue(stampClaim);
        var id = context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);

        var db = services.GetRequiredService<PhaseEngineDb>();
        var open = stamp is not null && Guid.TryParse(id, out var user) && await Open.On(db)(db, user, stamp, context.HttpContext.RequestAborted);
        if (!open) context.RejectPrincipal();
    }
}
