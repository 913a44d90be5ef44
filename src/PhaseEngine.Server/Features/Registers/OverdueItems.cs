using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Reviews;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Evidence;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Features.Registers;

/// <summary>
/// Keeps the counter of overdue items as the table says: no record tells that a day has passed. Moved with every record of the
/// register, and before a gate is asked for.
/// </summary>
internal sealed class OverdueItems(PhaseEngineDb db, Today today)
{
    /// <summary>Adds to the differences of a record what the counter lacks.</summary>
    public async Task Adjust(Served register, long[] counters, CancellationToken ct)
    {
        var place = Items.OverdueCounter(register.Requirement);
        var counted = register.Run.State.Counters[register.Requirement.Slot(0, 2 + place)];
        counters[place] += await Count(register.Run.Id, register.Key, ct) - counted - counters[place];
    }

    /// <summary>What happens to a run because days have passed; null when nothing did.</summary>
    public async Task<Input?> Passed(RunRow run, CancellationToken ct)
    {
        var counted = new Dictionary<string, IReadOnlyList<long>>();
        foreach (var register in run.Plan.Activities.OfType<PlanRequirement>().Where(r => r.Kind.Name == "Register"))
        {
            var place = 2 + Items.OverdueCounter(register);
            var by = new long[(1 + register.Groups.Length) * register.BlockLength];
            by[place] = await Count(run.Id, register.Key!, ct) - run.State.Counters[register.Slot(0, place)];
            if (by[place] != 0) counted[register.Key!] = by;
        }

        return counted.Count == 0 ? null : new RosterChanged(run.State.Unit, counted);
    }

    private async Task<long> Count(Guid run, string key, CancellationToken ct)
    {
        var day = today.Date;
        var inTable = await db.RectificationItems.AsNoTracking()
            .Where(i => i.RunId == run && i.Key == key && i.Deadline < day && (i.Status == RectificationStatus.Open || i.Status == RectificationStatus.Relapsed))
            .Select(i => i.Id).ToListAsync(ct);

        // What this act has changed is not in the table yet.
        var touched = db.ChangeTracker.Entries<RectificationItem>().Where(e => e.Entity.RunId == run && e.Entity.Key == key).ToList();
        return inTable.Except(touched.Select(e => e.Entity.Id)).Count()
            + touched.Count(e => e.State != EntityState.Deleted && Items.IsOverdue(e.Entity, day));
    }
}
