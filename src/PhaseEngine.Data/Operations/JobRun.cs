namespace PhaseEngine.Data.Operations;

/// <summary>One run of a recurring job, for operators.</summary>
public sealed class JobRun
{
    public required Guid Id { get; init; }

    public required string Job { get; init; }

    public required string Node { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>How many things it dealt with.</summary>
    public int Processed { get; set; }

    public string? Error { get; set; }
}
