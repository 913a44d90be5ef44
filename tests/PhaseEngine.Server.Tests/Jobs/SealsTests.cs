using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Events;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Jobs;

public sealed class SealsOnSqlite(SqliteServer server) : SealsTests(server);

public sealed class SealsOnPostgres(PostgresBackedServer server) : SealsTests(server);

/// <summary>Campaigns are sealed by themselves, as often as something has happened in them.</summary>
public abstract class SealsTests(RunningServer shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_campaign_under_way_is_sealed_with_its_runs()
    {
        await using var server = await shared.Another();
        var campaign = await new Campaigning(server).Launched(branches: 2);

        var made = await campaign.Run("seal-campaigns");

        var seal = Assert.Single(await Seals(campaign));
        Assert.Equal((1, campaign.Id, 1), (made, seal.CampaignId, seal.Number));
        Assert.True(seal.Streams >= 2);
        Assert.Single(await File.ReadAllLinesAsync(server.Services.GetRequiredService<SealFiles>().SealFile, Ct));
    }

    [Fact]
    public async Task Where_nothing_has_happened_no_other_seal_is_made()
    {
        await using var server = await shared.Another();
        var campaign = await new Campaigning(server).Launched(branches: 2);
        await campaign.Run("seal-campaigns");
        server.Time.Advance(TimeSpan.FromHours(1));

        var made = await campaign.Run("seal-campaigns");

        Assert.Equal(0, made);
        Assert.Single(await Seals(campaign));
        Assert.Single(await File.ReadAllLinesAsync(server.Services.GetRequiredService<SealFiles>().SealFile, Ct));
    }

    [Fact]
    public async Task What_has_happened_since_is_under_the_next_seal()
    {
        await using var server = await shared.Another();
        var campaign = await new Campaigning(server).Launched(branches: 2);
        await campaign.Run("seal-campaigns");
        campaign.Morning(3, 16);
        await campaign.Run("sweep-alarms");

        var made = await campaign.Run("seal-campaigns");

        var seals = await Seals(campaign);
        Assert.Equal((1, 2), (made, seals.Count));
        Assert.Equal(seals[0].Root, seals[1].Previous);
        Assert.NotEqual(seals[0].Root, seals[1].Root);
    }

    [Fact]
    public async Task A_campaign_that_is_over_is_sealed_once_more_and_then_left_alone()
    {
        await using var server = await shared.Another();
        var campaign = await new Campaigning(server).Launched(branches: 2);
        await campaign.Run("seal-campaigns");
        campaign.Morning(3, 16);
        await campaign.Run("sweep-alarms");
        var now = server.Time.GetUtcNow();
        await campaign.Db(db => db.Campaigns.ExecuteUpdateAsync(set => set.SetProperty(c => c.Status, CampaignStatus.Closed).SetProperty(c => c.ClosedAt, now), Ct));

        var first = await campaign.Run("seal-campaigns");
        var second = await campaign.Run("seal-campaigns");

        Assert.Equal((1, 0, 2), (first, second, (await Seals(campaign)).Count));
    }

    [Fact]
    public async Task A_campaign_that_has_not_begun_is_not_sealed()
    {
        await using var server = await shared.Another();
        var campaign = await new Campaigning(server).Prepared(branches: 2);

        var made = await campaign.Run("seal-campaigns");

        Assert.Equal(0, made);
    }

    private static Task<List<Seal>> Seals(Campaigning campaign) => campaign.Db(db => db.Seals.AsNoTracking().OrderBy(s => s.Number).ToListAsync(Ct));
}
