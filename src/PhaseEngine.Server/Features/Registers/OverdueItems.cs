using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Requirements.Register;
using PhaseEngine.Data;
using PhaseEngine.Data.Reviews;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Evidence;

namespace PhaseEngine.Server.Features.Registers;

/// <summary>
/// Keeps the counter of overdue items as the table says, with every record of the register. That a day has passed no record
/// tells: see <see cref="PassedDays"/>.
/// </summary>
internal sealed class OverdueItems(PhaseEngineDb db, TimeProvider clock)
{
    /// <summary>Adds to the differences of a record what the counter lacks.</summary>
    public async Task Adjust(Served register, long[] counters, CancellationToken ct)
    {
        const int place = RegisterKind.OverduePlace;
        var counted = register.Run.State.Counters[register.Requirement.Slot(0, 2 + place)];
        counters[place] += await Count(register.Run, register.Key, ct) - counted - counters[place];
    }

    private async Task<long> Count(RunRow of, string key, CancellationToken ct)
    {
        var (run, day) = (of.Id, of.Timetable.Today(clock.GetUtcNow()));
        var inTable = await db.RectificationItems.AsNoTracking()
            .Where(i => i.RunId == run && i.Key == key && i.Deadline < day && (i.Status == RectificationStatus.Open || i.Status == RectificationStatus.Relapsed))
            .Select(i => i.Id).ToListAsync(ct);

        // What this act has changed is not in the table yet.
        var touched = db.ChangeTracker.Entries<RectificationItem>().Where(e => e.Entity.RunId == run && e.Entity.Key == key).ToList();
        return inTable.Except(touched.Select(e => e.Entity.Id)).Count()
            + touched.Count(e => e.State != EntityState.Deleted && Items.IsOverdue(e.Entity, day));
    }
}
