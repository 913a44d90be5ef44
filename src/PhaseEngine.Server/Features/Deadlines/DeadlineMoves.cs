using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Deadlines;

/// <summary>Which units of a campaign a date is moved for.</summary>
/// <param name="Key">The requirement, gate or phase.</param>
/// <param name="Due">The new day, later or earlier.</param>
/// <param name="Under">Only this unit and those below it.</param>
/// <param name="Batch">Only this batch.</param>
internal sealed record DeadlineWish(string Key, DateOnly Due, Guid? Under, int? Batch);

/// <summary>A move that was made, as the campaign's record has it. Its instant is that of the runs' own events.</summary>
internal sealed record DeadlineMove(Guid Move, string Key, DateOnly Due, string Reason, int Moved, DateTimeOffset At, Guid? Undoes);

/// <summary>One deadline moved for many units (B.3), on record with the campaign and with each run. Nothing else is kept: undoing reads it there.</summary>
internal sealed class DeadlineMoves(PhaseEngineDb db, Streams streams)
{
    public const string Act = "dueMoved";

    public static Problem Unknown(Guid move) => new("deadline-move-unknown", ProblemKind.NotFound, ("move", move));

    /// <summary>The runs under way that a wish is about.</summary>
    public async Task<IReadOnlyList<Guid>> Runs(Guid campaign, DeadlineWish wish, CancellationToken ct)
    {
        var runs = db.Runs.Where(r => r.CampaignId == campaign && (r.Status == RunStatus.Active || r.Status == RunStatus.Suspended));
        if (wish.Batch is { } batch) runs = runs.Where(r => r.Batch == batch);
        if (wish.Under is { } unit)
        {
            var path = await db.Units.PathOf(unit, ct) ?? "";
            var units = db.Units.InSubtree(path);
            runs = runs.Where(r => path != "" && units.Any(u => u.Id == r.UnitId));
        }

        return await runs.Select(r => r.Id).ToListAsync(ct);
    }

    public Task Record(Guid campaign, Guid by, DeadlineMove move, CancellationToken ct) => streams.Append(StreamKind.Campaign, campaign, by, Act, move, ct);

    /// <summary>Every move of a campaign, the newest first, with who made it.</summary>
    public async Task<IReadOnlyList<(DeadlineMove Move, Guid? By)>> Of(Guid campaign, CancellationToken ct)
    {
        var record = await db.Events.AsNoTracking().Where(e => e.Stream == campaign && e.Act == Act).OrderByDescending(e => e.Seq)
            .Select(e => new { e.Payload, e.Actor }).ToListAsync(ct);
        return record.ConvertAll(e => (JsonSerializer.Deserialize<DeadlineMove>(e.Payload, JsonSerializerOptions.Web)!, e.Actor));
    }

    /// <summary>The runs a move moved: whether anything has happened to each since, and which day it had before.</summary>
    public async Task<IReadOnlyList<(Guid Run, bool Untouched, DateOnly? Before)>> Before(Guid campaign, DeadlineMove move, RunStore store, CancellationToken ct)
    {
        var moved = await (
            from run in db.Runs
            where run.CampaignId == campaign
            join entry in db.Events on run.Id equals entry.Stream
            where entry.Act == Act && entry.At == move.At
            select new { run.Id, Untouched = run.Seq == entry.Seq, entry.Seq }).ToListAsync(ct);

        var found = new List<(Guid, bool, DateOnly?)>(moved.Count);
        foreach (var chunk in moved.Chunk(500))
        {
            var ids = chunk.Where(r => r.Untouched).Select(r => r.Id).ToList();
            var history = (await db.Events.AsNoTracking().Where(e => ids.Contains(e.Stream)).OrderBy(e => e.Seq)
                .Select(e => new { e.Stream, e.Seq, e.Payload }).ToListAsync(ct)).ToLookup(e => e.Stream);
            var plans = (await store.Look(ids, faults: null, ct)).ToDictionary(r => r.Id, r => r.Plan);
            foreach (var run in chunk)
            {
                if (!plans.TryGetValue(run.Id, out var plan))
                {
                    found.Add((run.Id, false, null));
                    continue;
                }

                // Facts suffice to rebuild the run as it stood before the move.
                var facts = history[run.Id].Where(e => e.Seq < run.Seq).SelectMany(e => EventPayload.Facts(e.Payload));
                found.Add((run.Id, true, Facts.Rebuild(plan, facts).Activities[plan.IndexOf(move.Key)].Due));
            }
        }

        return found;
    }
}
