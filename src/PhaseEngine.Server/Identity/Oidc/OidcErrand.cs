using System.Security.Cryptography;
using System.Text;

namespace PhaseEngine.Server.Identity.Oidc;

/// <summary>What somebody has been sent to the organisation's sign-in for. It comes back with them, in a cookie nobody else can read or make.</summary>
/// <param name="Purpose">What is to be done once it is known who they are.</param>
/// <param name="State">What the provider has to send back.</param>
/// <param name="Nonce">What has to stand in the provider's word.</param>
/// <param name="Verifier">What proves that whoever fetches that word is who asked for it (PKCE).</param>
/// <param name="Until">From then on it is too late.</param>
/// <param name="Link">Of an invitation: the hash of its token.</param>
/// <param name="User">Of a linking: whose account.</param>
/// <param name="Stamp">Of a linking: the account's security stamp, so that it ends with the session it was begun in.</param>
internal sealed record OidcErrand(
    OidcPurpose Purpose, string State, string Nonce, string Verifier, DateTimeOffset Until, byte[]? Link = null, Guid? User = null, string? Stamp = null)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public static OidcErrand New(OidcPurpose purpose, DateTimeOffset now) => new(purpose, Secret(), Secret(), Secret(), now + Lifetime);

    public string Challenge => Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public bool IsAnsweredBy(string? state) =>
        state is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(State));

    private static string Secret() => Base64Url(RandomNumberGenerator.GetBytes(32));

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}

internal enum OidcPurpose
{
    SignIn,
    AcceptLink,
    LinkAccount,
}
