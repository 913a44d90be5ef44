using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using PhaseEngine.Core;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Identity.Oidc;

/// <summary>Somebody, in the provider's word.</summary>
/// <param name="Issuer">The provider.</param>
/// <param name="Subject">Whom they are there; never changes, and is never given to another.</param>
/// <param name="Name">As others see it; only a beginning, for new accounts.</param>
/// <param name="UserName">The same.</param>
internal sealed record OidcPerson(string Issuer, string Subject, string? Name, string? UserName);

/// <summary>
/// The organisation's own sign-in (OpenID Connect, authorization code with PKCE). What it says about people counts only as who
/// they are: by issuer and subject, never by mail address, and it gives nobody any right.
/// </summary>
internal sealed class OidcProvider(OidcSettings settings, TimeProvider clock, ILogger<OidcProvider> log) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>For how long what the provider says of itself holds, and after how long it is asked again when a key is missing.</summary>
    private static readonly TimeSpan Holds = TimeSpan.FromHours(12), AskedAgain = TimeSpan.FromMinutes(1);

    /// <summary>How far the clocks of two machines may be apart.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(2);

    /// <summary>Signatures that only the provider can make.</summary>
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(10), AllowAutoRedirect = false })
    {
        Timeout = Patience, MaxResponseContentBufferSize = 1024 * 1024,
    };

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private Known? _known;

    public string Name => settings.Name;

    private string Issuer => settings.Authority!.AbsoluteUri.TrimEnd('/');

    /// <summary>Where to send somebody.</summary>
    public async Task<Result<Uri>> AddressFor(OidcErrand errand, Uri answerTo, CancellationToken ct)
    {
        if (await Description(Holds, ct) is not { } provider) return OidcProblems.Unreachable(Name);
        return new Uri(QueryHelpers.AddQueryString(provider.AuthorizationEndpoint, new Dictionary<string, string?>
        {
            ["response_type"] = "code", ["scope"] = "openid profile", ["client_id"] = settings.ClientId, ["redirect_uri"] = answerTo.AbsoluteUri,
            ["state"] = errand.State, ["nonce"] = errand.Nonce, ["code_challenge"] = errand.Challenge, ["code_challenge_method"] = "S256",
            ["ui_locales"] = Language.Current,
        }));
    }

    /// <summary>Fetches the provider's word for a code and believes it only when everything is as it should be.</summary>
    public async Task<Result<OidcPerson>> PersonOf(OidcErrand errand, string code, Uri answerTo, CancellationToken ct)
    {
        if (await Description(Holds, ct) is not { } provider) return OidcProblems.Unreachable(Name);
        try
        {
            return await Fetch(provider, errand, code, answerTo, ct) is not { } token ? OidcProblems.AnswerNotValid
                : await Read(provider, token, errand.Nonce, ct) is { } person ? person
                : OidcProblems.AnswerNotValid;
        }
        catch (Exception silent) when (silent is HttpRequestException || (silent is OperationCanceledException && !ct.IsCancellationRequested))
        {
            log.LogWarning(silent, "The sign-in of {Name} does not answer", Name);
            return OidcProblems.Unreachable(Name);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _oneAtATime.Dispose();
    }

    /// <summary>What the provider says of itself; null when it says nothing that can be used.</summary>
    /// <param name="holds">How old it may be.</param>
    /// <param name="ct">Gives up.</param>
    private async Task<OpenIdConnectConfiguration?> Description(TimeSpan holds, CancellationToken ct)
    {
        await _oneAtATime.WaitAsync(ct);
        try
        {
            if (_known is { } known && clock.GetUtcNow() < known.At + holds) return known.Description;
            var found = await OpenIdConnectConfigurationRetriever.GetAsync(
                $"{Issuer}/.well-known/openid-configuration", new HttpDocumentRetriever(_http) { RequireHttps = !settings.IsPlainHere }, ct);
            if (found.Issuer?.TrimEnd('/') != Issuer)
            {
                log.LogError("The sign-in at {Authority} calls itself {Issuer}", Issuer, found.Issuer);
                return null;
            }

            _known = new(found, clock.GetUtcNow());
            return found;
        }
        catch (Exception unusable) when (!ct.IsCancellationRequested)
        {
            // Away, or what it answers is no description: there is nothing to go on with, and people are told so.
            log.LogWarning(unusable, "The sign-in of {Name} cannot be used", Name);
            return null;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<string?> Fetch(OpenIdConnectConfiguration provider, OidcErrand errand, string code, Uri answerTo, CancellationToken ct)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = answerTo.AbsoluteUri, ["code_verifier"] = errand.Verifier,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, provider.TokenEndpoint);
        if (settings.ClientSecret is null)
        {
            form["client_id"] = settings.ClientId;
        }
        else if (provider.TokenEndpointAuthMethodsSupported is { Count: > 0 } ways && !ways.Contains("client_secret_basic"))
        {
            (form["client_id"], form["client_secret"]) = (settings.ClientId, settings.ClientSecret);
        }
        else
        {
            var pair = $"{Uri.EscapeDataString(settings.ClientId)}:{Uri.EscapeDataString(settings.ClientSecret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(pair)));
        }

        request.Content = new FormUrlEncodedContent(form);
        using var answer = await _http.SendAsync(request, ct);
        if (!answer.IsSuccessStatusCode)
        {
            log.LogWarning("The sign-in of {Name} gave nothing for the code: {Status}", Name, (int)answer.StatusCode);
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(ct));
            return document.RootElement.TryGetProperty("id_token", out var token) ? token.GetString() : null;
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private async Task<OidcPerson?> Read(OpenIdConnectConfiguration provider, string token, string nonce, CancellationToken ct)
    {
        var checkedToken = await Check(provider, token);
        if (checkedToken.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // The provider may have new keys.
            checkedToken = await Check(await Description(AskedAgain, ct) ?? provider, token);
        }

        if (!checkedToken.IsValid)
        {
            log.LogWarning("The word of {Name} was not believed: {Reason}", Name, checkedToken.Exception?.Message);
            return null;
        }

        var word = (JsonWebToken)checkedToken.SecurityToken;
        string? Claim(string name) => word.TryGetPayloadValue<string>(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value : null;
        var forUs = Claim("azp") is { } party ? party == settings.ClientId : word.Audiences.Count() == 1;
        if (Claim("nonce") == nonce && forUs && Claim("sub") is { } subject) return new(Issuer, subject, Claim("name"), Claim("preferred_username"));

        log.LogWarning("The word of {Name} was for somebody or something else", Name);
        return null;
    }

    private Task<TokenValidationResult> Check(OpenIdConnectConfiguration provider, string token) => new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new()
    {
        ValidIssuer = provider.Issuer,
        ValidAudience = settings.ClientId,
        IssuerSigningKeys = provider.SigningKeys,
        ValidAlgorithms = Algorithms,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (from, until, _, _) => until + ClockDifference > clock.GetUtcNow().UtcDateTime && !(from - ClockDifference > clock.GetUtcNow().UtcDateTime),
    });

    private sealed record Known(OpenIdConnectConfiguration Description, DateTimeOffset At);
}
