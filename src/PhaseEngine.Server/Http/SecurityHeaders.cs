namespace PhaseEngine.Server.Http;

/// <summary>What browsers are told not to do with our pages and answers.</summary>
internal static class SecurityHeaders
{
    // Ant Design writes its styles at run time; scripts come from our own files only.
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; " +
        "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static Task Add(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.TryAdd("Content-Security-Policy", ContentSecurityPolicy);
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
