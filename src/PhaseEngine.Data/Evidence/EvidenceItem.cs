namespace PhaseEngine.Data.Evidence;

/// <summary>Something recorded, once; what it says lies apart (<see cref="EvidenceContent"/>), because that can be erased.</summary>
public sealed class EvidenceItem
{
    public required Guid Id { get; init; }

    /// <summary>The kind of requirement that reads it: <c>Study</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The kind's form: <c>session</c>.</summary>
    public required string Form { get; init; }

    /// <summary>The unit that recorded it.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>The day it happened.</summary>
    public required DateOnly On { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required Guid RecordedBy { get; init; }

    /// <summary>The record it corrects (S.51).</summary>
    public Guid? Supersedes { get; init; }

    /// <summary>Concurrency token: a record is corrected once; who comes second corrects the correction.</summary>
    public Guid? SupersededBy { get; set; }

    /// <summary>Why it was corrected.</summary>
    public string? Reason { get; set; }
}

/// <summary>What a record says. The chain holds only a commitment to it, so erasing it breaks nothing.</summary>
public sealed class EvidenceContent
{
    public required Guid EvidenceId { get; init; }

    /// <summary>JSON; null once erased.</summary>
    public string? Document { get; set; }

    /// <summary>Null once erased, so that the content cannot be found by trying.</summary>
    public byte[]? Salt { get; set; }

    /// <summary>SHA-256 of salt and content, the same that stands in the event.</summary>
    public required byte[] Commitment { get; init; }

    public DateTimeOffset? ErasedAt { get; set; }

    public string? ErasedReason { get; set; }
}

/// <summary>That a record serves a requirement of a run (S.50), and what it changed there.</summary>
public sealed class EvidenceUse
{
    public required Guid EvidenceId { get; init; }

    public required Guid RunId { get; init; }

    public required string Key { get; init; }

    /// <summary>The <c>EvidenceEffect</c> as JSON: taken back when the record is superseded.</summary>
    public required string Effect { get; init; }
}

/// <summary>A file that belongs to a record.</summary>
public sealed class Attachment
{
    public required Guid Id { get; init; }

    public required Guid EvidenceId { get; init; }

    /// <summary>Empty once erased.</summary>
    public required string Name { get; init; }

    public required string MediaType { get; init; }

    public required long Size { get; init; }

    public required byte[] Sha256 { get; init; }

    /// <summary>Null once erased.</summary>
    public byte[]? Content { get; set; }
}
