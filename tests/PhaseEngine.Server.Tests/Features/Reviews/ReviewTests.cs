using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
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
    public async Task A_corrected_meeting_has_its_actions_done_all_the_same()
    {
        var (campaign, secretary) = await Begin();
        var wrong = await Hold(campaign, secretary);
        var action = (Guid)(await Actions(campaign, secretary))[0]!["id"]!;
        (await Close(campaign, secretary, "review", action)).Is(HttpStatusCode.Created);

        var right = (await Correct(campaign, secretary, wrong, Decided("修屋顶", "换门锁"))).Is(HttpStatusCode.Created).Id;
        (await Correct(campaign, secretary, right, Decided("修屋顶", "换门锁", "买桌椅"))).Is(HttpStatusCode.Created);

        var actions = await Actions(campaign, secretary);
        Assert.Equal(campaign.Day(0), (string?)actions.Single(a => (Guid)a!["id"]! == action)!["doneOn"]);
        (await Close(campaign, secretary, "review", action)).IsRefused(HttpStatusCode.Conflict, "action-done-already");
        Assert.Equal((2, 2, 2), await OpenActions(campaign, secretary, "review"));
    }

    [Fact]
    public async Task A_corrected_meeting_has_what_was_recorded_afterwards()
    {
        var (campaign, secretary) = await Begin();
        var wrong = await Hold(campaign, secretary);
        (await campaign.Record(secretary, "review", "minutes", new { on = campaign.Day(0), meeting = wrong, text = "记录" })).Is(HttpStatusCode.Created);
        (await campaign.Record(secretary, "review", "informed", new { on = campaign.Day(0), meeting = wrong, how = "公告" })).Is(HttpStatusCode.Created);

        var right = (await Correct(campaign, secretary, wrong, Decided("修屋顶"))).Is(HttpStatusCode.Created).Id;

        foreach (var meeting in (Guid[])[wrong, right])
        {
            (await campaign.Record(secretary, "review", "minutes", new { on = campaign.Day(0), meeting, text = "记录" }))
                .IsRefused(HttpStatusCode.Conflict, "meeting-recorded-already");
            (await campaign.Record(secretary, "review", "informed", new { on = campaign.Day(0), meeting, how = "公告" }))
                .IsRefused(HttpStatusCode.Conflict, "meeting-recorded-already");
        }

        (await Correct(campaign, secretary, right, new { on = campaign.Day(0), ledBy = "deputy", absent = Array.Empty<Guid>(), informed = true }))
            .IsRefused(HttpStatusCode.Conflict, "meeting-recorded-already");
    }

    [Fact]
    public async Task What_later_records_are_about_stays_until_they_are_taken_back()
    {
        var (campaign, secretary) = await Begin();
        var meeting = await Hold(campaign, secretary);
        var closing = (await Close(campaign, secretary, "review", (Guid)(await Actions(campaign, secretary))[0]!["id"]!)).Is(HttpStatusCode.Created).Id;

        (await Correct(campaign, secretary, meeting, Decided())).IsRefused(HttpStatusCode.Conflict, "meeting-followed");
        (await Correct(campaign, secretary, meeting, Decided("换门锁", "修屋顶"))).IsRefused(HttpStatusCode.Conflict, "meeting-followed");
        (await Correct(campaign, secretary, meeting, (object?)null)).IsRefused(HttpStatusCode.Conflict, "meeting-followed");
        Assert.Equal((0, 0, 0), await OpenActions(campaign, secretary, "review"));

        (await Correct(campaign, secretary, closing, (object?)null)).Is(HttpStatusCode.Created);
        Assert.Equal((1, 1, 1), await OpenActions(campaign, secretary, "review"));
        (await Correct(campaign, secretary, meeting, (object?)null)).Is(HttpStatusCode.Created);
        Assert.Equal((0, 0, 0), await OpenActions(campaign, secretary, "review"));
    }

    [Fact]
    public async Task A_meeting_of_two_requirements_has_its_actions_in_each()
    {
        var campaign = await SmallCampaign.Of(server, adjust: definition => definition
            .Replace("""{"id":"study",""", """{"id":"life","type":"PhaseEngine.Meeting","version":1,"key":"life","title":{"zh-CN":"组织生活会","en":"Life meeting"}},{"id":"study",""", StringComparison.Ordinal)
            .Replace("""{"source":{"activity":"s","port":"Done"},"target":{"activity":"study",""", """{"source":{"activity":"s","port":"Done"},"target":{"activity":"life","port":"In"}},{"source":{"activity":"s","port":"Done"},"target":{"activity":"study",""", StringComparison.Ordinal));
        var secretary = await server.As("secretary", campaign.Branch);
        (await campaign.Record(
            secretary, "meeting", "meeting", new { on = campaign.Day(0), ledBy = "secretary", absent = Array.Empty<Guid>(), actions = Decided("修屋顶") },
            alsoServes: [new { run = campaign.Run, key = "life" }])).Is(HttpStatusCode.Created);
        var action = (Guid)(await Actions(campaign, secretary))[0]!["id"]!;

        (await Close(campaign, secretary, "meeting", action)).Is(HttpStatusCode.Created);

        Assert.Equal("life", (string?)Assert.Single(await Actions(campaign, secretary), a => a!["doneOn"] is null)!["key"]);
        Assert.Equal((0, 0, 0), await OpenActions(campaign, secretary, "meeting"));
        Assert.Equal((1, 1, 1), await OpenActions(campaign, secretary, "life"));
        (await Close(campaign, secretary, "life", action)).Is(HttpStatusCode.Created);
        Assert.Equal((0, 0, 0), await OpenActions(campaign, secretary, "life"));
        Assert.All(await Actions(campaign, secretary), a => Assert.NotNull(a!["doneOn"]));
        (await secretary.Client.Get($"/api/v1/runs/{campaign.Run}/meetings")).Is(HttpStatusCode.OK);
        (await secretary.Client.Get($"/api/v1/runs/{campaign.Run}/summary-draft")).Is(HttpStatusCode.OK);
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

    private static object[] Decided(params string[] actions) => [.. actions.Select(what => new { what, who = "张三" })];

    private static Task<Answer> Close(SmallCampaign campaign, Person by, string key, Guid action) =>
        campaign.Record(by, key, "action", new { on = campaign.Day(0), action, result = "已完工" });

    private static Task<Answer> Correct(SmallCampaign campaign, Person by, Guid record, object[] actions) =>
        Correct(campaign, by, record, new { on = campaign.Day(0), ledBy = "deputy", absent = Array.Empty<Guid>(), actions });

    private static Task<Answer> Correct(SmallCampaign campaign, Person by, Guid record, object? document) => by.Client.Post(
        $"/api/v1/evidence/{record}/supersession", new { reason = "记错了", document }, ("If-Match", "\"1\""));

    /// <summary>How many actions are open by the counter, by the list, and counted again from the records in force.</summary>
    private async Task<(int Counter, int Listed, int Recounted)> OpenActions(SmallCampaign campaign, Person reader, string key)
    {
        var run = (await reader.Client.Get($"/api/v1/runs/{campaign.Run}")).Is(HttpStatusCode.OK).Body!;
        var requirement = run["phases"]![0]!["requirements"]!.AsArray().First(r => (string?)r!["key"] == key)!;
        var counter = (int)(decimal)requirement["metrics"]!.AsArray().First(m => (string?)m!["name"] == "openActions")!["value"]!;
        var listed = (await Actions(campaign, reader)).Count(a => (string?)a!["key"] == key && a["doneOn"] is null);
        var records = await server.InScope(services =>
        {
            var db = services.GetRequiredService<PhaseEngineDb>();
            return (
                from use in db.EvidenceUses
                where use.RunId == campaign.Run && use.Key == key
                join item in db.Evidence on use.EvidenceId equals item.Id
                where item.SupersededBy == null
                join content in db.EvidenceContents on item.Id equals content.EvidenceId
                select new { item.Form, content.Document }).ToListAsync(TestContext.Current.CancellationToken);
        });
        var counted = records.Sum(r => r.Form == "action" ? -1 : (JsonNode.Parse(r.Document!)!["actions"] as JsonArray)?.Count ?? 0);
        return (counter, listed, counted);
    }

    private static async Task<JsonNode> Meeting(SmallCampaign campaign, Person reader) =>
        Assert.Single((await reader.Client.Get($"/api/v1/runs/{campaign.Run}/meetings")).Is(HttpStatusCode.OK).Body!.AsArray())!;

    private static async Task<JsonArray> Actions(SmallCampaign campaign, Person reader) =>
        (await reader.Client.Get($"/api/v1/runs/{campaign.Run}/actions")).Is(HttpStatusCode.OK).Body!.AsArray();
}
