using Npgsql;
using PhaseEngine.Data;
using Microsoft.EntityFrameworkCore;

namespace PhaseEngine.Benchmarks;

/// <summary>The best the same PostgreSQL does with the same rows in the same run. A share of that compares between machines.</summary>
internal static class Ceilings
{
    /// <summary>The very rows of tables once more, into tables with the same indexes, by binary COPY of bytes that lie ready.</summary>
    public static async Task<Timing> CopyAgain(BenchWorld world, params string[] tables)
    {
        var sum = default(Timing);
        var file = Path.GetTempFileName();
        await using var connection = await Connect(world);
        foreach (var table in tables)
        {
            await world.Sql($"create table {table}_again (like {table} including all)");
            await using (var rows = await connection.BeginRawBinaryCopyAsync($"copy {table} to stdout (format binary)"))
            await using (var to = File.Create(file)) await rows.CopyToAsync(to);

            var took = await Timing.Of(async () =>
            {
                await using var from = File.OpenRead(file);
                await using var copy = await connection.BeginRawBinaryCopyAsync($"copy {table}_again from stdin (format binary)");
                await from.CopyToAsync(copy);
            });
            Console.WriteLine($"  COPY of {table}: {new FileInfo(file).Length / (double)(1 << 20):0.0} MiB in {took.Took.TotalSeconds:0.00} s");
            sum += took;
        }

        File.Delete(file);
        return sum;
    }

    /// <summary>Moves every alarm by <c>update … from unnest</c>, a thousand at a time, each thousand durable.</summary>
    public static async Task<Timing> UpdateAlarms(BenchWorld world)
    {
        var alarms = await world.Do<PhaseEngineDb, List<PhaseEngine.Data.Runs.Alarm>>(db => db.Alarms.AsNoTracking().ToListAsync());
        await using var connection = await Connect(world);
        return await Timing.Of(async () =>
        {
            foreach (var chunk in alarms.Chunk(1000))
            {
                await using var command = new NpgsqlCommand(
                    "update alarms a set at = v.at, since = v.since from unnest($1, $2, $3) v(id, at, since) where a.run_id = v.id", connection);
                command.Parameters.Add(new NpgsqlParameter { Value = chunk.Select(a => a.RunId).ToArray() });
                command.Parameters.Add(new NpgsqlParameter { Value = chunk.Select(a => a.At).ToArray() });
                command.Parameters.Add(new NpgsqlParameter { Value = chunk.Select(a => a.Since).ToArray() });
                await command.ExecuteNonQueryAsync();
            }
        });
    }

    /// <summary>Writes every run's row anew by <c>update … from unnest</c> of its changing columns, a thousand at a time.</summary>
    public static async Task<Timing> UpdateRuns(BenchWorld world)
    {
        var runs = await world.Do<PhaseEngineDb, List<PhaseEngine.Data.Runs.Run>>(db => db.Runs.AsNoTracking().ToListAsync());
        await using var connection = await Connect(world);
        return await Timing.Of(async () =>
        {
            foreach (var chunk in runs.Chunk(1000))
            {
                await using var command = new NpgsqlCommand(
                    """
                    update runs r set phase = v.phase, open_count = v.open_count, state = v.state, seq = v.seq, head = v.head
                    from unnest($1, $2, $3, $4, $5, $6) v(id, phase, open_count, state, seq, head) where r.id = v.id
                    """, connection);
                command.Parameters.Add(new NpgsqlParameter { Value = chunk.Select(r => r.Id).ToArray() });
                command.Parameters.Add(new NpgsqlParameter { Value = chunk.Select(r => r.Phase).ToArray() });
                command.Parameters.Add(new NpgsqlParameter { Value = chunk.Select(r => r.OpenCount).ToArray() });
                command.Parameters.Add(new NpgsqlParameter { Value = chunk.Select(r => r.State).ToArray() });
                command.Parameters.Add(new NpgsqlParameter { Value = chunk.Select(r => r.Seq).ToArray() });
                command.Parameters.Add(new NpgsqlParameter { Value = chunk.Select(r => r.Head).ToArray() });
                await command.ExecuteNonQueryAsync();
            }
        });
    }

    /// <summary>Transactions of four statements in one round trip: a run taken, its row, an event and its alarm written.</summary>
    public static async Task<Timing> FourStatements(BenchWorld world, IReadOnlyList<Guid> runs, int clients)
    {
        await world.Sql("create table if not exists events_ceiling (like events including all)");
        var next = -1;
        return await Timing.Of(() => Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(Client))));

        async Task Client()
        {
            await using var connection = await Connect(world);
            while (Interlocked.Increment(ref next) is var i && i < runs.Count)
            {
                await using var batch = new NpgsqlBatch(connection);
                string[] statements =
                [
                    "select state, seq, head from runs where id = $1 for update",
                    "update runs set status = status, state = state, seq = seq, head = head where id = $1",
                    "insert into events_ceiling select * from events where stream = $1 order by seq desc limit 1",
                    "update alarms set at = at, since = since where run_id = $1",
                ];
                foreach (var statement in statements) batch.BatchCommands.Add(new(statement) { Parameters = { new() { Value = runs[i] } } });
                await batch.ExecuteNonQueryAsync();
            }
        }
    }

    /// <summary>Statements are planned once per connection, as the product has it.</summary>
    private static async Task<NpgsqlConnection> Connect(BenchWorld world)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(world.ConnectionString) { MaxAutoPrepare = 100 }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
