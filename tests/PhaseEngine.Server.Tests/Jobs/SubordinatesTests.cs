using System.Net;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Jobs;

public sealed class SubordinatesOnSqlite(SqliteServer server) : SubordinatesTests(server);

public sealed class SubordinatesOnPostgres(PostgresBackedServer server) : SubordinatesTests(server);

/// <summary>A superior's gate looks at the units below it, as a job counts them (S.38).</summary>
public abstract class SubordinatesTests(RunningServer shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Units_below_are_counted_and_a_unit_without_any_has_none()
    {
        await using var server = await shared.Another();
        var campaign = await new Campaigning(server).Launched(branches: 3, withCommittee: true);

        await campaign.Run("count-subordinates");

        Assert.Equal((3, 0), await CountOf(server, campaign, campaign.Committee));
        Assert.Equal((0, 0), await CountOf(server, campaign, campaign.Branches[0]));
    }

    [Fact]
    public async Task What_changes_below_is_seen_by_the_next_sweep()
    {
        await using var server = await shared.Another();
        var campaign = await new Campaigning(server).Launched(branches: 3, withCommittee: true);
        await campaign.Run("count-subordinates");
        await Waive(server, await campaign.RunOf(campaign.Branches[1]));

        await campaign.Run("count-subordinates");

        Assert.Equal((3, 1), await CountOf(server, campaign, campaign.Committee));
    }

    [Fact]
    public async Task Nothing_is_written_where_no_count_changed()
    {
        await using var server = await shared.Another();
        var campaign = await new Campaigning(server).Launched(branches: 3, withCommittee: true);
        await campaign.Run("count-subordinates");

        var changed = await campaign.Run("count-subordinates");

        Assert.Equal(0, changed);
    }

    [Fact]
    public async Task A_dissolved_unit_does_not_count()
    {
        await using var server = await shared.Another();
        var campaign = await new Campaigning(server).Launched(branches: 3, withCommittee: true);
        var branch = campaign.Branches[0];
        await server.Save(db =>
        {
            db.Attach(branch);
            branch.Change(branch.Details with { DissolvedOn = server.Today });
        });

        await campaign.Run("count-subordinates");

        Assert.Equal((2, 0), await CountOf(server, campaign, campaign.Committee));
    }

    [Fact]
    public async Task A_unit_that_asks_is_counted_as_things_stand()
    {
        await using var server = await shared.Another();
        var campaign = await new Campaigning(server).Launched(branches: 2, withCommittee: true);
        await Waive(server, await campaign.RunOf(campaign.Branches[0]));
        var superior = await campaign.RunOf(campaign.Committee);

        var input = await server.InScope(async services =>
        {
            var row = await services.GetRequiredService<RunStore>().Load(superior, forUpdate: false, Ct);
            return await services.GetRequiredService<SubordinateCounts>().For(row!, server.Time.GetUtcNow(), Ct);
        });

        var (gate, _, count) = Assert.Single(input!.Counts);
        Assert.Equal(("gate", 2, 1), (gate, count.Units, count.Satisfied));
    }

    [Fact]
    public async Task A_gate_is_asked_for_with_the_units_below_as_they_stand()
    {
        await using var server = await shared.Another();
        var campaign = await new Campaigning(server).Launched(branches: 2, withCommittee: true);
        await campaign.Run("count-subordinates");
        foreach (var branch in campaign.Branches) await Waive(server, await campaign.RunOf(branch));

        // The sweep has not come by since.
        var asked = await Ask(server, campaign);

        asked.Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_old_count_helps_nobody()
    {
        await using var server = await shared.Another();
        var campaign = await new Campaigning(server).Launched(branches: 2, withCommittee: true);
        await Waive(server, await campaign.RunOf(campaign.Branches[0]));
        await SetCount(server, await campaign.RunOf(campaign.Committee), units: 2, satisfied: 2);

        var asked = await Ask(server, campaign);

        asked.IsRefused(HttpStatusCode.Conflict, "gate-conditions-unmet");
    }

    private static async Task<Answer> Ask(RunningServer server, Campaigning campaign)
    {
        var secretary = await server.As("secretary", campaign.Committee, subtree: false);
        return await secretary.Client.Post($"/api/v1/runs/{await campaign.RunOf(campaign.Committee)}/gates/gate/request", new { });
    }

    private static Task<int> SetCount(RunningServer server, Guid run, int units, int satisfied) => server.InScope(async services =>
    {
        var now = server.Time.GetUtcNow();
        var refused = await services.GetRequiredService<RunSets>().Act(
            [run], row => new SubordinatesChanged([("gate", row.Plan.SubordinateLeaves[0].Ordinal, new SubordinateCount(units, satisfied, now))]),
            null, SubordinateCounts.Act, now, null, Ct);
        Assert.Empty(refused);
        return 0;
    });

    private static Task<int> Waive(RunningServer server, Guid run) => server.InScope(async services =>
    {
        var refused = await services.GetRequiredService<RunSets>().Act(
            [run], _ => new RequirementWaived("paper", Guid.CreateVersion7(), "已在试点中完成"), null, "waived", server.Time.GetUtcNow(), null, Ct);
        Assert.Empty(refused);
        return 0;
    });

    private static async Task<(int Units, int Satisfied)> CountOf(RunningServer server, Campaigning campaign, Unit unit)
    {
        var run = await campaign.RunOf(unit);
        var row = await server.InScope(services => services.GetRequiredService<RunStore>().Load(run, forUpdate: false, Ct));
        var count = Assert.Single(row!.State.Subordinates)!;
        return (count.Units, count.Satisfied);
    }
}
