using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Campaigns;

internal static class CampaignsEndpoints
{
    public static IServiceCollection AddCampaigns(this IServiceCollection services) =>
        services.AddScoped<CampaignDrafts>().AddSingleton<HoldupCounts>();

    public static void MapCampaigns(this RouteGroupBuilder api)
    {
        var campaigns = api.MapGroup("").WithTags("Campaigns");
        campaigns.MapGet("/campaigns", ListCampaigns.Handle).WithName(nameof(ListCampaigns)).RequireAuthorization(Acts.CampaignsSee);
        campaigns.MapPost("/units/{unitId}/campaigns", DraftCampaign.Handle).WithName(nameof(DraftCampaign)).RequireAuthorization(Acts.CampaignsRun);
        campaigns.MapPost("/units/{unitId}/campaign-previews", PreviewDraft.Handle).WithName(nameof(PreviewDraft)).RequireAuthorization(Acts.CampaignsRun).WithMetadata(new AnswerNotKept());
        campaigns.MapGet("/campaigns/{campaignId}/draft", GetDraft.Handle).WithName(nameof(GetDraft)).RequireAuthorization(Acts.CampaignsRun);
        campaigns.MapPut("/campaigns/{campaignId}/draft", ChangeDraft.Handle).WithName(nameof(ChangeDraft)).RequireAuthorization(Acts.CampaignsRun);
        campaigns.MapGet("/campaigns/{campaignId}", GetCampaign.Handle).WithName(nameof(GetCampaign)).RequireAuthorization(Acts.RunsSee);
        campaigns.MapPost("/campaigns/{campaignId}/units", JoinCampaign.Handle).WithName(nameof(JoinCampaign)).RequireAuthorization(Acts.CampaignsRun);
        campaigns.MapGet("/campaigns/{campaignId}/newcomers", ListNewcomers.Handle).WithName(nameof(ListNewcomers)).RequireAuthorization(Acts.CampaignsRun);
        campaigns.MapGet("/campaigns/{campaignId}/board", GetBoard.Handle).WithName(nameof(GetBoard)).RequireAuthorization(Acts.RunsSee);
        campaigns.MapGet("/campaigns/{campaignId}/holdups", GetHoldups.Handle).WithName(nameof(GetHoldups)).RequireAuthorization(Acts.RunsSee);
        campaigns.MapPost("/campaigns/{campaignId}/gate-previews", PreviewGate.Handle).WithName(nameof(PreviewGate)).RequireAuthorization(Acts.RunsSee).WithMetadata(new AnswerNotKept());
        campaigns.MapGet("/campaigns/{campaignId}/preview", PreviewLaunch.Handle).WithName(nameof(PreviewLaunch)).RequireAuthorization(Acts.CampaignsRun);
        campaigns.MapPost("/campaigns/{campaignId}/launch", LaunchCampaign.Handle).WithName(nameof(LaunchCampaign)).RequireAuthorization(Acts.CampaignsRun);
        campaigns.MapPost("/campaigns/{campaignId}/closing", CloseCampaign.Handle).WithName(nameof(CloseCampaign)).RequireAuthorization(Acts.CampaignsRun);
        campaigns.MapGet("/campaigns/{campaignId}/launch", GetLaunch.Handle).WithName(nameof(GetLaunch)).RequireAuthorization(Acts.CampaignsRun);
        campaigns.MapDelete("/campaigns/{campaignId}/launch", CancelLaunch.Handle).WithName(nameof(CancelLaunch)).RequireAuthorization(Acts.CampaignsRun);
    }
}
