using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Units;

internal static class UnitsEndpoints
{
    public static void MapUnits(this RouteGroupBuilder api)
    {
        var units = api.MapGroup("/units").WithTags("Units");
        units.MapGet("", ListUnits.Handle).WithName(nameof(ListUnits)).RequireAuthorization(Acts.UnitsSee);
        units.MapPost("", CreateUnit.Handle).WithName(nameof(CreateUnit)).RequireAuthorization(Acts.UnitsChange);
        units.MapGet("/{unitId}", GetUnit.Handle).WithName(nameof(GetUnit)).RequireAuthorization(Acts.UnitsSee);
        units.MapPut("/{unitId}", ChangeUnit.Handle).WithName(nameof(ChangeUnit)).RequireAuthorization(Acts.UnitsChange);
        units.MapPut("/{unitId}/hosts", SetHosts.Handle).WithName(nameof(SetHosts)).RequireAuthorization(Acts.UnitsChange);
    }
}
