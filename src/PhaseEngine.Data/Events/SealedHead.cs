using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PhaseEngine.Data.Events;

/// <summary>A stream's head as a seal covers it.</summary>
public readonly record struct SealedHead(Guid Stream, int Seq, byte[] Hash)
{
    private const int Length = 16 + 4 + Chain.HashLength;

    /// <summary>The heads of a seal, one behind another.</summary>
    public static byte[] Pack(IReadOnlyList<SealedHead> heads)
    {
        var bytes = new byte[heads.Count * Length];
        for (var i = 0; i < heads.Count; i++)
        {
            var leaf = bytes.AsSpan(i * Length, Length);
            heads[i].Stream.TryWriteBytes(leaf, bigEndian: true, out _);
            BinaryPrimitives.WriteInt32BigEndian(leaf[16..], heads[i].Seq);
            heads[i].Hash.CopyTo(leaf[20..]);
        }

        return bytes;
    }

    public static IEnumerable<SealedHead> Unpack(byte[] leaves)
    {
        for (var at = 0; at + Length <= leaves.Length; at += Length)
        {
            yield return new SealedHead(
                new Guid(leaves.AsSpan(at, 16), bigEndian: true), BinaryPrimitives.ReadInt32BigEndian(leaves.AsSpan(at + 16)),
                leaves.AsSpan(at + 20, Chain.HashLength).ToArray());
        }
    }

    /// <summary>The Merkle root over packed heads: leaves and nodes are hashed apart (0 and 1 in front); an odd one goes up as it is.</summary>
    public static byte[] MerkleRoot(byte[] leaves)
    {
        var level = new List<byte[]>(leaves.Length / Length);
        for (var at = 0; at + Length <= leaves.Length; at += Length) level.Add(SHA256.HashData([0, .. leaves.AsSpan(at, Length)]));
        if (level.Count == 0) return Chain.Empty;

        while (level.Count > 1)
        {
            var above = new List<byte[]>((level.Count + 1) / 2);
            for (var i = 0; i + 1 < level.Count; i += 2) above.Add(SHA256.HashData([1, .. level[i], .. level[i + 1]]));
            if (level.Count % 2 == 1) above.Add(level[^1]);
            level = above;
        }

        return level[0];
    }
}
