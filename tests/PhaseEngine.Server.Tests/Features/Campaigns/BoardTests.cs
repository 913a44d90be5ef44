using System.Net;
using System.Text.Json.Nodes;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Campaigns;

/// <summary>The map of units and phases.</summary>
public abstract class BoardTests(RunningServer server)
{
    [Fact]
    public async Task It_counts_each_units_subtree_by_phase_lateness_and_who_is_waited_for()
    {
        await using var own = await server.Another();
        var campaign = await SmallCampaign.Of(own, branches: 3);
        await campaign.AskedFor(branch: 0);
        (await campaign.Record(await own.As("secretary", campaign.Branches[2]), "plan", "version", new { on = campaign.Day(0), title = "学习计划" }, branch: 2)).Is(HttpStatusCode.Created);
        own.Time.Advance(TimeSpan.FromDays(12));

        var board = (await campaign.Supervisor.Client.Get($"/api/v1/campaigns/{campaign.Id}/board")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(campaign.Committee.Id, (Guid)board["unit"]!);
        Assert.Equal(["first", "second"], board["phases"]!.AsArray().Select(p => (string)p!["key"]!));
        // The study plan of all three was due on day 10. That of the last lies before those who review it, which is not to be counted
        // against it; the first asked for the gate and owes its plan all the same.
        Assert.Equal((3, 3, 2, 2), Read(board["all"]!));
        Assert.Null(board["own"]);
        Assert.Equal(campaign.Branches.Select(b => b.Id).Order(), board["below"]!.AsArray().Select(r => (Guid)r!["unitId"]!).Order());
        Assert.Equal((1, 1, 1, 1), Read(RowOf(board, campaign.Branches[0].Id)["counts"]!));
        Assert.Equal((1, 1, 0, 1), Read(RowOf(board, campaign.Branches[1].Id)["counts"]!));
        Assert.Equal((1, 1, 1, 0), Read(RowOf(board, campaign.Branches[2].Id)["counts"]!));
        var phase = Assert.Single(board["all"]!["inPhase"]!.AsArray())!;
        Assert.Equal(("first", 3, 2), ((string?)phase["phase"], (int)phase["units"]!, (int)phase["late"]!));
    }

    [Fact]
    public async Task Drilled_down_a_branch_shows_its_own_run_and_the_way_back_up()
    {
        var campaign = await SmallCampaign.Of(server, branches: 2);

        var board = (await campaign.Supervisor.Client.Get($"/api/v1/campaigns/{campaign.Id}/board?unit={campaign.Branch.Id}")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(1, (int)board["own"]!["units"]!);
        Assert.Equal(campaign.Committee.Id, (Guid?)board["above"]);
        Assert.Empty(board["below"]!.AsArray());
    }

    [Fact]
    public async Task Below_a_unit_with_many_the_board_comes_page_by_page()
    {
        var campaign = await SmallCampaign.Of(server, branches: 5);
        var seen = new List<Guid>();
        var sizes = new List<int>();

        for (string? after = ""; after is not null;)
        {
            var board = (await campaign.Supervisor.Client.Get($"/api/v1/campaigns/{campaign.Id}/board?limit=2&after={after}")).Is(HttpStatusCode.OK).Body!;
            seen.AddRange(board["below"]!.AsArray().Select(r => (Guid)r!["unitId"]!));
            sizes.Add(board["below"]!.AsArray().Count);
            Assert.Equal(5, (int)board["all"]!["units"]!);
            after = (string?)board["next"];
        }

        Assert.Equal([2, 2, 1], sizes);
        Assert.Equal(campaign.Branches.OrderBy(b => b.Code, StringComparer.Ordinal).Select(b => b.Id), seen);
    }

    [Fact]
    public async Task A_branch_sees_itself_and_nothing_of_its_neighbours()
    {
        var campaign = await SmallCampaign.Of(server, branches: 2);
        var secretary = await server.As("secretary", campaign.Branches[1]);

        var own = (await secretary.Client.Get($"/api/v1/campaigns/{campaign.Id}/board")).Is(HttpStatusCode.OK).Body!;
        var neighbour = await secretary.Client.Get($"/api/v1/campaigns/{campaign.Id}/board?unit={campaign.Branch.Id}");

        Assert.Equal((campaign.Branches[1].Id, 1), ((Guid)own["unit"]!, (int)own["all"]!["units"]!));
        Assert.Null((Guid?)own["above"]);
        neighbour.IsRefused(HttpStatusCode.NotFound, "not-found");
    }

    private static (int Units, int Active, int Waiting, int Late) Read(JsonNode counts) =>
        ((int)counts["units"]!, (int)counts["active"]!, (int)counts["waiting"]!, (int)counts["late"]!);

    private static JsonNode RowOf(JsonNode board, Guid unit) => board["below"]!.AsArray().Single(r => (Guid)r!["unitId"]! == unit)!;
}

public sealed class BoardTestsOnSqlite(SqliteServer server) : BoardTests(server);

public sealed class BoardTestsOnPostgres(PostgresBackedServer server) : BoardTests(server);
