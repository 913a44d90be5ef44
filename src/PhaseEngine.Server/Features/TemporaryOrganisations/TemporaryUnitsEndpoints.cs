using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.TemporaryOrganisations;

internal static class TemporaryUnitsEndpoints
{
    public static IServiceCollection AddTemporaryUnits(this IServiceCollection services) => services.AddScoped<Proposals>();

    public static void MapTemporaryUnits(this RouteGroupBuilder api)
    {
        var units = api.MapGroup("/units/{unitId}").WithTags("TemporaryUnits");
        units.MapGet("/temporary-unit-proposals", ListProposals.Handle).WithName("ListTemporaryUnitProposals").RequireAuthorization(Acts.MembersSee);
        units.MapPost("/temporary-units", FoundTemporaryUnit.Handle).WithName(nameof(FoundTemporaryUnit)).RequireAuthorization(Acts.MembersChange);
        units.MapPost("/temporary-unit-refusals", RefuseProposal.Handle).WithName("RefuseTemporaryUnit").RequireAuthorization(Acts.MembersChange);
    }
}
