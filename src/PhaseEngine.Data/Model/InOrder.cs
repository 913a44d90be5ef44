using System.Security.Cryptography;

namespace PhaseEngine.Data.Model;

/// <summary>
/// Ids (version 7) that stand in the order in which this process made them, also when they are of the same instant: rows that
/// are written in sets then lie side by side in their table's indexes, instead of each touching another page.
/// </summary>
internal static class InOrder
{
    private static int last = RandomNumberGenerator.GetInt32(1 << 24);

    /// <param name="at">When what gets the id came to be.</param>
    public static Guid NewId(DateTimeOffset at)
    {
        Span<byte> id = stackalloc byte[16];
        Guid.CreateVersion7(at).TryWriteBytes(id, bigEndian: true, out _);

        // 26 bits behind the instant are the count (RFC 9562, 6.2, method 1), round the version and variant; 48 stay chance.
        var count = Interlocked.Increment(ref last);
        id[6] = (byte)(0x70 | ((count >> 22) & 0x0F));
        id[7] = (byte)(count >> 14);
        id[8] = (byte)(0x80 | ((count >> 8) & 0x3F));
        id[9] = (byte)count;
        return new Guid(id, bigEndian: true);
    }
}
