using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Runs;
using PhaseEngine.Testing;

namespace PhaseEngine.Data.Tests.Campaigns;

public sealed class CampaignLaunchOnSqlite() : CampaignLaunchTests(TestDatabases.Sqlite);

public sealed class CampaignLaunchOnPostgres() : CampaignLaunchTests(TestDatabases.Postgres);

public abstract class CampaignLaunchTests(TestDatabases databases) : Conformance(databases)
{
    /// <summary>More than one set on SQLite, and two on PostgreSQL.</summary>
    private const int Branches = 1050;

    private readonly FakeTime clock = new(Given.Start);

    [Fact]
    public async Task Makes_a_run_with_its_first_event_for_every_unit()
    {
        var given = await new Given(Db).Campaigning(Branches, Ct);
        await Begin(given);

        var done = await Do(launch => launch.Continue(given.Campaign, clock, null, Ct));

        Assert.True(done);
        var runs = await Db.Runs.AsNoTracking().Where(r => r.CampaignId == given.Campaign).ToListAsync(Ct);
        Assert.Equal(given.Branches.Order(), runs.Select(r => r.UnitId).Order());
        Assert.All(runs, run => Assert.Equal(("prepare", "gate", 2, 1), (run.Phase, run.Gate, run.OpenCount, run.Seq)));
        Assert.Equal(Branches, await Db.Events.CountAsync(e => e.Act == CampaignLaunch.Act, Ct));
        Assert.Equal(Branches, await Db.Alarms.CountAsync(Ct));
    }

    [Fact]
    public async Task Goes_on_where_it_was_broken_off_and_makes_no_run_twice()
    {
        var given = await new Given(Db).Campaigning(Branches, Ct);
        await Begin(given);
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Do(launch => launch.Continue(given.Campaign, clock, _ => broken.Cancel(), broken.Token)));
        var afterBreak = await Db.Runs.CountAsync(Ct);
        clock.Advance(CampaignLaunch.Lease + TimeSpan.FromSeconds(1));
        var done = await Do(launch => launch.Continue(given.Campaign, clock, null, Ct));

        Assert.InRange(afterBreak, 1, Branches - 1);
        Assert.True(done);
        Assert.Equal(Branches, await Db.Runs.CountAsync(Ct));
    }

    [Fact]
    public async Task Leaves_a_launch_to_the_node_that_has_it_in_hand()
    {
        var given = await new Given(Db).Campaigning(Branches, Ct);
        await Begin(given);
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Do(launch => launch.Continue(given.Campaign, clock, _ => broken.Cancel(), broken.Token)));

        var done = await Do(launch => launch.Continue(given.Campaign, clock, null, Ct));

        Assert.False(done);
    }

    [Fact]
    public async Task A_node_that_woke_up_after_its_lease_writes_nothing_more()
    {
        var given = await new Given(Db).Campaigning(Branches, Ct);
        await Begin(given);
        var sets = 0;
        Task<bool>? other = null;

        var late = await Do(launch => launch.Continue(
            given.Campaign, clock,
            _ =>
            {
                if (sets++ > 0) return;
                // The first node sleeps here for longer than its lease, and wakes when the other one is at work.
                clock.Advance(CampaignLaunch.Lease + TimeSpan.FromSeconds(1));
                other = Task.Run(() => Do(next => next.Continue(given.Campaign, clock, null, Ct)), Ct);
                Assert.True(SpinWait.SpinUntil(() => Elsewhere(db => db.Launches.AnyAsync(l => l.Fence == 2, Ct)).GetAwaiter().GetResult(), TimeSpan.FromMinutes(1)));
            },
            Ct));

        Assert.False(late);
        Assert.Equal(1, sets);
        Assert.True(await other!);
        Assert.Equal(Branches, await Db.Runs.CountAsync(Ct));
    }

    [Fact]
    public async Task Stops_when_cancelled_and_is_done_after_resuming()
    {
        var given = await new Given(Db).Campaigning(Branches, Ct);
        await Begin(given);

        var stopped = await Do(launch => launch.Continue(
            given.Campaign, clock, _ => Do(other => Cancelled(other, given.Campaign)).GetAwaiter().GetResult(), Ct));
        var made = await Db.Runs.CountAsync(Ct);
        await Do(async launch =>
        {
            await launch.Resume(given.Campaign, Ct);
            return await launch.Continue(given.Campaign, clock, null, Ct);
        });

        Assert.False(stopped);
        Assert.InRange(made, 1, Branches - 1);
        Assert.Equal(Branches, await Db.Runs.CountAsync(Ct));
    }

    [Fact]
    public async Task No_run_can_be_worked_on_before_all_are_made()
    {
        var given = await new Given(Db).Campaigning(Branches, Ct);
        await Begin(given);
        RunRow? early = null;

        await Do(launch => launch.Continue(
            given.Campaign, clock,
            progress =>
            {
                if (progress.Done < Branches) early ??= Elsewhere(db => Load(db, progress)).GetAwaiter().GetResult();
            },
            Ct));

        Assert.Null(early);
        Assert.Equal(CampaignStatus.Running, await Db.Campaigns.Select(c => c.Status).SingleAsync(Ct));
        Assert.NotNull(await Elsewhere(async db => await Load(db, await db.Launches.AsNoTracking().SingleAsync(Ct))));
    }

    [Fact]
    public async Task Leaves_out_units_that_are_exempt()
    {
        var given = await new Given(Db).Campaigning(3, Ct);
        await Db.CampaignUnits.Where(u => u.UnitId == given.Branches[1]).ExecuteUpdateAsync(set => set.SetProperty(u => u.ExemptReason, "正在改制"), Ct);
        await Begin(given);

        await Do(launch => launch.Continue(given.Campaign, clock, null, Ct));

        Assert.Equal([given.Branches[0], given.Branches[2]], await Db.Runs.Select(r => r.UnitId).Order().ToListAsync(Ct));
    }

    [Fact]
    public async Task A_campaign_is_launched_once()
    {
        var given = await new Given(Db).Campaigning(1, Ct);
        await Begin(given);

        var again = await Do(launch => launch.Begin(given.Campaign, given.Supervisor, clock.GetUtcNow(), Ct));

        Assert.Equal("campaign-not-draft", again.Problem?.Code);
    }

    private async Task Begin(Given given) =>
        Assert.True((await Do(launch => launch.Begin(given.Campaign, given.Supervisor, clock.GetUtcNow(), Ct))).IsOk);

    private static async Task<bool> Cancelled(CampaignLaunch launch, Guid campaign)
    {
        await launch.Cancel(campaign, Ct);
        return true;
    }

    private async Task<RunRow?> Load(PhaseEngineDb db, Launch progress)
    {
        var run = await db.Runs.Where(r => r.CampaignId == progress.CampaignId).Select(r => r.Id).FirstAsync(Ct);
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RunStore>().Load(run, forUpdate: false, Ct);
    }

    private async Task<T> Do<T>(Func<CampaignLaunch, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<CampaignLaunch>());
    }
}
