using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PhaseEngine.Data;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Identity;

/// <summary>
/// A session that was ended is over with the next request, not some minutes later: the cookie's security stamp is compared with
/// the account's each time. (Identity's own validator would load the account and write a new cookie each time as well.)
/// </summary>
internal static class SessionCheck
{
    /// <summary>However busy a session is, after so long one signs in again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private const string Begun = "begun";

    /// <summary>Renewing a cookie keeps what it says of its beginning.</summary>
    public static Task Begin(CookieSigningInContext context)
    {
        context.Properties.Items.TryAdd(Begun, Clock(context.HttpContext).GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        return Task.CompletedTask;
    }

    public static async Task StillOpen(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var stampClaim = services.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity.SecurityStampClaimType;
        var stamp = context.Principal?.FindFirstValue(stampClaim);
        var id = context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);

        var inTime = context.Properties.Items.TryGetValue(Begun, out var begun)
            && DateTimeOffset.TryParse(begun, CultureInfo.InvariantCulture, out var at) && Clock(context.HttpContext).GetUtcNow() < at + Longest;
        var account = inTime && stamp is not null && Guid.TryParse(id, out var user)
            ? await Account.Of(services.GetRequiredService<PhaseEngineDb>(), user, services.GetRequiredService<Today>().Date, context.HttpContext.RequestAborted)
            : null;
        if (account is not null && account.Stamp == stamp) services.GetRequiredService<Caller>().Is(account);
        else context.RejectPrincipal();
    }

    private static TimeProvider Clock(HttpContext http) => http.RequestServices.GetRequiredService<TimeProvider>();
}
