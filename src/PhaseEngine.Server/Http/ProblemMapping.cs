using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Mvc;
using PhaseEngine.Core;
using PhaseEngine.Server.Pages;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Http;

/// <summary>Refusals as RFC 9457 problem details. The only place that knows which status code a refusal has.</summary>
internal static class ProblemMapping
{
    public static int StatusOf(Problem problem) => problem.Code switch
    {
        "not-signed-in" => StatusCodes.Status401Unauthorized,
        "sign-in-refused" => StatusCodes.Status401Unauthorized,
        "method-not-allowed" => StatusCodes.Status405MethodNotAllowed,
        // The asker decides on a report, not on a version: the difference comes with the refusal.
        "gate-report-changed" => StatusCodes.Status409Conflict,
        "too-large" => StatusCodes.Status413PayloadTooLarge,
        "unsupported-media-type" => StatusCodes.Status415UnsupportedMediaType,
        "idempotency-key-reused" => StatusCodes.Status422UnprocessableEntity,
        "if-match-missing" => StatusCodes.Status428PreconditionRequired,
        "too-many-requests" => StatusCodes.Status429TooManyRequests,
        "internal-error" => StatusCodes.Status500InternalServerError,
        "not-ready" or "too-busy" => StatusCodes.Status503ServiceUnavailable,
        _ => problem.Kind switch
        {
            ProblemKind.Invalid => StatusCodes.Status400BadRequest,
            ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
            ProblemKind.NotFound => StatusCodes.Status404NotFound,
            ProblemKind.Conflict => StatusCodes.Status409Conflict,
            ProblemKind.Stale => StatusCodes.Status412PreconditionFailed,
            _ => throw new UnreachableException(),
        },
    };

    /// <summary>The refusal behind a bare status code, as routing and the framework leave it.</summary>
    public static Problem ProblemOf(int status, long bodyLimit) => status switch
    {
        StatusCodes.Status401Unauthorized => HttpProblems.NotSignedIn,
        StatusCodes.Status403Forbidden => HttpProblems.Forbidden,
        StatusCodes.Status404NotFound => HttpProblems.NotFound,
        StatusCodes.Status405MethodNotAllowed => HttpProblems.MethodNotAllowed,
        StatusCodes.Status412PreconditionFailed => HttpProblems.Stale,
        StatusCodes.Status413PayloadTooLarge => HttpProblems.TooLarge(bodyLimit),
        StatusCodes.Status415UnsupportedMediaType => HttpProblems.UnsupportedMediaType,
        StatusCodes.Status428PreconditionRequired => HttpProblems.IfMatchMissing,
        StatusCodes.Status429TooManyRequests => HttpProblems.TooManyRequests,
        StatusCodes.Status503ServiceUnavailable => HttpProblems.NotReady,
        >= 500 => HttpProblems.InternalError,
        _ => HttpProblems.MalformedRequest,
    };

    public static ProblemDetails DetailsOf(Problem problem, HttpContext http)
    {
        var details = new ProblemDetails
        {
            Type = $"/problems/{problem.Code}",
            Title = Phrases.Find($"problems.{problem.Code}.title", problem.Facts) ?? Phrases.Find($"import.{problem.Code}", problem.Facts) ?? problem.Code,
            Status = StatusOf(problem),
            Detail = Phrases.Find($"problems.{problem.Code}.detail", problem.Facts),
            Instance = http.Request.Path,
        };
        details.Extensions["code"] = problem.Code;
        if (problem.Facts.Count > 0) details.Extensions["facts"] = problem.Facts;
        details.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
        return details;
    }

    /// <param name="http">The request refused.</param>
    /// <param name="problem">Why.</param>
    /// <param name="errors">Where in the request, by field, in the reader's language.</param>
    public static Task WriteProblem(this HttpContext http, Problem problem, IDictionary<string, string[]>? errors = null)
    {
        var details = DetailsOf(problem, http);
        if (errors is { Count: > 0 }) details.Extensions["errors"] = errors;
        if (Page.IsWantedBy(http.Request))
            return Page.Of(details.Title!, $"<p>{WebUtility.HtmlEncode(details.Detail)}</p>", details.Status!.Value).ExecuteAsync(http);

        http.Response.StatusCode = details.Status!.Value;
        http.Response.Headers.ContentLanguage = Language.Current;
        return http.Response.WriteAsJsonAsync(details, options: null, "application/problem+json", http.RequestAborted);
    }
}
