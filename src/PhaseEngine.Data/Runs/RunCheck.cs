using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Events;

namespace PhaseEngine.Data.Runs;

/// <summary>A run whose row is not what its facts say.</summary>
/// <param name="Code"><c>state-differs</c>, <c>alarm-missing</c>, <c>unit-missing</c>, <c>unreadable</c>.</param>
/// <param name="Run">The run.</param>
public sealed record RunFinding(string Code, Guid Run);

/// <summary>The doctor's look at runs: rebuilds each from its events and compares (semantics 9), and finds what foreign keys would.</summary>
public sealed class RunCheck(PhaseEngineDb db, RunStore runs)
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
        }

        return findings;
    }
}
