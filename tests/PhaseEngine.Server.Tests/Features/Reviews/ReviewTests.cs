using System.Net;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Reviews;

public sealed class ReviewsOnSqlite(SqliteServer server) : ReviewTests(server);

public sealed class ReviewsOnPostgres(PostgresBackedServer server) : ReviewTests(server);

public abstract class ReviewTests(RunningServer server)
{
    [Fact]
    public async Task The_first_meeting_is_convened_with_the_open_items_on_its_agenda()
    {
        var (campaign, secretary) = await Begin();

        var meeting = await Meeting(campaign, secretary);

        Assert.Equal("convened", (string?)meeting["status"]);
        Assert.Equal("活动室漏水", (string?)Assert.Single(meeting["agenda"]!.AsArray())!["title"]);
    }

    [Fact]
    public async Task A_recorded_meeting_is_held_and_its_decisions_become_actions()
    {
        var (campaign, secretary) = await Begin();

        var record = await Hold(campaign, secretary);

        var meeting = await Meeting(campaign, secretary);
        Assert.Equal(("held", record), ((string)meeting["status"]!, (Guid)meeting["evidence"]!));
        Assert.Equal("活动室漏水", (string?)Assert.Single(meeting["agenda"]!.AsArray())!["title"]);
        var action = Assert.Single(await Actions(campaign, secretary))!;
        Assert.Equal("修屋顶", (string?)action["what"]);
        Assert.Null(action["doneOn"]);
    }

    [Fact]
    public async Task An_action_is_done_once()
    {
        var (campaign, secretary) = await Begin();
        await Hold(campaign, secretary);
        var action = (Guid)(await Actions(campaign, secretary))[0]!["id"]!;
        var done = new { on = campaign.Day(0), action, result = "已完工" };

        (await campaign.Record(secretary, "review", "action", done)).Is(HttpStatusCode.Created);

        Assert.Equal(campaign.Day(0), (string?)(await Actions(campaign, secretary))[0]!["doneOn"]);
        (await campaign.Record(secretary, "review", "action", done)).IsRefused(HttpStatusCode.Conflict, "action-done-already");
        (await campaign.Record(secretary, "review", "action", new { on = campaign.Day(0), action = Guid.CreateVersion7(), result = "x" }))
            .IsRefused(HttpStatusCode.BadRequest, "action-unknown");
    }

    [Fact]
    public async Task Minutes_come_once_and_to_a_meeting_there_was()
    {
        var (campaign, secretary) = await Begin();
        var meeting = await Hold(campaign, secretary);

        var minutes = await campaign.Record(secretary, "review", "minutes", new { on = campaign.Day(0), meeting, text = "记录" });

        minutes.Is(HttpStatusCode.Created);
        (await campaign.Record(secretary, "review", "minutes", new { on = campaign.Day(0), meeting, text = "记录" }))
            .IsRefused(HttpStatusCode.Conflict, "meeting-recorded-already");
        (await campaign.Record(secretary, "review", "informed", new { on = campaign.Day(0), meeting = Guid.CreateVersion7(), how = "公告" }))
            .IsRefused(HttpStatusCode.BadRequest, "meeting-unknown");
    }

    [Fact]
    public async Task A_corrected_meeting_stays_held()
    {
        var (campaign, secretary) = await Begin();
        var wrong = await Hold(campaign, secretary);

        var right = await secretary.Client.Post(
            $"/api/v1/evidence/{wrong}/supersession",
            new { reason = "主持人有误", document = new { on = campaign.Day(0), ledBy = "deputy", absent = Array.Empty<Guid>() } }, ("If-Match", "\"1\""));

        Assert.Equal(right.Is(HttpStatusCode.Created).Id, (Guid)(await Meeting(campaign, secretary))["evidence"]!);
    }

    [Fact]
    public async Task Moving_a_meeting_is_for_the_units_officers_and_on_record()
    {
        var (campaign, secretary) = await Begin();
        var day = $"/api/v1/meetings/{(await Meeting(campaign, secretary))["id"]}/day";

        var byAMember = await (await server.As("member", campaign.Branch)).Client.Put(day, new { on = campaign.Day(3) }, "\"1\"");
        await secretary.Client.Put(day, new { on = campaign.Day(3) }, "\"1\"");

        byAMember.IsRefused(HttpStatusCode.Forbidden, "forbidden");
        Assert.Contains("meetingMoved", await server.Acts(campaign.Branch.Id));
    }

    [Fact]
    public async Task The_unit_chooses_another_day_within_the_window()
    {
        var (campaign, secretary) = await Begin();
        var meeting = await Meeting(campaign, secretary);
        var day = $"/api/v1/meetings/{meeting["id"]}/day";

        Assert.Equal(campaign.Day(3), (string?)(await secretary.Client.Put(day, new { on = campaign.Day(3) }, "\"1\"")).Is(HttpStatusCode.OK).Body!["proposedOn"]);

        (await secretary.Client.Put(day, new { on = campaign.Day(4) }, "\"1\"")).IsRefused(HttpStatusCode.PreconditionFailed, "stale");
        (await secretary.Client.Put(day, new { on = campaign.Day(40) }, "\"2\"")).IsRefused(HttpStatusCode.BadRequest, "meeting-outside-window");
        await Hold(campaign, secretary);
        (await secretary.Client.Put(day, new { on = campaign.Day(4) }, "\"3\"")).IsRefused(HttpStatusCode.Conflict, "meeting-held-already");
    }

    private async Task<(SmallCampaign Campaign, Person Secretary)> Begin()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);
        await secretary.Client.Post(
            $"/api/v1/runs/{campaign.Run}/registers/problems/items",
            new { problem = "活动室漏水", source = "masses", priority = "main", @class = "concentrate", responsible = "张三" });
        return (campaign, secretary);
    }

    private static async Task<Guid> Hold(SmallCampaign campaign, Person by) => (await campaign.Record(by, "review", "meeting", new
    {
        on = campaign.Day(0), ledBy = "secretary", absent = Array.Empty<Guid>(), actions = new[] { new { what = "修屋顶", who = "张三", due = campaign.Day(5) } },
    })).Is(HttpStatusCode.Created).Id;

    private static async Task<System.Text.Json.Nodes.JsonNode> Meeting(SmallCampaign campaign, Person reader) =>
        Assert.Single((await reader.Client.Get($"/api/v1/runs/{campaign.Run}/meetings")).Is(HttpStatusCode.OK).Body!.AsArray())!;

    private static async Task<System.Text.Json.Nodes.JsonArray> Actions(SmallCampaign campaign, Person reader) =>
        (await reader.Client.Get($"/api/v1/runs/{campaign.Run}/actions")).Is(HttpStatusCode.OK).Body!.AsArray();
}
