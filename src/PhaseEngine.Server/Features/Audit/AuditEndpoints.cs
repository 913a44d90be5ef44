using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Audit;

internal static class AuditEndpoints
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services.AddScoped<ActSentences>().AddScoped<ErasableWords>();

    public static void MapAudit(this RouteGroupBuilder api)
    {
        var audit = api.MapGroup("").WithTags("Audit");
        audit.MapGet("/campaigns/{campaignId}/events", ListCampaignEvents.Handle).WithName(nameof(ListCampaignEvents)).RequireAuthorization(Acts.CampaignsRun);
        audit.MapGet("/units/{unitId}/events", ListUnitEvents.Handle).WithName(nameof(ListUnitEvents)).RequireAuthorization(Acts.UnitsChange);
        audit.MapGet("/installation/events", ListInstallationEvents.Handle).WithName(nameof(ListInstallationEvents)).RequireAuthorization(Acts.PeopleManage);
    }
}
