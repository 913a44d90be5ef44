namespace PhaseEngine.Data.Evidence;

/// <summary>
/// What somebody wrote with an act: a reason, a note. It may be about people, so it lies here and can be erased; the chain holds
/// its <see cref="Id"/> only, which is a commitment to it.
/// </summary>
public sealed class Remark
{
    /// <summary>A sign, and SHA-256 of salt and words.</summary>
    public required string Id { get; init; }

    /// <summary>Null once erased.</summary>
    public string? Words { get; set; }

    /// <summary>Null once erased, so that the words cannot be found by trying.</summary>
    public byte[]? Salt { get; set; }

    public required DateTimeOffset WrittenAt { get; init; }

    public DateTimeOffset? ErasedAt { get; set; }

    public string? ErasedReason { get; set; }
}
