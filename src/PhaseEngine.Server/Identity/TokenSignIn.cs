using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Identity;

/// <summary>How programs sign in: <c>Authorization: Bearer pe_…</c>, a token its owner made and may revoke (<c>/api/v1/me/tokens</c>).</summary>
internal sealed class TokenSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, PhaseEngineDb db, Caller caller, Today today, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string SchemeName = "Token";
    public const string Prefix = "pe_";
    private const string ReadOnlyClaim = "read-only";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();

        var hash = OneTimeToken.HashOf(header["Bearer ".Length..].Trim());
        var owner = await Account.OfToken(db, hash, clock.GetUtcNow(), today.Date, Context.RequestAborted);
        if (owner is null) return AuthenticateResult.Fail("The token is unknown, revoked or expired.");
        caller.Is(owner);

        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, owner.User.ToString())], Scheme.Name);
        if (owner.ReadOnly) identity.AddClaim(new(ReadOnlyClaim, "true"));
        // A program that asks for a language serves readers of its own; otherwise it is spoken to as its owner is.
        if (Request.Headers.AcceptLanguage.Count == 0) identity.AddClaim(new(RequestLanguage.Claim, owner.Language));
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme.Name));
    }

    /// <summary>Middleware: a token made for looking changes nothing, whatever its owner may.</summary>
    public static Task OnlyLook(HttpContext http, RequestDelegate next)
    {
        var looks = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        return looks || !http.User.HasClaim(c => c.Type == ReadOnlyClaim) ? next(http) : http.WriteProblem(HttpProblems.TokenReadOnly);
    }
}
