using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Runs;

namespace PhaseEngine.Benchmarks;

/// <summary>Every run of a campaign is due at the same instant: found, its messages in the inbox once, its next alarm set.</summary>
internal static class SweepBench
{
    public static async Task Run(int units)
    {
        await using var world = await BenchWorld.OnPostgres(units);
        var campaign = await world.Campaign(LaunchBench.Definition, 1, units);
        await world.Launch(campaign);
        await world.Analyze();
        Console.WriteLine($"sweep: {LaunchBench.Template}, {units:N0} runs due at once, PostgreSQL");

        var due = await world.Do<PhaseEngineDb, DateTimeOffset>(db => db.Alarms.MaxAsync(a => a.At));
        var before = await Inbox(world);
        var swept = 0;
        var sweep = await Timing.Of(async () => swept = await world.Do<AlarmSweep, int>(s => s.Sweep(due, default)));
        var messages = await Inbox(world) - before;
        sweep.Print("sweep: runs", swept);
        sweep.Print("sweep: messages in inboxes", messages);

        (await Ceilings.UpdateAlarms(world)).Print("ceiling: update … from unnest of the same alarms", units);
        if (swept != units) throw new InvalidOperationException($"{swept:N0} of {units:N0} were swept.");
        await world.Check("runs left due", 0, db => db.Alarms.CountAsync(a => a.At <= due));
        await world.Check("runs reached", units, db => db.Reminders.Where(r => r.At > BenchWorld.Start).Select(r => r.RunId).Distinct().CountAsync());
        await world.Do<AlarmSweep, int>(s => s.Sweep(due, default));
        await world.Check("messages after sweeping again", before + messages, db => db.Reminders.CountAsync());
        await world.Check(campaign, units);
    }

    private static Task<int> Inbox(BenchWorld world) => world.Do<PhaseEngineDb, int>(db => db.Reminders.CountAsync());
}
