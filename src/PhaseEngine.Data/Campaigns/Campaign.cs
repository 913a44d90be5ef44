using PhaseEngine.Core;

namespace PhaseEngine.Data.Campaigns;

public enum CampaignStatus
{
    Draft,

    /// <summary>Runs are being made; nobody but the campaign office sees any of them yet.</summary>
    Launching,

    Running,

    /// <summary>Ended by its office; what was under way is closed, or is being closed (<see cref="Campaign.ClosedAt"/>).</summary>
    Closed,
}

/// <summary>A template version launched over a scope of units, in batches.</summary>
public sealed class Campaign
{
    public required Guid Id { get; init; }

    public required Text Title { get; set; }

    public required string TemplateId { get; set; }

    public required int TemplateVersion { get; set; }

    /// <summary>The unit whose office runs it.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>IANA time zone in which its days begin and end.</summary>
    public required string Zone { get; set; }

    /// <summary>The rule by which its units were chosen, as JSON; the result is <see cref="CampaignUnit"/>.</summary>
    public required string Scope { get; set; }

    public CampaignStatus Status { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required Guid CreatedBy { get; init; }

    public DateTimeOffset? LaunchedAt { get; set; }

    public Guid? LaunchedBy { get; set; }

    /// <summary>When the last of its runs was closed; null: it goes on, or some are still to be closed.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    public int Version { get; set; } = 1;
}

/// <summary>Units of a campaign that share a calendar (S.10).</summary>
public sealed class Batch
{
    public required Guid CampaignId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required Text Title { get; set; }

    public required DateOnly Start { get; set; }

    /// <summary>Planned phase starts set by hand, as a JSON object of phase key to day.</summary>
    public string PhaseStarts { get; set; } = "{}";

    public int Version { get; set; } = 1;
}

/// <summary>A unit in the scope of a campaign, or exempted from it with the reason (S.12).</summary>
public sealed class CampaignUnit
{
    public required Guid CampaignId { get; init; }

    public required Guid UnitId { get; init; }

    public required int Batch { get; set; }

    /// <summary>Why it does not take part; null: it does.</summary>
    public string? ExemptReason { get; set; }

    public Guid? ExemptBy { get; set; }
}
