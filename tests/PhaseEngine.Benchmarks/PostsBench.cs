using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace PhaseEngine.Benchmarks;

/// <summary>One record over HTTP at a fixed rate: the server that people run in a process of its own, the load in this one.</summary>
internal static class PostsBench
{
    private const int Units = 2000;

    /// <summary>A server is restarted before people come, and has compiled what it needs by then.</summary>
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(30);

    public static async Task Run(int seconds)
    {
        await using (var sqlite = await BenchWorld.OnSqlite(Units)) await Measure(sqlite, "SQLite", perSecond: 200, seconds);
        await using (var postgres = await BenchWorld.OnPostgres(Units)) await Measure(postgres, "PostgreSQL", perSecond: 500, seconds);
    }

    private static async Task Measure(BenchWorld world, string name, int perSecond, int seconds)
    {
        var campaign = await world.Campaign(LaunchBench.Definition, 1, Units);
        await world.Launch(campaign);
        var tokens = await BenchServer.Tokens(world, Units);
        using var server = await BenchServer.Start(world);
        using var posting = new Posting(server.Address, await world.Runs(campaign), tokens);
        Console.WriteLine($"posts: a session of study recorded over HTTP by {Units:N0} secretaries, jobs on, {seconds} s, {name}");

        var warm = (await posting.AtRate(perSecond / 2, Warming)).Length;
        var cpu = server.Cpu;
        var latencies = await posting.AtRate(perSecond, TimeSpan.FromSeconds(seconds));
        Posting.Print($"one record at {perSecond} requests/s, {name}", latencies);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  server: {(server.Cpu - cpu).TotalMicroseconds / latencies.Length:0} µs of processor each, {server.MebiBytes} MiB"));
        await world.Check("records", warm + latencies.Length, db => db.Evidence.CountAsync());
        await world.Check(campaign, Units);
    }
}
