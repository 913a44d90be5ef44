using System.Net;
using PhaseEngine.Server.Jobs;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Campaigns;

public sealed class CloseCampaignOnSqlite(SqliteServer server) : CloseCampaignTests(server);

public sealed class CloseCampaignOnPostgres(PostgresBackedServer server) : CloseCampaignTests(server);

public abstract class CloseCampaignTests(RunningServer server)
{
    [Fact]
    public async Task What_is_under_way_is_closed_in_the_offices_name_and_the_record_says_why()
    {
        var campaign = await SmallCampaign.Of(server, branches: 3);
        var office = await server.As("campaignOffice", campaign.Committee);

        (await Close(office, campaign)).Is(HttpStatusCode.OK);
        await server.Services.GetRequiredService<JobRunner>().Run("close-runs", TestContext.Current.CancellationToken);

        var closed = (await office.Client.Get($"/api/v1/campaigns/{campaign.Id}")).Is(HttpStatusCode.OK).Body!;
        Assert.Equal("closed", (string?)closed["campaign"]!["status"]);
        Assert.NotNull(closed["campaign"]!["closedAt"]);
        Assert.Equal(("closed", 3), ((string?)closed["standings"]![0]!["status"], (int)closed["standings"]![0]!["units"]!));
        Assert.Equal(["launched", "runClosed"], await server.Acts(campaign.Run));
        var record = (await office.Client.Get($"/api/v1/runs/{campaign.Run}/events")).Is(HttpStatusCode.OK).Body!["items"]!.AsArray();
        var ending = Assert.Single(record, e => (string?)e!["act"] == "runClosed")!;
        Assert.Contains("任务已经完成", ending.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_more_is_recorded_and_everything_can_be_read()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);
        (await Close(await server.As("campaignOffice", campaign.Committee), campaign)).Is(HttpStatusCode.OK);
        await server.Services.GetRequiredService<JobRunner>().Run("close-runs", TestContext.Current.CancellationToken);

        (await campaign.Record(secretary, "essay", "done", new { on = campaign.Day(0), members = campaign.MemberIds })).IsRefused(HttpStatusCode.Conflict, "run-not-active");
        Assert.Equal("closed", (string?)(await secretary.Client.Get($"/api/v1/runs/{campaign.Run}")).Is(HttpStatusCode.OK).Body!["status"]);
    }

    [Fact]
    public async Task It_is_closed_once_by_who_saw_it_as_it_is()
    {
        var campaign = await SmallCampaign.Of(server);
        var office = await server.As("campaignOffice", campaign.Committee);

        (await Close(office, campaign, version: 7)).IsRefused(HttpStatusCode.PreconditionFailed, "stale");
        (await Close(office, campaign)).Is(HttpStatusCode.OK);
        (await Close(office, campaign)).IsRefused(HttpStatusCode.Conflict, "campaign-not-running");
    }

    private static async Task<Answer> Close(Person by, SmallCampaign campaign, int? version = null)
    {
        var seen = (await by.Client.Get($"/api/v1/campaigns/{campaign.Id}")).Is(HttpStatusCode.OK).Body!["campaign"]!;
        return await by.Client.Call(
            HttpMethod.Post, $"/api/v1/campaigns/{campaign.Id}/closing", new { reason = "任务已经完成" }, ("If-Match", $"\"{version ?? (int)seen["version"]!}\""));
    }
}
