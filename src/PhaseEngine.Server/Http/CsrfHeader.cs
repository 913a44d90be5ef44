namespace PhaseEngine.Server.Http;

/// <summary>
/// Another site can make a browser send a form with our cookie, but not a header of its own. So whatever changes something
/// and does not come with a bearer token carries <c>X-PhaseEngine</c> (any value), signing in included.
/// </summary>
internal static class CsrfHeader
{
    public const string Name = "X-PhaseEngine";

    public static Task Require(HttpContext http, RequestDelegate next)
    {
        var request = http.Request;
        var safe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        var plain = http.GetEndpoint()?.Metadata.GetMetadata<PlainForm>() is not null;
        var withToken = request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
        return safe || plain || withToken || request.Headers.ContainsKey(Name) ? next(http) : http.WriteProblem(HttpProblems.CsrfHeaderMissing);
    }
}

/// <summary>An endpoint that takes a form from a page without scripts. It looks at no cookie: its address holds a secret of its own.</summary>
internal sealed record PlainForm;
