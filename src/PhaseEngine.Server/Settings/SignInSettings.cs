using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PhaseEngine.Server.Settings;

/// <summary>How people sign in, beside name and password.</summary>
internal sealed record SignInSettings
{
    /// <summary>The organisation's own sign-in; null: there is none.</summary>
    public OidcSettings? Oidc { get; init; }

    /// <summary>
    /// A file with a certificate and its private key (PEM, or PKCS #12 when it ends in .pfx or .p12) that the keys of cookies are encrypted
    /// with where they are stored; null: they lie there as they are.
    /// </summary>
    public string? KeyCertificate { get; init; }

    /// <summary>Of the private key in <see cref="KeyCertificate"/>.</summary>
    public string? KeyCertificatePassword { get; init; }

    /// <exception cref="CryptographicException">The file holds no certificate with a private key, or the password is another.</exception>
    public X509Certificate2? LoadKeyCertificate()
    {
        if (KeyCertificate is null) return null;
        var certificate = Path.GetExtension(KeyCertificate) is ".pfx" or ".p12" ? X509CertificateLoader.LoadPkcs12FromFile(KeyCertificate, KeyCertificatePassword)
            : KeyCertificatePassword is null ? X509Certificate2.CreateFromPemFile(KeyCertificate)
            : X509Certificate2.CreateFromEncryptedPemFile(KeyCertificate, KeyCertificatePassword);
        return certificate.HasPrivateKey ? certificate : throw new CryptographicException("There is no private key in it.");
    }

    public IEnumerable<string> Findings()
    {
        foreach (var finding in Oidc?.Findings() ?? []) yield return finding;
        if (WhyNotKeyCertificate() is { } why) yield return $"SignIn:KeyCertificate: '{KeyCertificate}' cannot be used. {why}";
    }

    private string? WhyNotKeyCertificate()
    {
        try
        {
            using var certificate = LoadKeyCertificate();
            return null;
        }
        catch (Exception unusable) when (unusable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return unusable.Message;
        }
    }
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
