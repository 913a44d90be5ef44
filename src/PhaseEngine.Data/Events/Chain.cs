using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PhaseEngine.Data.Events;

/// <summary>
/// Each event's hash covers the one before, so that no event can be changed, removed or slipped in unnoticed:
/// SHA-256(algorithm ‖ previous hash ‖ stream ‖ number ‖ instant ‖ actor ‖ length of act ‖ act ‖ payload).
/// </summary>
public static class Chain
{
    public const int HashLength = 32;

    /// <summary>The first byte hashed; another way of hashing gets another one.</summary>
    private const byte Algorithm = 1;

    private const int FixedLength = 1 + HashLength + 16 + 4 + 8 + 16 + 4;

    /// <summary>The head of a stream without events.</summary>
    public static byte[] Empty => new byte[HashLength];

    /// <summary>Instants on record are whole microseconds, the finest both databases keep.</summary>
    public static DateTimeOffset OnRecord(DateTimeOffset now) =>
        new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    public static byte[] Hash(
        ReadOnlySpan<byte> previous, Guid stream, int seq, DateTimeOffset at, Guid? actor, string act, ReadOnlySpan<byte> payload)
    {
        var actLength = Encoding.UTF8.GetByteCount(act);
        var length = FixedLength + actLength + payload.Length;
        // In one piece: hashing piece by piece costs as much again as the hash of an ordinary event.
        var rented = ArrayPool<byte>.Shared.Rent(length);
        var bytes = rented.AsSpan(0, length);
        bytes[0] = Algorithm;
        previous.CopyTo(bytes[1..]);
        stream.TryWriteBytes(bytes[33..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(bytes[49..], seq);
        BinaryPrimitives.WriteInt64BigEndian(bytes[53..], at.UtcTicks / TimeSpan.TicksPerMicrosecond);
        (actor ?? Guid.Empty).TryWriteBytes(bytes[61..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(bytes[77..], actLength);
        Encoding.UTF8.GetBytes(act, bytes[FixedLength..]);
        payload.CopyTo(bytes[(FixedLength + actLength)..]);
        var hash = SHA256.HashData(bytes);
        ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }
}
