using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using PhaseEngine.Core;

namespace PhaseEngine.Server.Http;

/// <summary>An expected refusal as the answer of an endpoint.</summary>
internal sealed class Refused(Problem problem, IDictionary<string, string[]>? errors = null) : IResult, IEndpointMetadataProvider
{
    public Problem Problem => problem;

    public Task ExecuteAsync(HttpContext httpContext) => httpContext.WriteProblem(problem, errors);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status400BadRequest, typeof(ProblemDetails), ["application/problem+json"]));
}

internal static class ResultAnswers
{
    /// <summary>The value as the endpoint wants it answered, or the refusal.</summary>
    public static Results<TAnswer, Refused> Answer<T, TAnswer>(this Result<T> result, Func<T, TAnswer> answer)
        where TAnswer : IResult =>
        result.IsOk ? answer(result.Value) : new Refused(result.Problem);

    public static Results<Ok<T>, Refused> Ok<T>(this Result<T> result) => result.Answer(TypedResults.Ok);

    public static Results<NoContent, Refused> Done<T>(this Result<T> result) => result.Answer(_ => TypedResults.NoContent());
}
