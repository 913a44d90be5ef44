using PhaseEngine.Server.Features.Evidence;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Registers;

internal static class RegistersEndpoints
{
    public static IServiceCollection AddRegisters(this IServiceCollection services) =>
        services.AddScoped<OverdueItems>().AddScoped<ItemEdits>().AddScoped<IFollowsRecords, RegisterTable>();

    public static void MapRegisters(this RouteGroupBuilder api)
    {
        var registers = api.MapGroup("").WithTags("Registers");
        registers.MapGet("/runs/{runId}/registers/{requirement}/items", ListItems.Handle).WithName(nameof(ListItems)).RequireAuthorization(Acts.RunsSee);
        registers.MapPost("/runs/{runId}/registers/{requirement}/items", EnterItem.Handle).WithName(nameof(EnterItem)).RequireAuthorization(Acts.EvidenceRecord);
        registers.MapGet("/items/{itemId}", GetItem.Handle).WithName(nameof(GetItem)).RequireAuthorization(Acts.RunsSee);
        registers.MapGet("/items/{itemId}/records", ListItemRecords.Handle).WithName(nameof(ListItemRecords)).RequireAuthorization(Acts.RunsSee);
        registers.MapPut("/items/{itemId}", EditItem.Handle).WithName(nameof(EditItem)).RequireAuthorization(Acts.EvidenceRecord);
        registers.MapPost("/items/{itemId}/records", RecordItem.Handle).WithName(nameof(RecordItem)).RequireAuthorization(Acts.EvidenceRecord);
    }
}
