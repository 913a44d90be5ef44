using PhaseEngine.Testing;

namespace PhaseEngine.Benchmarks;

/// <summary>A launch on PostgreSQL with everything it brings: runs with their first phase open, events, alarms, meetings, inboxes.</summary>
internal static class LaunchBench
{
    public const string Template = "study-and-mobilisation-2005";

    public static string Definition => File.ReadAllText(Repository.PathOf("workflows", $"{Template}.json"));

    public static async Task Run(int units)
    {
        var cold = units / 10;
        await using var world = await BenchWorld.OnPostgres(units + cold);
        var first = await world.Campaign(Definition, units + 1, units + cold);
        var campaign = await world.Campaign(Definition, 1, units);
        Console.WriteLine($"launch: {Template}, {units:N0} units of 3 to 17 members with a secretary each, PostgreSQL");

        // Of another campaign, by a process that has just started; what the figure below is measured on has run by then.
        await world.Begin(first);
        (await Timing.Of(() => world.Continue(first, null))).Print($"launch in the first seconds of a process, {cold:N0} units", cold);

        await world.Begin(campaign);
        var memory = new List<long>();
        var launch = await Timing.Of(() => world.Continue(campaign, () => memory.Add(Environment.WorkingSet >> 20)));
        launch.Print("launch", units);
        var quarters = Enumerable.Range(1, 4).Select(q => $"{memory[(memory.Count * q / 4) - 1]} MiB");
        Console.WriteLine($"  memory of this process after each quarter: {string.Join(", ", quarters)}; at most {memory.Max()} MiB");

        var ceiling = await Ceilings.CopyAgain(world, "runs", "events", "alarms", "review_meetings", "reminders");
        ceiling.Print("ceiling: binary COPY of the same rows and indexes", units + cold);
        launch.PrintShareOf(ceiling, units, units + cold);
        await world.Check(campaign, units);
    }
}
