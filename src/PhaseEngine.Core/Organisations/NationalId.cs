using System.Security.Cryptography;
using System.Text;

namespace PhaseEngine.Core.Organisations;

/// <summary>
/// The citizen identity number 公民身份号码 (GB 11643): 17 digits and a check character, or 15 digits in the old form. It is
/// never stored: people are matched by a keyed hash, and shown a mask.
/// </summary>
public static class NationalId
{
    private const string CheckCharacters = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>Whether 18 characters are an id whose check character is right.</summary>
    /// <param name="id">Upper case, half-width, without blanks.</param>
    public static bool IsValid(string id) =>
        id.Length == 18 && id.AsSpan(0, 17).IndexOfAnyExceptInRange('0', '9') < 0 && id[17] == CheckCharacterOf(id);

    /// <summary>The 18 characters of an old id of 15 digits: the century and the check character added.</summary>
    /// <param name="old">15 digits.</param>
    public static string Lengthen(string old)
    {
        var first17 = $"{old.AsSpan(0, 6)}19{old.AsSpan(6)}";
        return first17 + CheckCharacterOf(first17);
    }

    /// <summary>HMAC-SHA256 in lower-case hex. The same person has the same hash under the same key, in the old and the new form of the id.</summary>
    /// <param name="id">18 characters, valid.</param>
    /// <param name="key">The installation's secret key; at least 32 bytes.</param>
    public static string Hash(string id, ReadOnlySpan<byte> key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(id)));

    /// <summary>What may be shown of an id: the first three and the last two characters; of less than eight, nothing.</summary>
    /// <param name="value">Whatever stands where an id should.</param>
    public static string Mask(string value) =>
        value.Length < 8 ? new string('*', value.Length) : $"{value.AsSpan(0, 3)}{new string('*', value.Length - 5)}{value.AsSpan(value.Length - 2)}";

    private static char CheckCharacterOf(string id)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
            sum += (id[i] - '0') * Weights[i];
        return CheckCharacters[sum % 11];
    }
}
