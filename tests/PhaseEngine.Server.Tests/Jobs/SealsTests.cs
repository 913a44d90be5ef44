using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data.Events;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Jobs;

public sealed class SealsOnSqlite(SqliteServer server) : SealsTests(server);

public sealed class SealsOnPostgres(PostgresBackedServer server) : SealsTests(server);

/// <summary>The record is sealed by itself, as often as something has happened.</summary>
public abstract class SealsTests(RunningServer shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_launched_is_sealed_with_every_run()
    {
        await using var server = await shared.Another();
        var campaign = await new Campaigning(server).Launched(branches: 2);

        var moved = await campaign.Run("seal-record");

        var seal = Assert.Single(await Seals(campaign));
        Assert.Equal((1, moved), (seal.Number, seal.Streams));
        var runs = await campaign.Db(db => db.Runs.Select(r => r.Id).ToListAsync(Ct));
        Assert.Equal(2, runs.Count);
        Assert.Subset(SealedHead.Unpack(seal.Leaves).Select(head => head.Stream).ToHashSet(), runs.ToHashSet());
        Assert.Single(await Listed(server));
    }

    [Fact]
    public async Task Where_nothing_has_happened_no_other_seal_is_made()
    {
        await using var server = await shared.Another();
        var campaign = await new Campaigning(server).Launched(branches: 2);
        await campaign.Run("seal-record");
        server.Time.Advance(TimeSpan.FromHours(1));

        var moved = await campaign.Run("seal-record");

        Assert.Equal(0, moved);
        Assert.Single(await Seals(campaign));
        Assert.Single(await Listed(server));
    }

    [Fact]
    public async Task What_has_happened_since_is_under_the_next_seal()
    {
        await using var server = await shared.Another();
        var campaign = await new Campaigning(server).Launched(branches: 2);
        await campaign.Run("seal-record");
        campaign.Morning(3, 16);
        await campaign.Run("sweep-alarms");

        var moved = await campaign.Run("seal-record");

        var seals = await Seals(campaign);
        Assert.Equal((2, seals[1].Streams), (seals.Count, moved));
        Assert.Equal(seals[0].Root, seals[1].Previous);
        Assert.Equal(2, (await Listed(server)).Length);
    }

    private static Task<List<Seal>> Seals(Campaigning campaign) => campaign.Db(db => db.Seals.AsNoTracking().OrderBy(s => s.Number).ToListAsync(Ct));

    private static Task<string[]> Listed(RunningServer server) => File.ReadAllLinesAsync(server.Services.GetRequiredService<SealFiles>().SealFile, Ct);
}
