using Npgsql;
using PhaseEngine.Testing;

namespace PhaseEngine.Data.Tests.Testing;

public class PostgresServerTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Speaks_a_version_the_product_supports()
    {
        var database = await PostgresServer.ForTests().CreateDatabaseAsync(ct: Ct);

        var version = await AskAsync<string>(database, "show server_version_num");

        Assert.InRange(int.Parse(version, null), PostgresInstallation.OldestMajor * 10000, int.MaxValue);
    }

    [Fact]
    public async Task Two_databases_are_separate()
    {
        var first = await PostgresServer.ForTests().CreateDatabaseAsync(ct: Ct);
        var second = await PostgresServer.ForTests().CreateDatabaseAsync(ct: Ct);

        await RunAsync(first, "create table only_here (id int)");

        Assert.Equal(1, await CountTablesAsync(first));
        Assert.Equal(0, await CountTablesAsync(second));
    }

    [Fact]
    public async Task A_template_is_prepared_once_for_all_its_copies()
    {
        var server = PostgresServer.ForTests();
        var prepared = 0;
        Task Prepare(string connectionString)
        {
            Interlocked.Increment(ref prepared);
            return RunAsync(connectionString, "create table from_template (id int)");
        }

        var copies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.CreateDatabaseAsync("prepared_once", Prepare, Ct)));

        Assert.Equal(1, prepared);
        Assert.Equal(4, copies.Distinct().Count());
        foreach (var copy in copies) Assert.Equal(1, await CountTablesAsync(copy));
    }

    [Fact]
    public async Task A_dropped_database_is_gone_even_while_somebody_is_connected()
    {
        var server = PostgresServer.ForTests();
        var database = await server.CreateDatabaseAsync(ct: Ct);
        await using var stillHere = new NpgsqlConnection(database);
        await stillHere.OpenAsync(Ct);

        await server.DropDatabaseAsync(database, Ct);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => AskAsync<int>(database, "select 1"));
        Assert.Equal(PostgresErrorCodes.InvalidCatalogName, refusal.SqlState);
    }

    [Fact]
    public async Task A_server_with_no_settings_is_durable_and_leaves_nothing_behind()
    {
        var installation = PostgresServer.ForTests().Installation;
        string folder;

        using (var server = PostgresServer.Start(installation, settings: []))
        {
            folder = new NpgsqlConnectionStringBuilder(server.ConnectionString("postgres")).Host!;
            Assert.Equal("on", await AskAsync<string>(server.ConnectionString("postgres"), "show fsync"));
        }

        Assert.False(Directory.Exists(folder));
    }

    private static Task<long> CountTablesAsync(string database) =>
        AskAsync<long>(database, "select count(*) from information_schema.tables where table_schema = 'public'");

    private static async Task<T> AskAsync<T>(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    private static async Task RunAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
