using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Events;

namespace PhaseEngine.Data.Runs;

/// <summary>A run whose row is not what its facts say.</summary>
/// <param name="Code">
/// <c>state-differs</c> from its events, <c>roster-differs</c> from the people of the unit and what is recorded of them,
/// <c>marks-differ</c> from the records, <c>alarm-missing</c>, <c>unit-missing</c>, <c>unreadable</c>.
/// </param>
/// <param name="Run">The run.</param>
public sealed record RunFinding(string Code, Guid Run);

/// <summary>The doctor's look at runs: rebuilds each from its events and compares (semantics 9), and finds what foreign keys would.</summary>
public sealed class RunCheck(PhaseEngineDb db, RunStore runs, Rosters rosters)
{
    public async Task<IReadOnlyList<RunFinding>> Check(Guid campaign, DateTimeOffset now, CancellationToken ct)
    {
        var findings = new List<RunFinding>();
        var orphans = db.Runs.Where(r => r.CampaignId == campaign && !db.Units.Any(u => u.Id == r.UnitId)).Select(r => r.Id);
        findings.AddRange((await orphans.ToListAsync(ct)).Select(run => new RunFinding("unit-missing", run)));

        var ids = await db.Runs.Where(r => r.CampaignId == campaign).OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(ct);
        foreach (var chunk in ids.Chunk(500))
        {
            // Rows and events of one moment.
            await using var moment = await db.BeginWrite(ct);
            var faults = new List<RunFault>();
            var rows = await runs.Load(chunk, faults, ct);
            findings.AddRange(faults.Select(fault => new RunFinding("unreadable", fault.Run)));
            var events = (await db.Events.AsNoTracking().Where(e => chunk.Contains(e.Stream)).OrderBy(e => e.Stream).ThenBy(e => e.Seq)
                .Select(e => new { e.Stream, e.Payload }).ToListAsync(ct)).ToLookup(e => e.Stream, e => e.Payload);
            var alarms = await db.Alarms.AsNoTracking().Where(a => chunk.Contains(a.RunId)).ToDictionaryAsync(a => a.RunId, ct);
            foreach (var row in rows)
            {
                var rebuilt = Facts.Rebuild(row.Plan, events[row.Id].SelectMany(EventPayload.Facts));
                if (!StateCodec.Write(row.Plan, rebuilt).AsSpan().SequenceEqual(StateCodec.Write(row.Plan, row.State)))
                    findings.Add(new RunFinding("state-differs", row.Id));
                if (!alarms.ContainsKey(row.Id) && Alarms.Next(row.Plan, row.Timetable, row.State, now) is not null)
                    findings.Add(new RunFinding("alarm-missing", row.Id));
            }

            findings.AddRange((await Untold(rows, now, ct)).Select(run => new RunFinding("roster-differs", run)));
            findings.AddRange((await WrongMarks(chunk, ct)).Select(run => new RunFinding("marks-differ", run)));
        }

        return findings;
    }

    /// <summary>Runs that show other people than there are, though nothing is noted that they had to be told.</summary>
    private async Task<IEnumerable<Guid>> Untold(IReadOnlyList<RunRow> rows, DateTimeOffset now, CancellationToken ct)
    {
        var units = rows.Select(row => row.UnitId).ToList();
        var noted = await db.RosterNotes.Where(n => units.Contains(n.UnitId)).Select(n => new { n.UnitId, n.On }).ToListAsync(ct);
        return (await rosters.Changed(
            [
                .. rows.Where(row => row.State.Status is RunStatus.Active or RunStatus.Suspended
                    && !noted.Any(n => n.UnitId == row.UnitId && !(n.On > row.Timetable.Today(now)))),
            ], now, ct)).Keys;
    }

    /// <summary>Runs in which the sums of some member are not what the records that stand say.</summary>
    private async Task<IEnumerable<Guid>> WrongMarks(Guid[] runs, CancellationToken ct)
    {
        var uses = await (
            from use in db.EvidenceUses
            where runs.Contains(use.RunId)
            join item in db.Evidence on use.EvidenceId equals item.Id
            where item.SupersededBy == null
            select new { use.RunId, use.Key, use.Effect }).ToListAsync(ct);
        var said = uses.SelectMany(use => JsonSerializer.Deserialize<Named>(use.Effect, JsonSerializerOptions.Web)!.Members
                .Select(member => (Place: (use.RunId, use.Key, member.Member), member.Marks)))
            .GroupBy(m => m.Place, m => m.Marks).ToDictionary(m => m.Key, m => m.Aggregate((sum, marks) => [.. sum.Zip(marks, (one, other) => one + other)]));
        var kept = (await db.MemberMarks.AsNoTracking().Where(m => runs.Contains(m.RunId)).ToListAsync(ct))
            .ToDictionary(m => (m.RunId, m.Key, m.MemberId), m => MarkSums.Read(m.Marks));
        return said.Keys.Union(kept.Keys)
            .Where(place => !(said.GetValueOrDefault(place) ?? []).Where(sum => sum != 0).SequenceEqual((kept.GetValueOrDefault(place) ?? []).Where(sum => sum != 0)))
            .Select(place => place.RunId).Distinct();
    }

    /// <summary>Of what a record changed, what it says of members.</summary>
    private sealed record Named(IReadOnlyList<NamedMember> Members);

    private sealed record NamedMember(Guid Member, IReadOnlyList<long> Marks);
}
