using Microsoft.AspNetCore.Http.Features;

namespace PhaseEngine.Server.Http;

/// <summary>How large a request body an endpoint takes; 1 MB where it says nothing.</summary>
internal sealed record BodyLimit(long Bytes)
{
    public const long Default = 1024 * 1024;
    public const long Attachment = 20 * 1024 * 1024;
    public const long Import = 50 * 1024 * 1024;

    public static long Of(HttpContext http) => Of(http.GetEndpoint());

    public static long Of(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<BodyLimit>()?.Bytes ?? Default;

    /// <summary>Refuses what says it is too long before reading it; what does not say so is cut off by the server while reading.</summary>
    public static Task Enforce(HttpContext http, RequestDelegate next)
    {
        var limit = Of(http);
        if (http.Request.ContentLength > limit) return http.WriteProblem(HttpProblems.TooLarge(limit));

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature) feature.MaxRequestBodySize = limit;
        return next(http);
    }
}
