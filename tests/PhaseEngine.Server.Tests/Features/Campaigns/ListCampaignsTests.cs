using System.Net;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Campaigns;

/// <summary>Which campaigns somebody sees, page by page.</summary>
public abstract class ListCampaignsTests(RunningServer server)
{
    [Fact]
    public async Task Those_of_ones_own_units_and_running_ones_from_above_and_no_others()
    {
        var campaign = await SmallCampaign.Of(server);
        await SmallCampaign.Of(server);
        var branch = await server.As("secretary", campaign.Branch);

        var office = (await campaign.Supervisor.Client.Get("/api/v1/campaigns")).Is(HttpStatusCode.OK);
        var below = (await branch.Client.Get("/api/v1/campaigns")).Is(HttpStatusCode.OK);

        Assert.Equal([campaign.Id], Ids(office));
        Assert.Equal([campaign.Id], Ids(below));
    }

    [Fact]
    public async Task Page_by_page_each_once_the_newest_first()
    {
        SmallCampaign[] three = [await SmallCampaign.Of(server), await SmallCampaign.Of(server), await SmallCampaign.Of(server)];
        var office = await server.As([.. three.Select(c => ("campaignOffice", (Guid?)c.Committee.Id, true))]);

        var seen = new List<Guid>();
        for (string? next = ""; next is not null;)
        {
            var page = (await office.Client.Get($"/api/v1/campaigns?limit=1&after={next}")).Is(HttpStatusCode.OK);
            seen.Add(Assert.Single(Ids(page)));
            next = (string?)page.Body!["next"];
        }

        Assert.Equal(three.Select(c => c.Id).OrderDescending(), seen);
    }

    [Fact]
    public async Task By_status_and_by_a_part_of_the_title()
    {
        var campaign = await SmallCampaign.Of(server);
        var client = campaign.Supervisor.Client;

        Assert.Equal([campaign.Id], Ids(await client.Get("/api/v1/campaigns?status=running&search=小活")));
        Assert.Empty(Ids(await client.Get("/api/v1/campaigns?status=closed")));
        Assert.Empty(Ids(await client.Get("/api/v1/campaigns?search=没有这个")));
    }

    [Fact]
    public async Task Runs_are_found_by_how_they_stand_and_by_whether_they_wait()
    {
        var campaign = await SmallCampaign.Of(server, branches: 2);
        await campaign.AskedFor(branch: 1);
        var runs = $"/api/v1/campaigns/{campaign.Id}/runs";

        Assert.Equal([campaign.Runs[1]], Ids(await campaign.Supervisor.Client.Get($"{runs}?waiting=true")));
        Assert.Equal([campaign.Runs[0]], Ids(await campaign.Supervisor.Client.Get($"{runs}?waiting=false&status=active")));
        Assert.Empty(Ids(await campaign.Supervisor.Client.Get($"{runs}?status=suspended")));
    }

    private static List<Guid> Ids(Answer page) => [.. page.Is(HttpStatusCode.OK).Body!["items"]!.AsArray().Select(c => (Guid)c!["id"]!)];
}

public sealed class ListCampaignsTestsOnSqlite(SqliteServer server) : ListCampaignsTests(server);

public sealed class ListCampaignsTestsOnPostgres(PostgresBackedServer server) : ListCampaignsTests(server);
