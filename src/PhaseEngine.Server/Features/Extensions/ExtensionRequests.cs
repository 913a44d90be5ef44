using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Extensions;

/// <summary>How a request for more time stands.</summary>
public enum ExtensionStatus
{
    /// <summary>Before the superior.</summary>
    Asked,

    /// <summary>Taken back by the unit.</summary>
    Withdrawn,

    /// <summary>More time was given.</summary>
    Granted,

    /// <summary>It was not.</summary>
    Refused,
}

/// <summary>
/// Requests for more time (S.51). They stand on the record of the unit that asks, and are read from it: what is asked, taken back
/// and answered is never anywhere else. The new date itself is the run's, by its own act.
/// </summary>
internal sealed class ExtensionRequests(PhaseEngineDb db, SystemEvents events)
{
    private const string Asked = "extensionAsked";
    private const string Withdrawn = "extensionWithdrawn";
    private const string Answered = "extensionAnswered";

    /// <summary>One request as it stands.</summary>
    internal sealed record Request(
        Guid Unit, Guid RunId, string Key, DateOnly Due, string Reason, Guid AskedBy, DateTimeOffset AskedAt, ExtensionStatus Status,
        Guid? AnsweredBy, DateTimeOffset? AnsweredAt, DateOnly? NewDue, string? Answer);

    public static Problem AskedAlready(string key, string title) =>
        new("extension-asked-already", ProblemKind.Conflict, ("key", key), ("title", title));

    public static Problem NotAsked(string key) => new("extension-not-asked", ProblemKind.Conflict, ("key", key));

    public Task Ask(Guid unit, Guid by, Guid run, string key, DateOnly due, string reason, CancellationToken ct) =>
        events.AppendTo(unit, by, Asked, new Entry(run, key, due, reason, null), ct);

    public Task Withdraw(Guid unit, Guid by, Guid run, string key, CancellationToken ct) =>
        events.AppendTo(unit, by, Withdrawn, new Entry(run, key, null, null, null), ct);

    public Task Answer(Guid unit, Guid by, Guid run, string key, DateOnly? granted, string reason, CancellationToken ct) =>
        events.AppendTo(unit, by, Answered, new Entry(run, key, granted, reason, granted is not null), ct);

    /// <summary>The one that waits for an answer; null: none does.</summary>
    public async Task<Request?> Pending(Guid unit, Guid run, string key, CancellationToken ct) =>
        (await Of(db.Units.Where(u => u.Id == unit), ct)).LastOrDefault(r => r.RunId == run && r.Key == key && r.Status == ExtensionStatus.Asked);

    /// <summary>All requests of some units, the oldest first.</summary>
    public async Task<IReadOnlyList<Request>> Of(IQueryable<Unit> units, CancellationToken ct)
    {
        var record = await (
            from entry in db.Events.AsNoTracking()
            join unit in units on entry.Stream equals unit.Id
            where entry.Act == Asked || entry.Act == Withdrawn || entry.Act == Answered
            orderby entry.At, entry.Stream, entry.Seq
            select new { entry.Stream, entry.Act, entry.Actor, entry.At, entry.Payload }).ToListAsync(ct);

        var requests = new List<Request>();
        foreach (var entry in record)
        {
            var said = JsonSerializer.Deserialize<Entry>(entry.Payload, JsonSerializerOptions.Web)!;
            if (entry.Act == Asked)
            {
                requests.Add(new(entry.Stream, said.Run, said.Key, said.Due!.Value, said.Reason!, entry.Actor!.Value, entry.At, ExtensionStatus.Asked, null, null, null, null));
                continue;
            }

            var open = requests.FindLastIndex(r => r.Unit == entry.Stream && r.RunId == said.Run && r.Key == said.Key && r.Status == ExtensionStatus.Asked);
            requests[open] = entry.Act == Withdrawn
                ? requests[open] with { Status = ExtensionStatus.Withdrawn }
                : requests[open] with
                {
                    Status = said.Granted == true ? ExtensionStatus.Granted : ExtensionStatus.Refused, AnsweredBy = entry.Actor, AnsweredAt = entry.At,
                    NewDue = said.Due, Answer = said.Reason,
                };
        }

        return requests;
    }

    private sealed record Entry(Guid Run, string Key, DateOnly? Due, string? Reason, bool? Granted);
}
