using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Net.Http.Headers;
using PhaseEngine.Data;
using PhaseEngine.Data.Operations;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Http;

/// <summary>
/// A request with an Idempotency-Key may be sent again for a day: the work is done once and its answer given again. The answer
/// is saved in the transaction of the work, which the command's handler joins. Handlers know nothing of it.
/// </summary>
internal sealed class Idempotency(PhaseEngineDb db, Caller caller, TimeProvider clock) : IEndpointFilter
{
    public const string Header = "Idempotency-Key";
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>Middleware before binding: once a body is read as an object, its bytes are gone.</summary>
    public static async Task HashBody(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Headers.ContainsKey(Header) && http.GetEndpoint()?.Metadata.GetMetadata<AnswerNotKept>() is null)
        {
            http.Request.EnableBuffering();
            http.Items[typeof(Idempotency)] = await SHA256.HashDataAsync(http.Request.Body, http.RequestAborted);
            http.Request.Body.Position = 0;
        }

        await next(http);
    }

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Items[typeof(Idempotency)] is not byte[] bodyHash || HttpMethods.IsGet(http.Request.Method) || caller.UserIdOrNull is not { } user)
            return await next(context);

        var key = http.Request.Headers[Header].ToString();
        if (key.Length is < 8 or > 100 || key.Any(c => c is <= ' ' or > '~')) return new Refused(HttpProblems.IdempotencyKeyInvalid);

        var route = $"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}";
        await using var transaction = await db.BeginWrite(http.RequestAborted);
        // Looked for within the transaction: on SQLite, whoever waited for their turn may have waited for this very request.
        if (await Find(user, route, key, http.RequestAborted) is { } known) return Repeat(known, bodyHash);

        var answer = Array.Empty<byte>();
        try
        {
            answer = await Render(http, await next(context));
            if (http.Response.StatusCode is >= 200 and < 300)
            {
                await Keep(http, user, route, key, bodyHash, answer);
                await transaction.CommitAsync(http.RequestAborted);
            }
            else if (await FindFirst(transaction, user, route, key, http) is { } first)
            {
                return Repeat(first, bodyHash);
            }
        }
        catch (Exception fault) when (fault is DbUpdateException or DbException)
        {
            if (await FindFirst(transaction, user, route, key, http) is { } first) return Repeat(first, bodyHash);
            throw;
        }

        // Of an answer without a body (204) not even nothing may be written.
        if (answer.Length > 0) await http.Response.BodyWriter.WriteAsync(answer, http.RequestAborted);
        return Results.Empty;
    }

    /// <summary>
    /// Takes away what answers under an address say, because it is erased where it stood. That the work was done stays known: it is
    /// not done twice.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="address">Part of the address, with ids as answers write them.</param>
    /// <param name="ct">Gives up.</param>
    public static Task<int> Empty(PhaseEngineDb db, string address, CancellationToken ct) =>
        db.IdempotencyKeys.Where(k => k.Route.Contains(address)).ExecuteUpdateAsync(set => set.SetProperty(k => k.Body, Array.Empty<byte>()), ct);

    private Task<IdempotencyKey?> Find(Guid user, string route, string key, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return Rows(user, route, key).AsNoTracking().SingleOrDefaultAsync(k => k.ExpiresAt > now, ct);
    }

    /// <summary>
    /// The same request, sent twice at once: the other one was first, and its answer holds for both. What it did may be the very
    /// reason why this one was refused, or failed.
    /// </summary>
    private async Task<IdempotencyKey?> FindFirst(IDbContextTransaction transaction, Guid user, string route, string key, HttpContext http)
    {
        // On PostgreSQL nothing more is found in a transaction in which something failed.
        await transaction.RollbackAsync(http.RequestAborted);
        var first = await Find(user, route, key, http.RequestAborted);
        if (first is not null) http.Response.Clear();
        return first;
    }

    private IQueryable<IdempotencyKey> Rows(Guid user, string route, string key) => db.IdempotencyKeys.Where(k => k.UserId == user && k.Route == route && k.Key == key);

    private static IResult Repeat(IdempotencyKey known, byte[] bodyHash) =>
        known.BodyHash.AsSpan().SequenceEqual(bodyHash) ? new KeptAnswer(known) : new Refused(HttpProblems.IdempotencyKeyReused);

    /// <summary>Writes the answer into memory: nothing leaves before the work is committed.</summary>
    private static async Task<byte[]> Render(HttpContext http, object? answer)
    {
        var outside = http.Response.Body;
        using var memory = new MemoryStream();
        http.Response.Body = memory;
        try
        {
            if (answer is IResult result) await result.ExecuteAsync(http);
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        }
        finally
        {
            http.Response.Body = outside;
        }

        return memory.ToArray();
    }

    private async Task Keep(HttpContext http, Guid user, string route, string key, byte[] bodyHash, byte[] answer)
    {
        var now = clock.GetUtcNow();
        // One that expired, and that nobody cleared away yet.
        await Rows(user, route, key).Where(k => k.ExpiresAt <= now).ExecuteDeleteAsync(http.RequestAborted);
        db.IdempotencyKeys.Add(new()
        {
            UserId = user,
            Route = route,
            Key = key,
            BodyHash = bodyHash,
            Status = http.Response.StatusCode,
            Headers = JsonSerializer.Serialize(http.Response.Headers.Where(h => h.Key != HeaderNames.SetCookie).ToDictionary(h => h.Key, h => h.Value.ToString())),
            Body = answer,
            ExpiresAt = now + Kept,
        });
        await db.SaveChangesAsync(http.RequestAborted);
    }

    private sealed class KeptAnswer(IdempotencyKey known) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = known.Status;
            foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(known.Headers)!) response.Headers[name] = value;
            response.Headers["Idempotency-Replayed"] = "true";
            if (known.Body.Length > 0) await response.Body.WriteAsync(known.Body, httpContext.RequestAborted);
        }
    }
}

/// <summary>An answer with a secret that nobody can show again.</summary>
internal interface IShownOnce;

/// <summary>
/// An endpoint whose answer is kept nowhere, not even for its repetition: it holds secrets that are shown once, or what was sent is
/// a password, of which not even a hash of the request may be kept, or nothing was done and asking again does no harm.
/// </summary>
internal sealed record AnswerNotKept;
