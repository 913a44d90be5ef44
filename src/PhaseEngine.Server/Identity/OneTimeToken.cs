using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PhaseEngine.Server.Identity;

/// <summary>A secret handed out once, of which only the hash is kept. 256 random bits need no salt and no slow hash.</summary>
internal sealed record OneTimeToken(string Text)
{
    public byte[] Hash => HashOf(Text);

    public static OneTimeToken Make(string prefix) => new(prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Never the token: it would end up in a log.</summary>
    public override string ToString() => "***";
}
