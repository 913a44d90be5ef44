namespace PhaseEngine.Data.Reviews;

/// <summary>A review meeting convened for one window of a run (S.28).</summary>
public sealed class ReviewMeeting
{
    public required Guid Id { get; init; }

    public required Guid RunId { get; init; }

    public required string Key { get; init; }

    /// <summary>The window, from 1.</summary>
    public required int Number { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public required DateOnly ProposedOn { get; set; }

    /// <summary>Drawn from the open items when convened, as JSON.</summary>
    public required string Agenda { get; set; }

    /// <summary>The record of the meeting held; null: not yet, or missed.</summary>
    public Guid? EvidenceId { get; set; }

    public int Version { get; set; } = 1;
}
