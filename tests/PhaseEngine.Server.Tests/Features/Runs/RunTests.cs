using System.Net;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Runs;

public sealed class RunsOnSqlite(SqliteServer server) : RunTests(server);

public sealed class RunsOnPostgres(PostgresBackedServer server) : RunTests(server);

public abstract class RunTests(RunningServer server)
{
    [Fact]
    public async Task The_desk_says_what_is_due_next_and_who_has_to_act()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);

        var desk = (await secretary.Client.Get($"/api/v1/units/{campaign.Branch.Id}/desk")).Is(HttpStatusCode.OK).Body!;

        var first = desk["tasks"]![0]!;
        Assert.Equal(("plan", campaign.Day(10), 10), ((string)first["key"]!, (string)first["due"]!, (int)first["daysLeft"]!));
        Assert.Equal("支部书记", (string?)first["who"]!["title"]);
        Assert.Single(first["who"]!["names"]!.AsArray());
    }

    [Fact]
    public async Task A_unit_reads_the_words_of_its_own_variant_on_its_desk_in_its_run_and_in_the_gates_report()
    {
        var campaign = await SmallCampaign.Of(server, adjust: definition => definition.Replace(
            "\"task\":\"essay\",", """
            "task":"essay","variants":[{"when":{"metric":"unit.type","op":"=","value":"branch"},
             "set":{"title":{"zh-CN":"支部党员心得","en":"Essays in the branch"},"guidance":{"zh-CN":"每人一篇","en":"One each"}}}],
            """, StringComparison.Ordinal));
        var secretary = await server.As("secretary", campaign.Branch);

        var desk = (await secretary.Client.Get($"/api/v1/units/{campaign.Branch.Id}/desk")).Is(HttpStatusCode.OK).Body!;
        var run = (await secretary.Client.Get($"/api/v1/runs/{campaign.Run}")).Is(HttpStatusCode.OK).Body!;
        var report = (await secretary.Client.Get($"/api/v1/runs/{campaign.Run}/gates/gate/report")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal("支部党员心得", (string?)desk["tasks"]!.AsArray().Single(t => (string?)t!["key"] == "essay")!["title"]);
        var essay = run["phases"]![0]!["requirements"]!.AsArray().Single(r => (string?)r!["key"] == "essay")!;
        Assert.Equal(("支部党员心得", "每人一篇"), ((string?)essay["title"], (string?)essay["guidance"]));
        Assert.StartsWith("支部党员心得完成率", (string?)report["lines"]![0]!["sentence"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_for_the_superior_is_shown_as_such()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await campaign.AskedFor();

        var tasks = (await secretary.Client.Get($"/api/v1/units/{campaign.Branch.Id}/desk")).Body!["tasks"]!.AsArray();

        var gate = tasks.Single(t => (string?)t!["key"] == "gate")!;
        Assert.Equal("supervisor", (string?)gate["waitingOn"]!["role"]);
        Assert.Same(tasks[^1], gate);
    }

    [Fact]
    public async Task Who_did_what_when_is_on_record()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await campaign.AskedFor();

        var first = (await secretary.Client.Get($"/api/v1/runs/{campaign.Run}/events?limit=3")).Is(HttpStatusCode.OK).Body!;
        var second = (await secretary.Client.Get($"/api/v1/runs/{campaign.Run}/events?limit=3&after={(string?)first["next"]}")).Body!;

        var acts = first["items"]!.AsArray().Concat(second["items"]!.AsArray()).ToList();
        Assert.Equal(["launched", "evidenceRecorded", "evidenceRecorded", "gateAsked"], acts.Select(e => (string)e!["act"]!));
        Assert.Equal(secretary.Id, (Guid)acts[3]!["by"]!);
        Assert.Null(second["next"]);
    }

    [Theory]
    [InlineData("zh-CN", "申请“转段”。", "“转段”被退回，2026年3月9日前补课，理由：心得不深入", "“心得体会”重新打开，第 2 轮。")]
    [InlineData("en", "“Gate” was asked for.", "“Gate” was returned, to be made good by 9 March 2026: 心得不深入", "“Essays” was opened again, round 2.")]
    public async Task The_record_tells_in_sentences_what_happened_and_who_did_it(string language, string asked, string returned, string again)
    {
        var campaign = await SmallCampaign.Of(server);
        await campaign.AskedFor();
        (await campaign.Decide(campaign.Supervisor, new { word = "return", asking = 1, reason = "心得不深入", due = campaign.Day(7) })).Is(HttpStatusCode.OK);
        campaign.Supervisor.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        var record = (await campaign.Supervisor.Client.Get($"/api/v1/runs/{campaign.Run}/events")).Is(HttpStatusCode.OK).Body!["items"]!.AsArray();

        var sentences = record.SelectMany(e => e!["sentences"]!.AsArray()).Select(s => (string)s!).ToList();
        Assert.Contains(asked, sentences);
        Assert.Contains(returned, sentences);
        Assert.Contains(again, sentences);
        Assert.StartsWith("张 ", (string?)record[^1]!["name"], StringComparison.Ordinal);
        Assert.DoesNotContain(record, e => e!.ToJsonString().Contains("runs.fact.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_units_stand_goes_out_as_a_table_of_ones_own_units()
    {
        var campaign = await SmallCampaign.Of(server, branches: 2);
        await campaign.AskedFor(branch: 1);
        var secretary = await server.As("secretary", campaign.Branches[0]);

        var all = await (await campaign.Supervisor.Client.Get($"/api/v1/campaigns/{campaign.Id}/runs/export?format=csv")).Is(HttpStatusCode.OK).Text();
        var waiting = await (await campaign.Supervisor.Client.Get($"/api/v1/campaigns/{campaign.Id}/runs/export?format=csv&waiting=true")).Text();
        var own = await (await secretary.Client.Get($"/api/v1/campaigns/{campaign.Id}/runs/export?format=csv")).Text();
        var workbook = await campaign.Supervisor.Client.Get($"/api/v1/campaigns/{campaign.Id}/runs/export");

        Assert.Equal(3, Lines(all));
        Assert.Contains($"{campaign.Branches[1].Code},{campaign.Branches[1].Name},党支部,1,进行中,学习动员,转段,已申请,2026-03-02", waiting, StringComparison.Ordinal);
        Assert.Equal(2, Lines(waiting));
        Assert.DoesNotContain(campaign.Branches[1].Code, own, StringComparison.Ordinal);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook.Is(HttpStatusCode.OK).Response.Content.Headers.ContentType?.MediaType);
    }

    private static int Lines(string csv) => csv.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length;

    [Fact]
    public async Task A_held_run_takes_nothing_until_it_goes_on()
    {
        var campaign = await SmallCampaign.Of(server);
        var office = await server.As("campaignOffice", campaign.Committee);
        var secretary = await server.As("secretary", campaign.Branch);

        (await office.Client.Post($"/api/v1/runs/{campaign.Run}/suspension", new { reason = "防汛" })).Is(HttpStatusCode.OK);
        var held = await campaign.Record(secretary, "plan", "version", new { on = campaign.Day(0), title = "x" });
        (await office.Client.Post($"/api/v1/runs/{campaign.Run}/resumption", new { reason = "汛情解除" })).Is(HttpStatusCode.OK);
        var later = await campaign.Record(secretary, "plan", "version", new { on = campaign.Day(0), title = "x" });

        held.IsRefused(HttpStatusCode.Conflict, "run-not-active");
        later.Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Orders_need_a_reason_and_the_office()
    {
        var campaign = await SmallCampaign.Of(server);
        var office = await server.As("campaignOffice", campaign.Committee);

        (await office.Client.Post($"/api/v1/runs/{campaign.Run}/suspension", new { reason = " " })).IsRefused(HttpStatusCode.BadRequest, "bad-shape");
        (await campaign.Supervisor.Client.Post($"/api/v1/runs/{campaign.Run}/suspension", new { reason = "x" })).IsRefused(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task The_superior_gives_more_time_but_not_less()
    {
        var campaign = await SmallCampaign.Of(server);

        var later = await Extend(campaign, campaign.Supervisor, campaign.Day(15));
        var earlier = await Extend(campaign, campaign.Supervisor, campaign.Day(5));
        var byItself = await Extend(campaign, await server.As("supervisor", campaign.Branch), campaign.Day(20));

        Assert.Equal(campaign.Day(15), (string?)later.Is(HttpStatusCode.OK).Body!["due"]);
        earlier.IsRefused(HttpStatusCode.BadRequest, "extension-not-later");
        byItself.IsRefused(HttpStatusCode.Forbidden, "not-the-superior");
    }

    [Theory]
    [InlineData("administrator")]
    [InlineData("campaignOffice")]
    public async Task A_unit_is_not_its_own_superior(string role)
    {
        var campaign = await SmallCampaign.Of(server);
        var itsOwn = await server.As(role, campaign.Branch);
        var survey = new { closes = campaign.Day(7), groups = new[] { new { name = "群众", asked = 5 } } };

        (await Extend(campaign, itsOwn, campaign.Day(20))).IsRefused(HttpStatusCode.Forbidden, "not-the-superior");
        (await itsOwn.Client.Post($"/api/v1/runs/{campaign.Run}/suspension", new { reason = "防汛" })).IsRefused(HttpStatusCode.NotFound, "not-found");
        (await itsOwn.Client.Post($"/api/v1/runs/{campaign.Run}/closing", new { reason = "防汛" })).IsRefused(HttpStatusCode.NotFound, "not-found");
        (await itsOwn.Client.Post($"/api/v1/runs/{campaign.Run}/requirements/survey/surveys", survey)).IsRefused(HttpStatusCode.Forbidden, "survey-not-yours");
    }

    [Fact]
    public async Task The_superior_waives_a_requirement_once()
    {
        var campaign = await SmallCampaign.Of(server);
        var waiver = $"/api/v1/runs/{campaign.Run}/requirements/study/waiver";

        (await campaign.Supervisor.Client.Post(waiver, new { reason = "新建支部" })).Is(HttpStatusCode.NoContent);

        (await campaign.Supervisor.Client.Post(waiver, new { reason = "新建支部" })).IsRefused(HttpStatusCode.Conflict, "requirement-closed");
        var run = (await campaign.Supervisor.Client.Get($"/api/v1/runs/{campaign.Run}")).Body!;
        Assert.Equal("waived", (string?)run["phases"]![0]!["requirements"]!.AsArray().Single(r => (string?)r!["key"] == "study")!["status"]);
    }

    [Fact]
    public async Task The_list_shows_ones_own_units_page_by_page()
    {
        var campaign = await SmallCampaign.Of(server, branches: 3);
        var office = await server.As("campaignOffice", campaign.Committee);
        var secretary = await server.As("secretary", campaign.Branches[1]);
        var list = $"/api/v1/campaigns/{campaign.Id}/runs";

        var first = (await office.Client.Get($"{list}?limit=2&sort=unit")).Is(HttpStatusCode.OK).Body!;
        var second = (await office.Client.Get($"{list}?limit=2&sort=unit&after={(string?)first["next"]}")).Body!;
        var own = (await secretary.Client.Get(list)).Body!["items"]!.AsArray();

        Assert.Equal(campaign.Runs.Order(), first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(r => (Guid)r!["id"]!).Order());
        Assert.Equal(campaign.Runs[1], (Guid)Assert.Single(own)!["id"]!);
    }

    [Theory]
    [InlineData("phase=first", 2)]
    [InlineData("phase=second", 1)]
    [InlineData("gate=asked", 1)]
    [InlineData("overdue=false", 3)]
    [InlineData("overdue=true", 0)]
    public async Task The_list_can_be_narrowed(string filter, int expected)
    {
        var campaign = await SmallCampaign.Of(server, branches: 3);
        await campaign.AskedFor(0);
        await campaign.AskedFor(1);
        await campaign.Decide(campaign.Supervisor, new { word = "give", asking = 1 }, branch: 1);

        var page = await campaign.Supervisor.Client.Get($"/api/v1/campaigns/{campaign.Id}/runs?{filter}");

        Assert.Equal(expected, page.Is(HttpStatusCode.OK).Body!["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_list_finds_units_by_name_and_subtree()
    {
        var campaign = await SmallCampaign.Of(server, branches: 2);
        var list = $"/api/v1/campaigns/{campaign.Id}/runs";

        var byName = await campaign.Supervisor.Client.Get($"{list}?search={Uri.EscapeDataString(campaign.Branches[1].Code)}");
        var byTree = await campaign.Supervisor.Client.Get($"{list}?unit={campaign.Branches[0].Id}");

        Assert.Equal(campaign.Runs[1], (Guid)Assert.Single(byName.Body!["items"]!.AsArray())!["id"]!);
        Assert.Equal(campaign.Runs[0], (Guid)Assert.Single(byTree.Body!["items"]!.AsArray())!["id"]!);
        (await campaign.Supervisor.Client.Get($"{list}?after=xyz")).IsRefused(HttpStatusCode.BadRequest, "cursor-invalid");
        (await campaign.Supervisor.Client.Get($"{list}?gate=ajar")).IsRefused(HttpStatusCode.BadRequest, "malformed-request");
    }

    private static Task<Answer> Extend(SmallCampaign campaign, Person by, string due) =>
        by.Client.Put($"/api/v1/runs/{campaign.Run}/activities/plan/due", new { due, reason = "质量第一" });
}
