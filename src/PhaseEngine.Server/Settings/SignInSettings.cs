namespace PhaseEngine.Server.Settings;

/// <summary>How people sign in, beside name and password.</summary>
internal sealed record SignInSettings
{
    /// <summary>The organisation's own sign-in; null: there is none.</summary>
    public OidcSettings? Oidc { get; init; }
}

/// <summary>A provider of OpenID Connect. Where it sends people back to: <c>PublicUrl</c> with <c>sign-in/oidc/answer</c> behind it.</summary>
internal sealed record OidcSettings
{
    /// <summary>The provider's address (issuer), below which its description stands.</summary>
    public Uri? Authority { get; init; }

    public string ClientId { get; init; } = "";

    /// <summary>Null for a client that has none (PKCE is always used).</summary>
    public string? ClientSecret { get; init; }

    /// <summary>What people know it by; stands on the button.</summary>
    public string Name { get; init; } = "OpenID Connect";

    public IEnumerable<string> Findings()
    {
        if (Authority is null) yield return "SignIn:Oidc:Authority: the provider's address is needed.";
        else if (Authority is not { IsAbsoluteUri: true } || (Authority.Scheme != Uri.UriSchemeHttps && !IsPlainHere))
            yield return $"SignIn:Oidc:Authority: '{Authority}' is no address that begins with https:.";
        if (string.IsNullOrWhiteSpace(ClientId)) yield return "SignIn:Oidc:ClientId: the name this server is registered under with the provider is needed.";
        if (string.IsNullOrWhiteSpace(Name)) yield return "SignIn:Oidc:Name: what people know the provider by is needed.";
    }

    /// <summary>A provider on this very machine may speak without encryption.</summary>
    public bool IsPlainHere => Authority is { IsAbsoluteUri: true, IsLoopback: true } && Authority.Scheme == Uri.UriSchemeHttp;
}
