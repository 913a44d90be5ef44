using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Reminders;
using PhaseEngine.Server.Jobs;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Jobs;

public sealed class HousekeepingOnSqlite(SqliteServer server) : HousekeepingTests(server)
{
    [Fact]
    public async Task The_planner_learns_how_many_rows_there_are()
    {
        await using var alone = await Shared.Another();
        await alone.Unit();

        await alone.Services.GetRequiredService<JobRunner>().Run("housekeeping", Ct);

        Assert.Contains("units", await Rows(alone, db => db.Database.SqlQueryRaw<string>("""select distinct tbl as "Value" from sqlite_stat1""")));
    }
}

public sealed class HousekeepingOnPostgres(PostgresBackedServer server) : HousekeepingTests(server);

public abstract class HousekeepingTests(RunningServer shared)
{
    protected RunningServer Shared => shared;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_lets_nobody_in_any_more_goes_and_what_does_stays()
    {
        await using var server = await shared.Another();
        var now = server.Time.GetUtcNow();
        await server.Save(db =>
        {
            foreach (var (name, days) in new[] { ("old", -31), ("recent", -1), ("valid", 7) })
            {
                db.Invitations.Add(new() { Id = Guid.CreateVersion7(), TokenHash = Hash($"i{name}"), Name = name, Posts = "[]", CreatedAt = now, ExpiresAt = now.AddDays(days) });
                db.AccessTokens.Add(new() { Id = Guid.CreateVersion7(), UserId = Somebody(db), TokenHash = Hash($"t{name}"), Name = name, ReadOnly = false, CreatedAt = now, ExpiresAt = now.AddDays(days) });
                db.IdempotencyKeys.Add(new() { UserId = Guid.CreateVersion7(), Route = "r", Key = name, BodyHash = [], Status = 200, Headers = "{}", Body = [], ExpiresAt = now.AddDays(days) });
            }
        });

        await server.Services.GetRequiredService<JobRunner>().Run("housekeeping", Ct);

        Assert.Equal(["recent", "valid"], await Rows(server, db => db.Invitations.Select(i => i.Name)));
        Assert.Equal(["recent", "valid"], await Rows(server, db => db.AccessTokens.Select(t => t.Name)));
        Assert.Equal(["valid"], await Rows(server, db => db.IdempotencyKeys.Select(k => k.Key)));
    }

    [Fact]
    public async Task Sent_mails_go_after_a_while_and_waiting_ones_never()
    {
        await using var server = await shared.Another();
        var now = server.Time.GetUtcNow();
        await server.Save(db =>
        {
            foreach (var (state, days) in new[] { (DeliveryState.Sent, -91), (DeliveryState.Sent, -1), (DeliveryState.Waiting, -91) })
            {
                var id = Guid.CreateVersion7();
                db.Deliveries.Add(new() { Id = id, UserId = id, Channel = "mail", Address = $"{state}{days}", MessageId = $"{id}", State = state, CreatedAt = now.AddDays(days), NextAt = now.AddDays(days) });
            }
        });

        await server.Services.GetRequiredService<JobRunner>().Run("housekeeping", Ct);

        Assert.Equal(["Sent-1", "Waiting-91"], await Rows(server, db => db.Deliveries.Select(d => d.Address)));
    }

    [Fact]
    public async Task Runs_that_found_nothing_to_do_are_soon_forgotten_and_failures_kept()
    {
        await using var server = await shared.Another();
        var now = server.Time.GetUtcNow();
        await server.Save(db =>
        {
            foreach (var (name, hours, processed, error) in new[] { ("idle", -2, 0, null), ("busy", -2, 5, null), ("failed", -2, 0, "why"), ("ancient", -24 * 31, 5, null) })
                db.JobRuns.Add(new() { Id = Guid.CreateVersion7(), Job = name, Node = "n", StartedAt = now.AddHours(hours), FinishedAt = now.AddHours(hours), Processed = processed, Error = error });
        });

        await server.Services.GetRequiredService<JobRunner>().Run("housekeeping", Ct);

        Assert.Equal(["busy", "failed", "housekeeping"], await Rows(server, db => db.JobRuns.Select(r => r.Job)));
    }

    private static Guid Somebody(PhaseEngineDb db)
    {
        var id = Guid.CreateVersion7();
        db.Users.Add(new() { Id = id, UserName = $"{id}", Name = "somebody" });
        return id;
    }

    private static byte[] Hash(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    protected static async Task<IEnumerable<string>> Rows(RunningServer server, Func<PhaseEngineDb, IQueryable<string>> rows) =>
        (await server.InScope(services => rows(services.GetRequiredService<PhaseEngineDb>()).ToListAsync(Ct))).Order(StringComparer.Ordinal);
}
