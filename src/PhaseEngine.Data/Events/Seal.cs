namespace PhaseEngine.Data.Events;

/// <summary>A signed statement about all streams that moved since the seal before. The seals of an installation are one row without gaps.</summary>
public sealed class Seal
{
    /// <summary>From 1 without gaps.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>How many streams had moved.</summary>
    public required int Streams { get; init; }

    /// <summary>Merkle root over the leaves.</summary>
    public required byte[] Root { get; init; }

    /// <summary>The heads of the streams that had moved, packed (<see cref="SealedHead"/>), so that what is missing can be named.</summary>
    public required byte[] Leaves { get; init; }

    /// <summary>The root of the seal before; zeros for the first.</summary>
    public required byte[] Previous { get; init; }

    /// <summary>ECDSA P-256 by a key outside the database.</summary>
    public required byte[] Signature { get; init; }
}
