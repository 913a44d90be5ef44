using System.Net;
using System.Text.Json.Nodes;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Extensions;

/// <summary>A unit asks for more time, and its superior answers (S.51).</summary>
public abstract class ExtensionTests(RunningServer server)
{
    [Fact]
    public async Task Granted_the_date_moves_and_both_words_are_on_record()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);

        (await Ask(campaign, secretary, campaign.Day(20))).Is(HttpStatusCode.NoContent);
        var waiting = Assert.Single((await campaign.Supervisor.Client.Get("/api/v1/extension-requests")).Is(HttpStatusCode.OK).Body!["items"]!.AsArray())!;
        (await Answer(campaign, campaign.Supervisor, new { grant = true, due = campaign.Day(15), reason = "质量优先" })).Is(HttpStatusCode.NoContent);

        Assert.Equal((campaign.Run, "学习计划", "asked"), ((Guid)waiting["runId"]!, (string?)waiting["title"], (string?)waiting["status"]));
        Assert.Equal(campaign.Day(15), await DueOfPlan(campaign));
        var request = Assert.Single(await OfRun(campaign, secretary))!;
        Assert.Equal(("granted", campaign.Day(20), campaign.Day(15)), ((string?)request["status"], (string?)request["due"], (string?)request["newDue"]));
        Assert.Equal(("秋收在即", "质量优先"), ((string?)request["reason"], (string?)request["answer"]));
        Assert.Empty((await campaign.Supervisor.Client.Get("/api/v1/extension-requests")).Body!["items"]!.AsArray());
        Assert.Equal(["extensionAsked", "extensionAnswered"], await server.Acts(campaign.Branch.Id));
    }

    [Fact]
    public async Task The_superior_is_told_of_each_request_and_the_unit_of_each_answer_once()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);
        var key = ("Idempotency-Key", $"{Guid.NewGuid()}");

        for (var twice = 0; twice < 2; twice++)
            (await secretary.Client.Post(Address(campaign), new { due = campaign.Day(20), reason = "秋收在即" }, key)).Is(HttpStatusCode.NoContent);
        await Answer(campaign, campaign.Supervisor, new { grant = false, reason = "时间充足" });
        await Ask(campaign, secretary, campaign.Day(20));
        await Answer(campaign, campaign.Supervisor, new { grant = true, due = campaign.Day(15), reason = "质量优先" });

        var asked = (await Inbox(campaign.Supervisor)).Where(m => m.Contains("申请将", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, asked.Count);
        Assert.All(asked, text => Assert.Equal($"{campaign.Branch.Name}申请将“学习计划”的期限延至2026年3月22日，请答复。", text));
        Assert.Equal(
            [$"{campaign.Branch.Name}：“学习计划”的期限已同意延至2026年3月17日。", $"{campaign.Branch.Name}：将“学习计划”延至2026年3月22日的申请未获同意，请按原期限办理。"],
            (await Inbox(secretary)).Where(m => m.Contains("学习计划", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private static async Task<List<string>> Inbox(Person person) =>
        [.. (await person.Client.Get("/api/v1/me/inbox")).Is(HttpStatusCode.OK).Body!["items"]!.AsArray().Select(m => (string)m!["text"]!)];

    [Fact]
    public async Task What_has_got_as_much_time_meanwhile_waits_for_no_answer()
    {
        var campaign = await SmallCampaign.Of(server);
        await Ask(campaign, await server.As("secretary", campaign.Branch), campaign.Day(20));

        (await campaign.Supervisor.Client.Call(HttpMethod.Put, $"/api/v1/runs/{campaign.Run}/activities/plan/due", new { due = campaign.Day(25), reason = "防汛任务重" }))
            .Is(HttpStatusCode.OK);

        Assert.Empty((await campaign.Supervisor.Client.Get("/api/v1/extension-requests")).Is(HttpStatusCode.OK).Body!["items"]!.AsArray());
    }

    [Fact]
    public async Task Refused_the_date_stays()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);
        var before = await DueOfPlan(campaign);
        await Ask(campaign, secretary, campaign.Day(20));

        (await Answer(campaign, campaign.Supervisor, new { grant = false, reason = "时间充足" })).Is(HttpStatusCode.NoContent);

        Assert.Equal(before, await DueOfPlan(campaign));
        Assert.Equal("refused", (string?)Assert.Single(await OfRun(campaign, secretary))!["status"]);
    }

    [Fact]
    public async Task One_at_a_time_and_taken_back_it_may_be_asked_again()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);
        await Ask(campaign, secretary, campaign.Day(20));

        (await Ask(campaign, secretary, campaign.Day(25))).IsRefused(HttpStatusCode.Conflict, "extension-asked-already");
        (await secretary.Client.Delete(Address(campaign))).Is(HttpStatusCode.NoContent);
        (await Answer(campaign, campaign.Supervisor, new { grant = true, reason = "同意" })).IsRefused(HttpStatusCode.Conflict, "extension-not-asked");
        (await Ask(campaign, secretary, campaign.Day(25))).Is(HttpStatusCode.NoContent);

        Assert.Equal(["asked", "withdrawn"], (await OfRun(campaign, secretary)).Select(r => (string)r!["status"]!));
    }

    [Fact]
    public async Task Less_time_is_not_asked_for_and_nobody_answers_for_their_own_unit()
    {
        var campaign = await SmallCampaign.Of(server);
        var both = await server.As(("secretary", campaign.Branch.Id, true), ("supervisor", campaign.Committee.Id, true));

        (await Ask(campaign, both, campaign.Day(2))).IsRefused(HttpStatusCode.BadRequest, "extension-not-later");
        await Ask(campaign, both, campaign.Day(20));
        (await Answer(campaign, both, new { grant = true, reason = "同意" })).IsRefused(HttpStatusCode.Forbidden, "not-the-superior");
    }

    private static string Address(SmallCampaign campaign) => $"/api/v1/runs/{campaign.Run}/activities/plan/extension-request";

    private static Task<Answer> Ask(SmallCampaign campaign, Person by, string due) => by.Client.Post(Address(campaign), new { due, reason = "秋收在即" });

    private static Task<Answer> Answer(SmallCampaign campaign, Person by, object answer) => by.Client.Post($"{Address(campaign)}/answer", answer);

    private static async Task<JsonArray> OfRun(SmallCampaign campaign, Person by) =>
        (await by.Client.Get($"/api/v1/runs/{campaign.Run}/extension-requests")).Is(HttpStatusCode.OK).Body!.AsArray();

    private static async Task<string?> DueOfPlan(SmallCampaign campaign) =>
        (string?)(await campaign.Supervisor.Client.Get($"/api/v1/runs/{campaign.Run}")).Body!["phases"]![0]!["requirements"]!.AsArray()
            .Single(r => (string?)r!["key"] == "plan")!["due"];
}

public sealed class ExtensionTestsOnSqlite(SqliteServer server) : ExtensionTests(server);

public sealed class ExtensionTestsOnPostgres(PostgresBackedServer server) : ExtensionTests(server);
