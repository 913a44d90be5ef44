using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Http;

/// <summary>Broken promises end here: logged once, answered without a word about the inside.</summary>
internal sealed class Failures(ILogger<Failures> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken ct)
    {
        switch (exception)
        {
            case OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested:
                httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
                break;
            case BadHttpRequestException { InnerException: JsonException json }:
                await httpContext.WriteProblem(HttpProblems.MalformedRequest, new Dictionary<string, string[]>
                {
                    [json.Path ?? "$"] = [Phrases.Say("common.shape.unreadable")],
                });
                break;
            case BadHttpRequestException bad:
                await httpContext.WriteProblem(ProblemMapping.ProblemOf(bad.StatusCode, BodyLimit.Of(httpContext)));
                break;
            // Two people saved the same thing at the same time: the later one looked at an older version.
            case DbUpdateConcurrencyException:
                await httpContext.WriteProblem(HttpProblems.Stale);
                break;
            // Handlers look first whether a name or code is free; this is somebody who took it in the same moment.
            case DbUpdateException:
                log.LogWarning(exception, "{Route} collided with another change", httpContext.GetEndpoint()?.DisplayName);
                await httpContext.WriteProblem(HttpProblems.Collision);
                break;
            default:
                log.LogError(exception, "{Method} {Route} failed", httpContext.Request.Method, httpContext.GetEndpoint()?.DisplayName);
                await httpContext.WriteProblem(HttpProblems.InternalError);
                break;
        }

        return true;
    }
}
