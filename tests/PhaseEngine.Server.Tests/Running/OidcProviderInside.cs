using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Running;

/// <summary>
/// A provider of OpenID Connect inside the test, over real HTTP: it describes itself, signs with a key of its own, and gives its
/// word for a code once, to whoever has secret and verifier.
/// </summary>
internal sealed class OidcProviderInside : IAsyncDisposable
{
    public const string ClientId = "phaseengine";
    public const string ClientSecret = "between us: both";

    private readonly FakeTime _clock;
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (string Challenge, string AnswerTo, SecurityTokenDescriptor Word)> _codes = new();
    private RsaSecurityKey _key = NewKey();
    private RsaSecurityKey? _forged;

    private OidcProviderInside(FakeTime clock, WebApplication app) => (_clock, _app) = (clock, app);

    public Uri Authority => new(_app.Urls.Single());

    public static async Task<OidcProviderInside> Start(FakeTime clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new OidcProviderInside(clock, builder.Build());
        provider._app.MapGet("/.well-known/openid-configuration", provider.Describe);
        provider._app.MapGet("/keys", () => new { keys = new[] { provider.PublicKey() } });
        provider._app.MapPost("/token", provider.GiveWord).DisableAntiforgery();
        await provider._app.StartAsync();
        return provider;
    }

    /// <summary>Somebody signs in there; where their browser is sent to.</summary>
    /// <param name="at">Where our server sent it.</param>
    /// <param name="subject">Who they are.</param>
    /// <param name="twist">Something that is not as it should be.</param>
    public Uri SignIn(Uri at, string subject, Action<SecurityTokenDescriptor>? twist = null)
    {
        var asked = System.Web.HttpUtility.ParseQueryString(at.Query);
        Assert.Equal(("code", ClientId, "S256"), (asked["response_type"], asked["client_id"], asked["code_challenge_method"]));
        Assert.Contains("openid", asked["scope"]!.Split(' '));
        var now = _clock.GetUtcNow().UtcDateTime;
        var word = new SecurityTokenDescriptor
        {
            Issuer = Authority.AbsoluteUri.TrimEnd('/'), Audience = ClientId, IssuedAt = now, NotBefore = now, Expires = now.AddMinutes(5),
            Claims = new Dictionary<string, object> { ["sub"] = subject, ["nonce"] = asked["nonce"]!, ["preferred_username"] = $"{subject}@work", ["name"] = "王芳", ["email"] = "secretary@example.org", ["email_verified"] = true },
        };
        twist?.Invoke(word);
        var code = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        _codes[code] = (asked["code_challenge"]!, asked["redirect_uri"]!, word);
        return new($"{asked["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(asked["state"]!)}");
    }

    /// <summary>Signs with another key from now on, as providers do now and then.</summary>
    public void ChangeKey() => _key = NewKey();

    /// <summary>Signs with a key that is not the one it shows.</summary>
    public void Forge() => _forged = new RsaSecurityKey(RSA.Create(2048)) { KeyId = _key.KeyId };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private object Describe() => new
    {
        issuer = Authority.AbsoluteUri.TrimEnd('/'), authorization_endpoint = new Uri(Authority, "authorize"), token_endpoint = new Uri(Authority, "token"), jwks_uri = new Uri(Authority, "keys"),
        response_types_supported = new[] { "code" }, subject_types_supported = new[] { "public" }, id_token_signing_alg_values_supported = new[] { "RS256" },
    };

    private object PublicKey()
    {
        var key = _key.Rsa.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", alg = "RS256", kid = _key.KeyId, n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) };
    }

    private async Task<IResult> GiveWord(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var pair = $"{Uri.EscapeDataString(ClientId)}:{Uri.EscapeDataString(ClientSecret)}";
        if (request.Headers.Authorization != $"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes(pair))}") return Results.Unauthorized();
        if (!_codes.TryRemove(form["code"]!, out var known) || known.AnswerTo != form["redirect_uri"]) return Results.BadRequest();
        if (known.Challenge != Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]!)))) return Results.BadRequest();

        known.Word.SigningCredentials ??= new(_forged ?? _key, SecurityAlgorithms.RsaSha256);
        return Results.Json(new { token_type = "Bearer", access_token = "not used", id_token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(known.Word) });
    }

    private static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };
}
