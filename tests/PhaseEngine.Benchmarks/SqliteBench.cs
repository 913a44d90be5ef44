using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data.Campaigns;

namespace PhaseEngine.Benchmarks;

/// <summary>A launch on SQLite within the server, while one secretary of another campaign goes on recording over HTTP.</summary>
internal static class SqliteBench
{
    private const int Others = 100;

    public static async Task Run(int units)
    {
        await using var world = await BenchWorld.OnSqlite(units + Others);
        var small = await world.Campaign(LaunchBench.Definition, 1, Others);
        await world.Launch(small);
        var large = await world.Campaign(LaunchBench.Definition, Others + 1, Others + units);
        await world.Begin(large);
        var tokens = await BenchServer.Tokens(world, Others);
        var runs = await world.Runs(small);
        Console.WriteLine($"launch: {LaunchBench.Template}, {units:N0} units of 3 to 17 members with a secretary each, SQLite");

        await using var app = BenchServer.Build(world);
        await app.StartAsync();
        using var posting = new Posting(new Uri(app.Urls.First()), runs, tokens);
        var warm = (await posting.AtRate(20, TimeSpan.FromSeconds(5))).Length;
        var latencies = Array.Empty<double>();
        var launch = await Timing.Of(async () =>
        {
            var launching = Task.Run(async () =>
            {
                await using var scope = app.Services.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<CampaignLaunch>().Continue(large, TimeProvider.System, null, default);
            });
            latencies = await posting.While(launching, every: TimeSpan.FromMilliseconds(50));
            await launching;
        });
        launch.Print("launch while somebody records", units);
        Posting.Print("  a record meanwhile", latencies);
        await world.Check("records", warm + latencies.Length, db => db.Evidence.CountAsync());
        await world.Check(large, units);
        await app.StopAsync();
    }
}
