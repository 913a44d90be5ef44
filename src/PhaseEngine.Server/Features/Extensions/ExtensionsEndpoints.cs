using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Extensions;

internal static class ExtensionsEndpoints
{
    public static IServiceCollection AddExtensions(this IServiceCollection services) => services.AddScoped<ExtensionRequests>();

    public static void MapExtensions(this RouteGroupBuilder api)
    {
        var extensions = api.MapGroup("").WithTags("Extensions");
        extensions.MapGet("/extension-requests", ListPending.Handle).WithName("ListExtensionRequests").RequireAuthorization(Acts.ExtensionsGrant);
        extensions.MapGet("/runs/{runId}/extension-requests", ListOfRun.Handle).WithName("ListExtensionRequestsOfRun").RequireAuthorization(Acts.RunsSee);
        extensions.MapPost("/runs/{runId}/activities/{activity}/extension-request", AskExtension.Handle).WithName(nameof(AskExtension)).RequireAuthorization(Acts.GatesAsk);
        extensions.MapDelete("/runs/{runId}/activities/{activity}/extension-request", WithdrawExtension.Handle).WithName(nameof(WithdrawExtension)).RequireAuthorization(Acts.GatesAsk);
        extensions.MapPost("/runs/{runId}/activities/{activity}/extension-request/answer", AnswerExtension.Handle).WithName(nameof(AnswerExtension)).RequireAuthorization(Acts.ExtensionsGrant);
    }
}
