using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Organisations;

namespace PhaseEngine.Data.Runs;

/// <summary>
/// Tells the running runs of units that their people changed, or that the unit was dissolved, set by set. The notes of a set go with the transaction that tells
/// its runs; whoever does it again finds nothing to tell, since runs are compared with the people there are.
/// </summary>
public sealed class RosterSweep(PhaseEngineDb db, RunStore runs, Rosters rosters)
{
    public const string Act = "rosterChanged";

    /// <summary>Deals with every note that is due.</summary>
    /// <param name="now">When.</param>
    /// <param name="today">The day it is for the installation.</param>
    /// <param name="words">The reasons put on record.</param>
    /// <param name="ct">Stops between two sets.</param>
    /// <returns>How many runs were told.</returns>
    public async Task<int> Sweep(DateTimeOffset now, DateOnly today, DissolutionWords words, CancellationToken ct)
    {
        var due = db.RosterNotes.Where(n => n.On == null || n.On <= today);
        // A launch has read the units whose runs it is about to make: their notes wait until all runs are there.
        var launching = db.Campaigns.Where(c => c.Status == CampaignStatus.Launching).Select(c => c.Id);
        if (await launching.AnyAsync(ct)) due = due.Where(n => !db.CampaignUnits.Any(u => u.UnitId == n.UnitId && launching.Contains(u.CampaignId)));

        var notes = (await due.Select(n => new { n.UnitId, n.Id }).ToListAsync(ct)).ToLookup(n => n.UnitId, n => n.Id);
        var told = 0;
        foreach (var units in notes.Select(n => n.Key).Order().Chunk(db.Sets.ChunkSize))
        {
            await using var transaction = await db.BeginWrite(ct);
            told += await Tell(units, now, today, words, ct);
            // Those that were read, and no other: what has changed since is noted by another.
            await db.Sets.Delete(db, "roster_notes", "id", [.. units.SelectMany(unit => notes[unit])], ct);
            await transaction.CommitAsync(ct);
        }

        return told;
    }

    private async Task<int> Tell(Guid[] units, DateTimeOffset now, DateOnly today, DissolutionWords words, CancellationToken ct)
    {
        // Of a finished run only what was reopened still asks anybody.
        var ids = await db.Runs
            .Where(r => units.Contains(r.UnitId) && r.Status != RunStatus.Closed && (r.Status != RunStatus.Finished || r.OpenCount > 0))
            .Select(r => r.Id).ToListAsync(ct);
        // A run that cannot be read holds no other up; the alarm sweep tells of it.
        var rows = ids.Count == 0 ? [] : await runs.Load(ids, [], ct);
        var orders = await new Dissolutions(db, words).Of(rows, now, ct);
        var changed = await rosters.Changed(rows, now, ct);
        var writes = new List<RunWrite>(changed.Count);
        foreach (var row in rows)
        {
            // A run that goes on is told of its people the next time: its going on is noted.
            var (act, input) = orders.TryGetValue(row.Id, out var order) ? (order.Act, order.Order) : (Act, (Input?)changed.GetValueOrDefault(row.Id));
            if (input is not null && RunEngine.Step(row.Plan, row.Timetable, row.State, input, now) is { IsOk: true } step)
                writes.Add(RunWrite.Of(row, step.Value, null, act, now));
        }

        if (writes.Count > 0) await runs.Save(writes, new Recipients(db, today), now, ct);
        // The first of the days it is: in another zone than the installation's it may still be yesterday.
        await NoteNextDay(units, rows.Select(row => row.Timetable.Today(now)).Append(today).Min(), ct);
        return writes.Count;
    }

    /// <summary>Who joins, leaves, is confirmed or counts elsewhere from a day to come, and a unit that ends on one: nobody will say so then.</summary>
    private async Task NoteNextDay(Guid[] units, DateOnly after, CancellationToken ct)
    {
        var people = await db.Members.AsNoTracking()
            .Where(m => units.Contains(m.UnitId) || units.Contains(m.CertificateUnitId!.Value))
            .Where(m => m.JoinedOn > after || m.LeftOn > after || m.ConfirmedOn > after || m.CertificateFrom > after || m.CertificateUntil > after)
            .ToListAsync(ct);
        var gone = await db.Units.Where(u => units.Contains(u.Id) && u.DissolvedOn > after).Select(u => new { u.Id, u.DissolvedOn }).ToListAsync(ct);
        if (people.Count + gone.Count == 0) return;

        var ofPeople =
            from member in people
            from unit in new[] { member.UnitId, member.CertificateUnitId }.OfType<Guid>().Where(units.Contains)
            from day in new[] { member.JoinedOn, member.LeftOn, member.ConfirmedOn, member.CertificateFrom, member.CertificateUntil }.OfType<DateOnly>()
            where day > after
            select (Unit: unit, Day: day);
        var next = ofPeople.Concat(gone.Select(u => (Unit: u.Id, Day: u.DissolvedOn!.Value))).GroupBy(c => c.Unit, c => c.Day)
            .Select(days => (UnitId: days.Key, On: (DateOnly?)days.Min()));
        var known = await db.RosterNotes.Where(n => units.Contains(n.UnitId) && n.On > after).Select(n => new { n.UnitId, n.On }).ToListAsync(ct);
        var missing = next.Except(known.Select(n => (n.UnitId, n.On)));
        db.RosterNotes.AddRange(missing.Select(note => new RosterNote { Id = Guid.CreateVersion7(), UnitId = note.UnitId, On = note.On }));
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }
}
