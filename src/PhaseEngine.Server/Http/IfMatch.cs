using System.Globalization;
using System.Reflection;

namespace PhaseEngine.Server.Http;

/// <summary>The version an edit is based on, from the If-Match header. An endpoint that takes one refuses requests without it (428).</summary>
internal readonly record struct IfMatch(int Version)
{
    public static ValueTask<IfMatch> BindAsync(HttpContext http, ParameterInfo _)
    {
        var tags = http.Request.GetTypedHeaders().IfMatch;
        if (tags is not [var tag]) throw new BadHttpRequestException("If-Match is missing.", StatusCodes.Status428PreconditionRequired);

        // A tag that is none of ours belongs to something else than the present version.
        var ours = int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version);
        return ValueTask.FromResult(new IfMatch(ours ? version : -1));
    }
}

/// <summary>An answer that can be edited: its version goes out as the ETag.</summary>
internal interface IVersioned
{
    int Version { get; }
}

internal static class ETags
{
    /// <summary>Endpoint filter of the whole API: an <see cref="IVersioned"/> answer carries its version as ETag.</summary>
    public static async ValueTask<object?> Add(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        var result = answer is INestedHttpResult nested ? nested.Result : answer as IResult;
        if (result is IValueHttpResult { Value: IVersioned versioned })
            context.HttpContext.Response.Headers.ETag = $"\"{versioned.Version}\"";
        return answer;
    }
}
