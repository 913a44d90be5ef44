using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Requirements.Register;
using PhaseEngine.Data.Runs;

namespace PhaseEngine.Data.Reviews;

/// <summary>What days alone have changed in registers: items that have become overdue, which no record tells.</summary>
public sealed class PassedDays(PhaseEngineDb db)
{
    /// <summary>What it makes of one run; null when nothing.</summary>
    public async Task<TimeReached?> Of(RunRow run, DateTimeOffset now, CancellationToken ct) =>
        // Reminders are not looked for: the alarm does that.
        (await Of([run], now, ct)).TryGetValue(run.Id, out var counted) ? new TimeReached(now, counted) : null;

    /// <summary>By run, what the counters lack, as <see cref="TimeReached.Counted"/>; runs that lack nothing are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, IReadOnlyList<long>>>> Of(
        IReadOnlyList<RunRow> runs, DateTimeOffset now, CancellationToken ct)
    {
        var passed = new Dictionary<Guid, IReadOnlyDictionary<string, IReadOnlyList<long>>>();
        foreach (var ofOneDay in runs.Where(run => RegistersOf(run).Any()).GroupBy(run => run.Timetable.Today(now)))
        {
            var overdue = await Overdue([.. ofOneDay.Select(run => run.Id)], ofOneDay.Key, ct);
            foreach (var run in ofOneDay)
            {
                var lacking = RegistersOf(run)
                    .Select(register => (Key: register.Key!, By: Lacking(register, run.State, overdue.GetValueOrDefault((run.Id, register.Key!)))))
                    .Where(register => Array.Exists(register.By, by => by != 0))
                    .ToDictionary(register => register.Key, register => (IReadOnlyList<long>)register.By);
                if (lacking.Count > 0) passed.Add(run.Id, lacking);
            }
        }

        return passed;
    }

    private static IEnumerable<PlanRequirement> RegistersOf(RunRow run) =>
        run.Plan.Activities.OfType<PlanRequirement>().Where(requirement => requirement.Kind is RegisterKind);

    private async Task<Dictionary<(Guid, string), int>> Overdue(List<Guid> runs, DateOnly day, CancellationToken ct)
    {
        var counts = await db.RectificationItems
            .Where(i => runs.Contains(i.RunId) && i.Deadline < day && (i.Status == RectificationStatus.Open || i.Status == RectificationStatus.Relapsed))
            .GroupBy(i => new { i.RunId, i.Key }).Select(items => new { items.Key, Count = items.Count() }).ToListAsync(ct);
        return counts.ToDictionary(c => (c.Key.RunId, c.Key.Key), c => c.Count);
    }

    private static long[] Lacking(PlanRequirement register, RunState run, int overdue)
    {
        var by = new long[(1 + register.Groups.Length) * register.BlockLength];
        by[2 + RegisterKind.OverduePlace] = overdue - run.Counters[register.Slot(0, 2 + RegisterKind.OverduePlace)];
        return by;
    }
}
