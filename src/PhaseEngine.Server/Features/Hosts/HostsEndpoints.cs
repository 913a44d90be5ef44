using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Hosts;

internal static class HostsEndpoints
{
    public static void MapHosts(this RouteGroupBuilder api)
    {
        var hosts = api.MapGroup("/hosts").WithTags("Hosts");
        hosts.MapGet("", ListHosts.Handle).WithName(nameof(ListHosts)).RequireAuthorization(Acts.UnitsSee);
        hosts.MapPost("", CreateHost.Handle).WithName(nameof(CreateHost)).RequireAuthorization(Acts.UnitsChange);
        hosts.MapPut("/{hostId}", ChangeHost.Handle).WithName(nameof(ChangeHost)).RequireAuthorization(Acts.UnitsChange);
    }
}
