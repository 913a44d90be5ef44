namespace PhaseEngine.Data.Operations;

public enum ImportStatus
{
    Running,
    Cancelled,
    Done,
    Failed,
}

/// <summary>How far the import of a list has come, and what it reports.</summary>
public sealed class Import
{
    public required Guid Id { get; init; }

    /// <summary><c>units</c>, <c>hosts</c> or <c>members</c>.</summary>
    public required string Kind { get; init; }

    public required string FileName { get; init; }

    public required Guid StartedBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    public required ImportStatus Status { get; set; }

    /// <summary>All there is to store; 0 while the file is read.</summary>
    public int Rows { get; set; }

    public int Done { get; set; }

    /// <summary>When the node that has it in hand was heard of last.</summary>
    public required DateTimeOffset HeardAt { get; set; }

    /// <summary>The report per row and cell, as JSON.</summary>
    public string? Report { get; set; }
}
