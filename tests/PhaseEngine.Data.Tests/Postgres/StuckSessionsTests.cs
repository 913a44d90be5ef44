using Npgsql;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Postgres;
using PhaseEngine.Testing;

namespace PhaseEngine.Data.Tests.Postgres;

/// <summary>Who loses a transaction to others that wait for its rows, and who does not.</summary>
public sealed class StuckSessionsTests() : Conformance(TestDatabases.Postgres)
{
    private const string Write = "insert into data_protection_keys (id, name, xml) values (gen_random_uuid(), gen_random_uuid()::text, '')";

    private NpgsqlDataSource Source => Services.GetRequiredService<NpgsqlDataSource>();

    [Fact]
    public async Task A_session_that_pauses_in_a_transaction_is_ended()
    {
        await using var node = await Begin(Source, Write);

        Assert.Equal(1, await Ended());

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Execute(node, "commit"));
    }

    [Fact]
    public async Task A_session_that_pauses_within_a_statement_is_ended()
    {
        await using var node = await Begin(Source, Write);
        var copy = await node.BeginBinaryImportAsync("copy data_protection_keys (id, name, xml) from stdin (format binary)", Ct);

        Assert.Equal(1, await Ended());

        await Assert.ThrowsAnyAsync<NpgsqlException>(async () => await copy.CompleteAsync(Ct));
    }

    [Fact]
    public async Task A_session_that_goes_on_between_looks_is_not()
    {
        var sessions = new StuckSessions(Source);
        await using var node = await Begin(Source, Write);

        for (var look = 0; look < 3 * StuckSessions.Looks; look++)
        {
            Assert.Equal(0, await sessions.Look(Ct));
            await Execute(node, Write);
        }

        await Execute(node, "commit");
    }

    [Fact]
    public async Task A_copy_that_goes_on_between_looks_is_not()
    {
        var sessions = new StuckSessions(Source);
        await using var node = await Begin(Source, Write);
        await using var copy = await node.BeginBinaryImportAsync("copy data_protection_keys (id, name, xml) from stdin (format binary)", Ct);

        for (var look = 0; look < 3 * StuckSessions.Looks; look++)
        {
            Assert.Equal(0, await sessions.Look(Ct));
            await CopyMore(copy);
        }

        await copy.CompleteAsync(Ct);
    }

    [Fact]
    public async Task A_launch_whose_second_set_waits_long_for_the_first_is_not()
    {
        var given = await new Given(Db).Campaigning(1050, Ct);
        var clock = new FakeTime(Given.Start);
        var sessions = new StuckSessions(Source);
        await using var scope = Services.CreateAsyncScope();
        var launch = scope.ServiceProvider.GetRequiredService<CampaignLaunch>();
        Assert.True((await launch.Begin(given.Campaign, given.Supervisor, clock.GetUtcNow(), Ct)).IsOk);
        var (sets, ended) = (0, 0);

        var done = await launch.Continue(
            given.Campaign, clock,
            _ =>
            {
                for (var look = 0; sets == 0 && look < 3 * StuckSessions.Looks; look++)
                {
                    ended += sessions.Look(Ct).GetAwaiter().GetResult();
                    Thread.Sleep(TimeSpan.FromMilliseconds(200));
                }

                sets++;
            },
            Ct);

        Assert.Equal((true, 2, 0), (done, sets, ended));
    }

    [Fact]
    public async Task A_session_that_has_only_read_is_not()
    {
        await using var node = await Begin(Source, "select count(*) from data_protection_keys");

        Assert.Equal(0, await Ended());

        await Execute(node, "commit");
    }

    [Fact]
    public async Task A_session_of_another_program_is_not()
    {
        await using var others = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Source.ConnectionString) { ApplicationName = "psql" });
        await using var node = await Begin(others, Write);

        Assert.Equal(0, await Ended());

        await Execute(node, "commit");
    }

    /// <summary>How many are ended by looking more often than needed: what was sent last may not have arrived at the first looks.</summary>
    private async Task<int> Ended()
    {
        var sessions = new StuckSessions(Source);
        var ended = 0;
        for (var look = 0; look < 3 * StuckSessions.Looks; look++)
        {
            ended += await sessions.Look(Ct);
            if (look < StuckSessions.Looks - 1) Assert.Equal(0, ended);
        }

        return ended;
    }

    private static async Task<NpgsqlConnection> Begin(NpgsqlDataSource source, string sql)
    {
        var connection = await source.OpenConnectionAsync(Ct);
        await Execute(connection, "begin");
        await Execute(connection, sql);
        return connection;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }

    /// <summary>As many rows as surely leave the buffer, and waits until they have arrived.</summary>
    private async Task CopyMore(NpgsqlBinaryImporter copy)
    {
        var before = await Copied();
        for (var row = 0; row < 20; row++)
            await copy.WriteRowAsync(Ct, Guid.CreateVersion7(), $"{Guid.CreateVersion7()}", new string(' ', 5000));
        while (await Copied() == before) await Task.Yield();
    }

    private async Task<long> Copied()
    {
        await using var command = Source.CreateCommand("select coalesce(sum(bytes_processed), 0)::bigint from pg_stat_progress_copy where datname = current_database()");
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }
}
