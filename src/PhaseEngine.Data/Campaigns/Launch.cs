namespace PhaseEngine.Data.Campaigns;

public enum LaunchStatus
{
    Running,
    Cancelled,
    Done,
}

/// <summary>How far the launch of a campaign has come; it goes on from here after a stop.</summary>
public sealed class Launch
{
    public required Guid CampaignId { get; init; }

    public required LaunchStatus Status { get; set; }

    public required DateTimeOffset StartedAt { get; init; }

    public required Guid StartedBy { get; init; }

    /// <summary>Units that take part.</summary>
    public required int Total { get; set; }

    /// <summary>Units whose run is made.</summary>
    public int Done { get; set; }

    /// <summary>The last unit whose run is made, in the order of ids; null before the first.</summary>
    public Guid? LastUnit { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Until when the node at work has it for itself.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Moves with every change of hands; a node that woke up late finds another number and stops.</summary>
    public int Fence { get; set; }
}
