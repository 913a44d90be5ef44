using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Runs;
using PhaseEngine.Testing;

namespace PhaseEngine.Benchmarks;

/// <summary>Launch, sweep and gates in sets on PostgreSQL, each beside the ceiling the same server sets in the same run.</summary>
internal static class DataBench
{
    public static async Task Run(string[] args)
    {
        var units = args is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 100_000;
        await LaunchAndSweep(units);
        await Gates(units / 10);
    }

    private static async Task LaunchAndSweep(int units)
    {
        var definition = await File.ReadAllTextAsync(Repository.PathOf("workflows", "study-and-mobilisation-2005.json"));
        await using var database = await BenchDatabase.Create(units, "stage", definition);
        Console.WriteLine($"template study-and-mobilisation-2005, {units:N0} units with 10 members and a secretary each");

        await database.Do<CampaignLaunch, bool>(async l => (await l.Begin(database.Campaign, database.Supervisor, BenchDatabase.Start, default)).IsOk);
        var launch = await Timed(() => database.Do<CampaignLaunch, bool>(l => l.Continue(database.Campaign, TimeProvider.System, null, default)));
        Print("launch, with rosters, meetings and inboxes", units, launch);
        Console.WriteLine($"  peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");

        string[] tables = ["runs", "events", "alarms", "review_meetings", "reminders"];
        var ceiling = TimeSpan.Zero;
        foreach (var table in tables) ceiling += await CopyAgain(database, table);
        Print("ceiling: binary COPY of the same rows and indexes", units, ceiling);
        Console.WriteLine($"  launch at {ceiling / launch:P0} of the ceiling");

        await database.Sql("analyze");
        var due = await FirstSharedAlarm(database);
        var swept = 0;
        var before = await Count(database);
        var sweep = await Timed(async () => swept = await database.Do<AlarmSweep, int>(s => s.Sweep(due, default)));
        Print("sweep of due alarms", swept, sweep);
        Console.WriteLine($"  {await Count(database) - before:N0} inbox rows written");
        Print("ceiling: update … from unnest of the same alarms", swept, await UnnestAlarms(database));
    }

    private static async Task Gates(int units)
    {
        var definition = EngineBench.Wide(phases: 6, requirementsPerPhase: 9, conditions: 10);
        await using var database = await BenchDatabase.Create(units, "wide", definition.ToJsonString());
        await database.Do<CampaignLaunch, bool>(async l => (await l.Begin(database.Campaign, database.Supervisor, BenchDatabase.Start, default)).IsOk);
        await database.Do<CampaignLaunch, bool>(l => l.Continue(database.Campaign, TimeProvider.System, null, default));
        var runs = await database.Do<PhaseEngineDb, List<Guid>>(db => db.Runs.Select(r => r.Id).ToListAsync());
        var now = BenchDatabase.Start.AddHours(1);
        long[] submitted = [0, 0, .. PhaseEngine.Core.Requirements.Kinds.OfType("PhaseEngine.Document")!.Counters.Select(c => c.Name == "versions" ? 1L : 0L)];
        for (var r = 1; r <= 9; r++)
        {
            var input = new EvidenceRecorded($"p1-r{r}", Guid.CreateVersion7(), new DateOnly(2005, 7, 21), 1, submitted);
            await Act(database, runs, input, now);
        }

        await Act(database, runs, new GateAsked("p1-gate", new Guid("01000000-0000-7000-8001-000000000001")), now);
        await database.Sql("analyze");
        var pass = await Timed(() => Act(database, runs, new Decided("p1-gate", 0, DecisionWord.Give, database.Supervisor, 1), now));
        Print("gate passes in sets: 10 conditions, next phase opened with 9 requirements", units, pass);
    }

    private static async Task Act(BenchDatabase database, List<Guid> runs, Input input, DateTimeOffset now)
    {
        var refused = await database.Do<RunSets, IReadOnlyDictionary<Guid, Problem>>(
            sets => sets.Act(runs, _ => input, database.Supervisor, "bench", now, null, default));
        if (refused.Count > 0) throw new InvalidOperationException($"{refused.Count} runs refused {input}: {refused.Values.First()}");
    }

    /// <summary>The very rows of a table once more, into a table with the same indexes, as fast as the server takes them.</summary>
    private static async Task<TimeSpan> CopyAgain(BenchDatabase database, string table)
    {
        await database.Sql($"create table {table}_again (like {table} including all)");
        var file = Path.GetTempFileName();
        await using var connection = new NpgsqlConnection(database.Connection);
        await connection.OpenAsync();
        await using (var rows = await connection.BeginRawBinaryCopyAsync($"copy {table} to stdout (format binary)"))
        await using (var to = File.Create(file)) await rows.CopyToAsync(to);

        var took = await Timed(async () =>
        {
            await using var from = File.OpenRead(file);
            await using var copy = await connection.BeginRawBinaryCopyAsync($"copy {table}_again from stdin (format binary)");
            await from.CopyToAsync(copy);
        });
        Console.WriteLine($"  {table}: {new FileInfo(file).Length >> 20} MiB, {took.TotalSeconds:0.00} s");
        File.Delete(file);
        return took;
    }

    private static async Task<TimeSpan> UnnestAlarms(BenchDatabase database)
    {
        var alarms = await database.Do<PhaseEngineDb, List<Alarm>>(db => db.Alarms.AsNoTracking().ToListAsync());
        await using var connection = new NpgsqlConnection(database.Connection);
        await connection.OpenAsync();
        return await Timed(async () =>
        {
            foreach (var chunk in alarms.Chunk(1000))
            {
                await using var command = new NpgsqlCommand("update alarms a set at = v.at, since = v.since from unnest($1, $2, $3) v(id, at, since) where a.run_id = v.id", connection);
                command.Parameters.Add(new NpgsqlParameter { Value = chunk.Select(a => a.RunId).ToArray() });
                command.Parameters.Add(new NpgsqlParameter { Value = chunk.Select(a => a.At.AddSeconds(1)).ToArray() });
                command.Parameters.Add(new NpgsqlParameter { Value = chunk.Select(a => a.Since).ToArray() });
                await command.ExecuteNonQueryAsync();
            }
        });
    }

    private static Task<DateTimeOffset> FirstSharedAlarm(BenchDatabase database) =>
        database.Do<PhaseEngineDb, DateTimeOffset>(db => db.Alarms.MinAsync(a => a.At));

    private static Task<int> Count(BenchDatabase database) => database.Do<PhaseEngineDb, int>(db => db.Reminders.CountAsync());

    private static async Task<TimeSpan> Timed(Func<Task> act)
    {
        var (cpu, started) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await act();
        Console.WriteLine($"CPU of this process: {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:0.00} s");
        return Stopwatch.GetElapsedTime(started);
    }

    private static void Print(string what, int count, TimeSpan took) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-72} {took.TotalSeconds,7:0.00} s {count / took.TotalSeconds,10:0} /s"));
}
