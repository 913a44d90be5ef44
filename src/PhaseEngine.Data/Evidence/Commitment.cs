using System.Security.Cryptography;
using System.Text;

namespace PhaseEngine.Data.Evidence;

/// <summary>Stands for a content in the chain: shows later that the content is the same, and tells nothing about it.</summary>
public static class Commitment
{
    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(16);

    public static byte[] Of(byte[] salt, string content) => SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(content)]);
}
