using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Http;

/// <summary>Broken promises end here: logged once, answered without a word about the inside.</summary>
internal sealed class Failures(ILogger<Failures> log) : IExceptionHandler
{
    private const string IntegrityConstraintViolation = "23";
    private const string RetryAfterSeconds = "5";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken ct)
    {
        // While an exception is handled the request has no endpoint; the handler's feature remembers it.
        var endpoint = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
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
                await httpContext.WriteProblem(ProblemMapping.ProblemOf(bad.StatusCode, BodyLimit.Of(endpoint)));
                break;
            // Two people saved the same thing at the same time: the later one looked at an older version.
            case DbUpdateConcurrencyException:
                await httpContext.WriteProblem(HttpProblems.Stale);
                break;
            // Handlers look first whether a name or code is free; this is somebody who took it in the same moment.
            case DbUpdateException update when IsTaken(update):
                log.LogWarning(exception, "{Route} collided with another change", endpoint?.DisplayName);
                await httpContext.WriteProblem(HttpProblems.Collision);
                break;
            case not null when IsBusy(exception):
                log.LogWarning(exception, "{Method} {Route} had to wait too long for the database", httpContext.Request.Method, endpoint?.DisplayName);
                httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
                await httpContext.WriteProblem(HttpProblems.TooBusy);
                break;
            default:
                log.LogError(exception, "{Method} {Route} failed", httpContext.Request.Method, endpoint?.DisplayName);
                await httpContext.WriteProblem(HttpProblems.InternalError);
                break;
        }

        return true;
    }

    /// <summary>Nothing is broken, only all sessions with the database are taken, or its one writer: later it will do.</summary>
    internal static bool IsBusy(Exception? fault) => fault switch
    {
        null => false,
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY } => true,
        // The driver waited in vain for a session, or for a new one to be opened.
        NpgsqlException { InnerException: TimeoutException, SqlState: null } => true,
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } => true,
        _ => IsBusy(fault.InnerException),
    };

    /// <summary>A row that is there already, or one it belongs to that is there no more.</summary>
    private static bool IsTaken(DbUpdateException update) => update.InnerException switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT,
        PostgresException postgres => postgres.SqlState.StartsWith(IntegrityConstraintViolation, StringComparison.Ordinal),
        _ => false,
    };
}
