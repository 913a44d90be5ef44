using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace PhaseEngine.Server.Pages;

/// <summary>
/// The browser's client as the build left it beside the executable. Whatever is no file, no page of the server and no address of
/// the API is a page of the client: it gets the one document, and the client looks at the address itself. Where it was not built
/// (no Node), the server's own pages stand alone.
/// </summary>
internal static class ClientFiles
{
    private const string Folder = "/app";
    private const string Document = "index.html";

    // .dat: what WebAssembly knows of languages.
    private static readonly FileExtensionContentTypeProvider Types = new() { Mappings = { [".dat"] = "application/octet-stream" } };

    /// <summary>Whether the client was built.</summary>
    public static bool AreThere(this IWebHostEnvironment environment) => environment.WebRootFileProvider.GetFileInfo(Document).Exists;

    /// <summary>Hands out the twin compressed at build time to browsers that take it; everything with a hash in its name for good.</summary>
    public static void UseClientFiles(this WebApplication app)
    {
        var files = app.Environment.WebRootFileProvider;
        app.Use((http, next) =>
        {
            var path = http.Request.Path;
            if (path.StartsWithSegments(Folder) && TakesBrotli(http.Request) && files.GetFileInfo($"{path}.br").Exists) http.Request.Path = $"{path}.br";
            return next(http);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            ServeUnknownFileTypes = false,
            ContentTypeProvider = new TwinTypes(),
            OnPrepareResponse = file => Describe(file.Context),
        });
    }

    /// <summary>Every other page belongs to the client.</summary>
    public static void MapClient(this WebApplication app)
    {
        if (!app.Environment.AreThere()) return;
        app.MapFallback("/{**page:nonfile}", SendDocument).WithName("ClientPage").AllowAnonymous().ExcludeFromDescription();
    }

    public static Task SendDocument(HttpContext http)
    {
        if (http.Request.Path.StartsWithSegments("/api") || !HttpMethods.IsGet(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return Send(http, Document);
    }

    public static Task Send(HttpContext http, string document)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        // Asked for anew each time: it names the files of the present version.
        http.Response.Headers.CacheControl = "no-cache";
        return http.Response.SendFileAsync(http.RequestServices.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider.GetFileInfo(document), http.RequestAborted);
    }

    private static bool TakesBrotli(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(encoding => encoding.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && encoding.Quality is not 0);

    private static void Describe(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments(Folder)) return;

        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        if (http.Request.Path.Value!.EndsWith(".br", StringComparison.Ordinal)) http.Response.Headers.ContentEncoding = "br";
    }

    /// <summary>A twin has the type of what it is a twin of.</summary>
    private sealed class TwinTypes : IContentTypeProvider
    {
        public bool TryGetContentType(string subpath, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out string contentType) =>
            Types.TryGetContentType(subpath.EndsWith(".br", StringComparison.Ordinal) ? subpath[..^3] : subpath, out contentType);
    }
}
