using PhaseEngine.Data.Campaigns;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Campaigns;

/// <summary>A campaign as lists show it.</summary>
internal sealed record CampaignView(
    Guid Id, string Title, string TemplateId, int TemplateVersion, Guid UnitId, string Zone, CampaignStatus Status,
    DateTimeOffset CreatedAt, DateTimeOffset? LaunchedAt, DateTimeOffset? ClosedAt, int Version) : IVersioned
{
    public static CampaignView Of(Campaign campaign) => new(
        campaign.Id, campaign.Title.In(Language.Current), campaign.TemplateId, campaign.TemplateVersion, campaign.UnitId, campaign.Zone,
        campaign.Status, campaign.CreatedAt, campaign.LaunchedAt, campaign.ClosedAt, campaign.Version);
}
