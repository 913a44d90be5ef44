using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Identity.Oidc;

/// <summary>
/// The cookie an <see cref="OidcErrand"/> travels in. Lax, as the way back begins on another site; for ten minutes and one answer;
/// seen by that one address only.
/// </summary>
internal sealed class OidcErrands(IDataProtectionProvider protection, ServerSettings settings, TimeProvider clock)
{
    private const string Name = "phaseengine-oidc";
    private const string Path = "/sign-in/oidc";

    private readonly IDataProtector _protector = protection.CreateProtector("oidc errand");

    public void Give(HttpContext http, OidcErrand errand) =>
        http.Response.Cookies.Append(Name, _protector.Protect(JsonSerializer.Serialize(errand)), Options(http, OidcErrand.Lifetime));

    /// <summary>Takes it from the browser, so that it is good for one answer; null when there is none, or an old one.</summary>
    public OidcErrand? Take(HttpContext http)
    {
        http.Response.Cookies.Delete(Name, Options(http, lasts: null));
        if (http.Request.Cookies[Name] is not { } cookie) return null;
        try
        {
            var errand = JsonSerializer.Deserialize<OidcErrand>(_protector.Unprotect(cookie));
            return errand is not null && clock.GetUtcNow() < errand.Until ? errand : null;
        }
        catch (Exception foreign) when (foreign is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private CookieOptions Options(HttpContext http, TimeSpan? lasts) => new()
    {
        Path = Path, HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = lasts,
        Secure = http.Request.IsHttps || settings.PublicUrl?.Scheme == Uri.UriSchemeHttps,
    };
}
