using PhaseEngine.Server.Pages;

namespace PhaseEngine.Server.Studio;

/// <summary>
/// The document in which Elsa Studio runs: a frame within a page of the client. It is the only one that may run WebAssembly, and the
/// only one that may be framed, by our own pages. It stands in the folder of the Studio's files: elsewhere Blazor does not begin. Where the client was not built there is no Studio either.
/// </summary>
internal static class StudioPage
{
    private const string Document = "studio.html";

    // Monaco's workers begin as blobs; MudBlazor and Radzen write styles at run time.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; " +
        "connect-src 'self'; worker-src 'self' blob:; base-uri 'self'; form-action 'none'; frame-ancestors 'self'";

    public static void MapStudioPage(this WebApplication app) =>
        app.MapGet("/app/elsa-studio-{release}/frame", Send).WithName("StudioFrame").AllowAnonymous().ExcludeFromDescription();

    private static Task Send(HttpContext http, IWebHostEnvironment environment)
    {
        if (!environment.WebRootFileProvider.GetFileInfo(Document).Exists)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        http.Response.Headers.XFrameOptions = "SAMEORIGIN";
        return ClientFiles.Send(http, Document);
    }
}
