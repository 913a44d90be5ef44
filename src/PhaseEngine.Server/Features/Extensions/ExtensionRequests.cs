using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Texts;
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
internal sealed class ExtensionRequests(PhaseEngineDb db, SystemEvents events, Remarks remarks, Notices notices, TimeProvider clock)
{
    private const string Asked = "extensionAsked";
    private const string Withdrawn = "extensionWithdrawn";
    private const string Answered = "extensionAnswered";

    /// <summary>What people are told, as stages of messages.</summary>
    public const string AskedStage = "extensionAsked";
    public const string GrantedStage = "extensionGranted";
    public const string RefusedStage = "extensionRefused";

    /// <summary>One request as it stands.</summary>
    internal sealed record Request(
        Guid Unit, Guid RunId, string Key, DateOnly Due, string Reason, Guid AskedBy, DateTimeOffset AskedAt, ExtensionStatus Status,
        Guid? AnsweredBy, DateTimeOffset? AnsweredAt, DateOnly? NewDue, string? Answer);

    public static Problem AskedAlready(string key, string title) =>
        new("extension-asked-already", ProblemKind.Conflict, ("key", key), ("title", title));

    public static Problem NotAsked(string key) => new("extension-not-asked", ProblemKind.Conflict, ("key", key));

    /// <summary>Asks, and tells the superior.</summary>
    /// <param name="run">Loaded for update.</param>
    /// <param name="number">Which request about the same thing it is, from 1.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="key">The requirement, gate or phase.</param>
    /// <param name="due">The day asked for.</param>
    /// <param name="reason">Why.</param>
    /// <param name="ct">Gives up.</param>
    public async Task Ask(RunRow run, int number, Guid by, string key, DateOnly due, string reason, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await events.AppendTo(run.UnitId, by, Asked, new Entry(run.Id, key, due, await remarks.Keep(reason, now, ct), null), ct);
        await notices.Tell(run, new(key, number, AskedStage, due, now), "supervisor", null, ct);
    }

    public Task Withdraw(Guid unit, Guid by, Guid run, string key, CancellationToken ct) =>
        events.AppendTo(unit, by, Withdrawn, new Entry(run, key, null, null, null), ct);

    /// <summary>Answers, and tells the unit and who asked.</summary>
    /// <param name="run">Loaded for update.</param>
    /// <param name="number">Which request about the same thing it is.</param>
    /// <param name="asked">The request.</param>
    /// <param name="by">Who answers.</param>
    /// <param name="granted">The new day; null: refused.</param>
    /// <param name="reason">Why.</param>
    /// <param name="ct">Gives up.</param>
    public async Task Answer(RunRow run, int number, Request asked, Guid by, DateOnly? granted, string reason, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await events.AppendTo(run.UnitId, by, Answered, new Entry(run.Id, asked.Key, granted, await remarks.Keep(reason, now, ct), granted is not null), ct);
        await notices.Tell(run, new(asked.Key, number, granted is null ? RefusedStage : GrantedStage, granted ?? asked.Due, now), "secretary", asked.AskedBy, ct);
    }

    /// <summary>All requests about one thing, the oldest first; at most the last waits for an answer.</summary>
    public async Task<IReadOnlyList<Request>> About(RunRow run, string key, CancellationToken ct) =>
        [.. (await Of(db.Units.Where(u => u.Id == run.UnitId), ct)).Where(r => r.RunId == run.Id && r.Key == key)];

    /// <summary>All requests of some units, the oldest first.</summary>
    public async Task<IReadOnlyList<Request>> Of(IQueryable<Unit> units, CancellationToken ct)
    {
        var record = await (
            from entry in db.Events.AsNoTracking()
            join unit in units on entry.Stream equals unit.Id
            where entry.Act == Asked || entry.Act == Withdrawn || entry.Act == Answered
            orderby entry.At, entry.Stream, entry.Seq
            select new { entry.Stream, entry.Act, entry.Actor, entry.At, entry.Payload }).ToListAsync(ct);

        var entries = record.ConvertAll(e => JsonSerializer.Deserialize<Entry>(e.Payload, JsonSerializerOptions.Web)!);
        var words = await remarks.Read(entries.Select(e => e.Reason), Phrases.Say("runs.fact.erased"), ct);
        var requests = new List<Request>();
        foreach (var (entry, said) in record.Zip(entries))
        {
            if (entry.Act == Asked)
            {
                requests.Add(new(entry.Stream, said.Run, said.Key, said.Due!.Value, words(said.Reason)!, entry.Actor!.Value, entry.At, ExtensionStatus.Asked, null, null, null, null));
                continue;
            }

            var open = requests.FindLastIndex(r => r.Unit == entry.Stream && r.RunId == said.Run && r.Key == said.Key && r.Status == ExtensionStatus.Asked);
            requests[open] = entry.Act == Withdrawn
                ? requests[open] with { Status = ExtensionStatus.Withdrawn }
                : requests[open] with
                {
                    Status = said.Granted == true ? ExtensionStatus.Granted : ExtensionStatus.Refused, AnsweredBy = entry.Actor, AnsweredAt = entry.At,
                    NewDue = said.Due, Answer = words(said.Reason),
                };
        }

        return requests;
    }

    private sealed record Entry(Guid Run, string Key, DateOnly? Due, string? Reason, bool? Granted);
}
