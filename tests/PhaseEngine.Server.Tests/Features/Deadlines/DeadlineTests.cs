using System.Net;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Deadlines;

/// <summary>One deadline moved for many units, with a preview and an undo (B.3).</summary>
public abstract class DeadlineTests(RunningServer server)
{
    [Fact]
    public async Task A_preview_says_for_whom_it_moves_and_for_whom_it_cannot()
    {
        var (campaign, office) = await Campaign(3);
        var secretary = await server.As("secretary", campaign.Branches[2]);
        await campaign.MeetTheGate(secretary, branch: 2);

        var preview = (await office.Client.Post(Of(campaign, "deadline-previews"), new { key = "essay", due = campaign.Day(-1) })).Is(HttpStatusCode.OK).Body!;

        Assert.Equal((3, 2, 2, 2), ((int)preview["units"]!, (int)preview["moves"]!, (int)preview["earlier"]!, (int)preview["lateAtOnce"]!));
        Assert.Equal(1, (int)preview["stays"]!["requirement-closed"]!);
        Assert.Equal(2, preview["examples"]!.AsArray().Count);
        Assert.Equal("2026-04-01", await DueOfEssay(campaign, 0));
    }

    [Fact]
    public async Task A_unit_that_cannot_be_read_stays_and_is_named_and_the_others_move()
    {
        var (campaign, office) = await Campaign(3);
        await server.InScope(services => services.GetRequiredService<PhaseEngineDb>().Runs.Where(r => r.Id == campaign.Runs[1])
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.State, "no state"u8.ToArray()), TestContext.Current.CancellationToken));

        var move = (await office.Client.Post(Of(campaign, "deadlines"), new { key = "essay", due = "2026-04-15", reason = "防汛任务重" })).Is(HttpStatusCode.OK).Body!;

        Assert.Equal((2, 1), ((int)move["moved"]!, (int)move["stays"]!["run-unreadable"]!));
        Assert.Equal(("2026-04-15", "2026-04-15"), (await DueOfEssay(campaign, 0), await DueOfEssay(campaign, 2)));
    }

    [Fact]
    public async Task Moved_undone_and_what_has_gone_on_since_is_left_and_listed()
    {
        var (campaign, office) = await Campaign(2);

        var move = (await office.Client.Post(Of(campaign, "deadlines"), new { key = "essay", due = "2026-04-15", reason = "防汛任务重" })).Is(HttpStatusCode.OK).Body!;
        var moved = (await DueOfEssay(campaign, 0), await DueOfEssay(campaign, 1));
        await campaign.MeetTheGate(await server.As("secretary", campaign.Branches[1]), branch: 1);
        var undone = (await office.Client.Post(Of(campaign, $"deadlines/{move["move"]}/undo"), new { reason = "任务提前结束" })).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(2, (int)move["moved"]!);
        Assert.Equal(("2026-04-15", "2026-04-15"), moved);
        Assert.Equal("2026-04-01", await DueOfEssay(campaign, 0));
        Assert.Equal(1, (int)undone["restored"]!);
        Assert.Equal(campaign.Runs[1], (Guid)Assert.Single(undone["left"]!.AsArray())!["runId"]!);
        Assert.Equal(["launched", "dueMoved", "dueMoved"], await server.Acts(campaign.Run));
    }

    [Fact]
    public async Task The_moves_stand_on_the_campaigns_record_with_who_and_why()
    {
        var (campaign, office) = await Campaign(1);
        var move = (await office.Client.Post(Of(campaign, "deadlines"), new { key = "essay", due = "2026-04-15", reason = "防汛任务重" }, ("Idempotency-Key", $"{Guid.NewGuid()}")))
            .Is(HttpStatusCode.OK).Body!;
        await office.Client.Post(Of(campaign, $"deadlines/{move["move"]}/undo"), new { reason = "任务提前结束" });

        var list = (await office.Client.Get(Of(campaign, "deadlines"))).Is(HttpStatusCode.OK).Body!.AsArray();

        Assert.Equal(["任务提前结束", "防汛任务重"], list.Select(m => (string)m!["reason"]!));
        Assert.Equal((Guid)move["move"]!, (Guid?)list[0]!["undoes"]);
        Assert.StartsWith("张 ", (string?)list[1]!["by"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_for_a_part_of_the_tree_and_a_move_nobody_knows_is_not_undone()
    {
        var (campaign, office) = await Campaign(2);

        var move = await office.Client.Post(Of(campaign, "deadlines"), new { key = "essay", due = "2026-04-15", under = campaign.Branches[1].Id, reason = "防汛任务重" });

        Assert.Equal(1, (int)move.Is(HttpStatusCode.OK).Body!["moved"]!);
        Assert.Equal(("2026-04-01", "2026-04-15"), (await DueOfEssay(campaign, 0), await DueOfEssay(campaign, 1)));
        (await office.Client.Post(Of(campaign, $"deadlines/{Guid.NewGuid()}/undo"), new { reason = "误操作" })).IsRefused(HttpStatusCode.NotFound, "deadline-move-unknown");
    }

    private async Task<(SmallCampaign Campaign, Person Office)> Campaign(int branches)
    {
        var campaign = await SmallCampaign.Of(server, branches);
        return (campaign, await server.As("campaignOffice", campaign.Committee));
    }

    private static string Of(SmallCampaign campaign, string what) => $"/api/v1/campaigns/{campaign.Id}/{what}";

    private static async Task<string?> DueOfEssay(SmallCampaign campaign, int branch) =>
        (string?)(await campaign.Supervisor.Client.Get($"/api/v1/runs/{campaign.Runs[branch]}")).Body!["phases"]![0]!["requirements"]!.AsArray()
            .Single(r => (string?)r!["key"] == "essay")!["due"];
}

public sealed class DeadlineTestsOnSqlite(SqliteServer server) : DeadlineTests(server);

public sealed class DeadlineTestsOnPostgres(PostgresBackedServer server) : DeadlineTests(server);
