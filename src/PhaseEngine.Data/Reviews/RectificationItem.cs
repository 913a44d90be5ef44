namespace PhaseEngine.Data.Reviews;

/// <summary>The four classes of S.25, and the state before sorting.</summary>
public enum RectificationClass
{
    Unsorted,

    /// <summary>Should be solved and is not: concentrate on it.</summary>
    ToSolve,

    /// <summary>Cannot be solved now: explained to the people.</summary>
    ToExplain,

    /// <summary>Poor result, or most people dissatisfied: done again under the superior's supervision.</summary>
    ToRedo,

    /// <summary>Solved: kept solved, relapse watched.</summary>
    ToKeep,
}

public enum RectificationStatus
{
    Open,
    Solved,
    Explained,

    /// <summary>Was solved, and is open again.</summary>
    Relapsed,
}

/// <summary>A problem in a unit's register (S.24).</summary>
public sealed class RectificationItem
{
    /// <summary>What stands in the place of the problem once it is erased.</summary>
    public const string Erased = "—";

    public required Guid Id { get; init; }

    public required Guid RunId { get; init; }

    /// <summary>The register's key.</summary>
    public required string Key { get; init; }

    public required Guid UnitId { get; init; }

    public required string Problem { get; set; }

    /// <summary>Where it comes from: opinions, self-check, inspection …</summary>
    public required string Source { get; set; }

    /// <summary>1 is the most pressing.</summary>
    public int Priority { get; set; } = 2;

    public RectificationClass Class { get; set; }

    public string? Measures { get; set; }

    /// <summary>The person responsible.</summary>
    public string? Owner { get; set; }

    public DateOnly? Deadline { get; set; }

    public RectificationStatus Status { get; set; }

    public string? Result { get; set; }

    /// <summary>To whom and how a problem that cannot be solved now was explained, and their understanding.</summary>
    public string? Explanation { get; set; }

    public DateOnly? SolvedOn { get; set; }

    /// <summary>Until when a solved one is watched for relapse.</summary>
    public DateOnly? WatchUntil { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required Guid CreatedBy { get; init; }

    public int Version { get; set; } = 1;
}
