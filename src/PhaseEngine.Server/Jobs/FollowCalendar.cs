using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Runs;

namespace PhaseEngine.Server.Jobs;

/// <summary>
/// After a year of the calendar was imported, lets every run under way look at its windows and messages again, set by set. Known
/// to be done by its own record: a turn that began after the import, had something to do and went well (one that began while the
/// import was being written had not). Doing it twice changes nothing.
/// </summary>
[Recurring(Name, everySeconds: 60)]
internal sealed class FollowCalendar(PhaseEngineDb db, RunSets sets, TimeProvider clock) : IRecurringJob
{
    public const string Name = "follow-calendar";
    public const string Act = "calendarChanged";

    public async Task<int> Run(CancellationToken ct)
    {
        if (await db.KnownCalendarYears.MaxAsync(y => (DateTimeOffset?)y.ImportedAt, ct) is not { } imported) return 0;
        if (await db.JobRuns.AnyAsync(r => r.Job == Name && r.StartedAt > imported && r.Processed > 0 && r.FinishedAt != null && r.Error == null, ct)) return 0;

        var runs = await db.Runs.Where(r => r.Status == RunStatus.Active || r.Status == RunStatus.Suspended).Select(r => r.Id).ToListAsync(ct);
        // A run that ended meanwhile refuses, and has nothing to look at any more.
        await sets.Act(runs, _ => new CalendarChanged(), actor: null, Act, clock.GetUtcNow(), done: null, ct);
        return runs.Count;
    }
}
