using Npgsql;

namespace PhaseEngine.Server.Tests.Crash;

/// <summary>
/// Holds whoever wants to write a table, until it opens. So what a test interrupts has begun and is not over, however fast or
/// slow the machine is.
/// </summary>
internal sealed class Barrier : IAsyncDisposable
{
    private const string Lock = "lock table events in share mode";

    private const string Waiting =
        "select count(*) from pg_locks where not granted and relation = 'events'::regclass and database = (select oid from pg_database where datname = current_database())";

    private readonly District _district;
    private NpgsqlConnection _holder;

    private readonly int _writers;

    private Barrier(District district, int writers, NpgsqlConnection holder) => (_district, _writers, _holder) = (district, writers, holder);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Before the events, which everything that happens to runs and to the organisation has to write.</summary>
    /// <param name="district">Whose.</param>
    /// <param name="writers">How many transactions the work has under way side by side.</param>
    public static async Task<Barrier> BeforeEvents(District district, int writers = 1)
    {
        var holder = await Connect(district);
        await Execute(holder, Lock);
        return new(district, writers, holder);
    }

    /// <summary>Waits until all writers stand before it.</summary>
    public Task Reached() => _district.Until(Waiting, waiting => waiting == _writers);

    /// <summary>Lets those through who stand before it, and waits until they stand there again, with their next transactions.</summary>
    public async Task LetPassOnce()
    {
        await Reached();
        var next = await Connect(_district);
        // Locks are given in the order they were asked for: after these transactions, and before the next.
        var held = Execute(next, Lock);
        await _district.Until(Waiting, waiting => waiting == _writers + 1);
        await Open();
        await held;
        _holder = next;
        await Reached();
    }

    public ValueTask Open() => _holder.DisposeAsync();

    public ValueTask DisposeAsync() => Open();

    /// <summary>In a transaction that ends with the connection. Not by the name of the program: what it ends is its own.</summary>
    private static async Task<NpgsqlConnection> Connect(District district)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Data.Database.Parse(district.Database).ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Ct);
        await Execute(connection, "begin");
        return connection;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 90 };
        await command.ExecuteNonQueryAsync(Ct);
    }
}
