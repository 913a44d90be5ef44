using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Http;

/// <summary>What browsers are told not to do with our pages and answers.</summary>
internal static class SecurityHeaders
{
    // Ant Design writes its styles at run time; scripts come from our own files only.
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; " +
        "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Browsers that were here over https come back over https only, for a year.</summary>
    private const string HttpsOnly = "max-age=31536000";

    public static Task Add(HttpContext http, RequestDelegate next)
    {
        // Said over plain http, browsers do not listen to it.
        var https = http.Request.IsHttps || http.RequestServices.GetRequiredService<ServerSettings>().PublicUrl?.Scheme == Uri.UriSchemeHttps;
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.TryAdd("Content-Security-Policy", ContentSecurityPolicy);
            if (https) headers.StrictTransportSecurity = HttpsOnly;
            headers.XContentTypeOptions = "nosniff";
            headers.TryAdd("X-Frame-Options", "DENY");
            // Addresses hold one-use tokens: they never travel on as Referer.
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            // Pages and answers hold names and secrets, on machines that several people use. Files, which no endpoint answers, hold none.
            if (http.GetEndpoint() is not null) headers.TryAdd("Cache-Control", "no-store");
            return Task.CompletedTask;
        });
        return next(http);
    }
}
