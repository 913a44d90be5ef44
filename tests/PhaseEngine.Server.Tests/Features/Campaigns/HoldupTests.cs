using System.Net;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Campaigns;

/// <summary>The funnel, and what narrows it.</summary>
public abstract class HoldupTests(RunningServer server)
{
    [Fact]
    public async Task It_tells_how_many_each_requirement_and_gate_holds_who_is_late_and_who_waits_for_the_superior()
    {
        await using var own = await server.Another();
        var campaign = await SmallCampaign.Of(own, branches: 3);
        await campaign.AskedFor(branch: 0);
        own.Time.Advance(TimeSpan.FromDays(15));

        var view = (await campaign.Supervisor.Client.Get($"/api/v1/campaigns/{campaign.Id}/holdups")).Is(HttpStatusCode.OK).Body!;
        var items = view["items"]!.AsArray().ToDictionary(i => (string)i!["key"]!, i => ((int)i!["open"]!, (int)i["late"]!, (int)i["superior"]!));

        Assert.Equal([("first", 0, 3, 0), ("second", 3, 0, 0)], view["phases"]!.AsArray().Select(p =>
            ((string)p!["key"]!, (int)p["waiting"]!, (int)p["in"]!, (int)p["done"]!)));
        Assert.Equal((3, 0, 1), items["gate"]);
        // The study plan was due on day 10, and nobody has written one.
        Assert.Equal((3, 3, 0), items["plan"]);
        Assert.Equal((2, 0, 0), items["essay"]);
    }

    [Fact]
    public async Task A_branch_counts_itself_alone_and_not_its_neighbours()
    {
        var campaign = await SmallCampaign.Of(server, branches: 2);
        var secretary = await server.As("secretary", campaign.Branch);

        var own = (await secretary.Client.Get($"/api/v1/campaigns/{campaign.Id}/holdups")).Is(HttpStatusCode.OK).Body!;
        var neighbour = await secretary.Client.Get($"/api/v1/campaigns/{campaign.Id}/holdups?unit={campaign.Branches[1].Id}");

        Assert.Equal(1, (int)own["units"]!);
        neighbour.IsRefused(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task What_was_counted_is_told_for_a_minute()
    {
        await using var own = await server.Another();
        var campaign = await SmallCampaign.Of(own, branches: 1);
        var address = $"/api/v1/campaigns/{campaign.Id}/holdups";
        await campaign.Supervisor.Client.Get(address);
        await campaign.AskedFor();

        var soon = await campaign.Supervisor.Client.Get(address);
        own.Time.Advance(TimeSpan.FromMinutes(1));
        var later = await campaign.Supervisor.Client.Get(address);

        Assert.Equal([0, 1], new[] { soon, later }.Select(a => a.Body!["items"]!.AsArray().Sum(i => (int)i!["superior"]!)));
    }
}

public sealed class HoldupTestsOnSqlite(SqliteServer server) : HoldupTests(server);

public sealed class HoldupTestsOnPostgres(PostgresBackedServer server) : HoldupTests(server);
