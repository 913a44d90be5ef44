using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Server.Http;

namespace PhaseEngine.Server.Studio;

/// <summary>
/// Elsa Studio passes over every refusal of a change in silence but one: 400 with <c>errors</c>, which it shows. So each refusal here is
/// that one, whatever its status is elsewhere.
/// </summary>
internal static class Toasts
{
    public static async ValueTask<object?> Show(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            var answer = await next(context);
            return (answer is INestedHttpResult nested ? nested.Result : answer) is Refused refused ? new Toast(refused.Problem) : answer;
        }
        // Two saved in the same moment; the database let one through.
        catch (DbUpdateConcurrencyException)
        {
            return new Toast(HttpProblems.Stale);
        }
    }

    private sealed class Toast(Problem problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var details = ProblemMapping.DetailsOf(problem, httpContext);
            details.Status = httpContext.Response.StatusCode = StatusCodes.Status400BadRequest;
            details.Extensions["errors"] = new Dictionary<string, string[]> { ["template"] = [string.Join(" ", new[] { details.Title, details.Detail }.OfType<string>())] };
            return httpContext.Response.WriteAsJsonAsync(details, options: null, "application/problem+json", httpContext.RequestAborted);
        }
    }
}
