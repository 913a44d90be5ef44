using System.Net;
using System.Text.Json.Nodes;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Opinions;

public sealed class OpinionOnSqlite(SqliteServer server) : OpinionTests(server);

public sealed class OpinionOnPostgres(PostgresBackedServer server) : OpinionTests(server);

public abstract class OpinionTests(RunningServer server)
{
    private const string Words = "学习认真，群众基本满意。";

    [Fact]
    public async Task An_evaluator_is_shown_what_is_asked_of_them_and_nothing_else_of_the_unit()
    {
        var campaign = await AskedByTheGate();
        var secretary = await server.As("secretary", campaign.Branch);
        await campaign.MeetTheGate(secretary);
        var evaluator = await server.As("massEvaluator", campaign.Committee);

        var view = (await evaluator.Client.Get(PageOf(campaign))).Is(HttpStatusCode.OK).Body!;

        Assert.Equal((campaign.Branch.Name, "学习动员", "群众评估组意见"), ((string)view["unit"]!, (string)view["phase"]!, (string)view["title"]!));
        Assert.True((bool)view["wanted"]!);
        Assert.Empty(view["said"]!.AsArray());
        Assert.Equal(("转段", "已听取群众评估组意见"), ((string)view["gates"]![0]!["title"]!, (string)view["gates"]![0]!["asks"]![0]!));
        Assert.DoesNotContain("党员1号", view.ToJsonString(), StringComparison.Ordinal);
        (await evaluator.Client.Get($"/api/v1/runs/{campaign.Run}")).IsRefused(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task What_is_asked_waits_until_it_is_given_and_can_be_changed_with_a_reason()
    {
        var campaign = await SmallCampaign.Of(server, branches: 2);
        var evaluator = await server.As("massEvaluator", campaign.Committee);
        Assert.Equal(campaign.Runs.Order(), (await Waiting(evaluator)).Select(w => (Guid)w!["runId"]!).Order());

        (await campaign.Record(evaluator, "opinion", "opinion", Opinion(campaign, favourable: true))).Is(HttpStatusCode.Created);

        Assert.Equal([campaign.Runs[1]], (await Waiting(evaluator)).Select(w => (Guid)w!["runId"]!));
        var said = (await evaluator.Client.Get(PageOf(campaign))).Body!["said"]![0]!;
        Assert.Equal((true, Words), ((bool)said["document"]!["favourable"]!, (string)said["document"]!["text"]!));

        (await evaluator.Client.Post(
            $"/api/v1/evidence/{said["id"]}/supersession", new { reason = "复核后改变意见", document = Opinion(campaign, favourable: false) }, ("If-Match", $"\"{said["version"]}\"")))
            .Is(HttpStatusCode.Created);
        var after = (await evaluator.Client.Get(PageOf(campaign))).Body!["said"]!.AsArray();
        Assert.Equal([(false, true), (true, false)], after.Select(s => ((bool)s!["document"]!["favourable"]!, (bool)s["stands"]!)));
        Assert.Equal([campaign.Run], (await Items(evaluator, "given")).Select(g => (Guid)g!["runId"]!));
    }

    [Fact]
    public async Task What_a_colleague_said_is_not_shown()
    {
        var campaign = await SmallCampaign.Of(server);
        var evaluator = await server.As("massEvaluator", campaign.Committee);
        var colleague = await server.As("massEvaluator", campaign.Committee);

        (await campaign.Record(colleague, "opinion", "opinion", Opinion(campaign, favourable: true))).Is(HttpStatusCode.Created);

        var view = (await evaluator.Client.Get(PageOf(campaign))).Is(HttpStatusCode.OK).Body!;
        Assert.Equal("done", (string)view["status"]!);
        Assert.Empty(view["said"]!.AsArray());
        Assert.Empty(await Items(evaluator, "given"));
        Assert.Empty(await Waiting(evaluator));
    }

    [Fact]
    public async Task Nobody_gives_or_changes_an_opinion_about_their_own_unit()
    {
        var campaign = await SmallCampaign.Of(server);
        var party = await server.As(("secretary", campaign.Branch.Id, false), ("massEvaluator", campaign.Branch.Id, false));
        var member = await server.As(("member", campaign.Branch.Id, false), ("massEvaluator", campaign.Branch.Id, false));

        (await campaign.Record(party, "opinion", "opinion", Opinion(campaign, favourable: true))).IsRefused(HttpStatusCode.Forbidden, "opinion-own-unit");
        Assert.Empty(await Waiting(party));
        var given = (await campaign.Record(member, "opinion", "opinion", Opinion(campaign, favourable: false))).Is(HttpStatusCode.Created).Id;
        (await Change(party, campaign, given)).IsRefused(HttpStatusCode.Forbidden, "opinion-own-unit");
    }

    [Fact]
    public async Task An_opinion_is_changed_by_the_one_who_gave_it()
    {
        var campaign = await SmallCampaign.Of(server);
        var evaluator = await server.As("massEvaluator", campaign.Committee);
        var colleague = await server.As("massEvaluator", campaign.Committee);
        var given = (await campaign.Record(evaluator, "opinion", "opinion", Opinion(campaign, favourable: false))).Is(HttpStatusCode.Created).Id;

        (await Change(colleague, campaign, given)).IsRefused(HttpStatusCode.Forbidden, "opinion-not-yours");
        (await Change(evaluator, campaign, given)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_nearer_evaluator_is_asked_instead_of_the_one_above()
    {
        var campaign = await SmallCampaign.Of(server);
        var above = await server.As("massEvaluator", campaign.Committee);
        var near = await server.As("massEvaluator", campaign.Branch);

        Assert.Empty(await Waiting(above));
        Assert.Single(await Waiting(near));
    }

    [Fact]
    public async Task What_is_no_opinion_or_asked_of_somebody_else_is_not_there()
    {
        var campaign = await SmallCampaign.Of(server);
        var evaluator = await server.As("massEvaluator", campaign.Committee);
        var elsewhere = await server.As("massEvaluator", await server.Unit());

        (await evaluator.Client.Get($"/api/v1/runs/{campaign.Run}/opinions/essay")).IsRefused(HttpStatusCode.NotFound, "not-found");
        (await evaluator.Client.Get($"/api/v1/runs/{campaign.Run}/opinions/nothing")).IsRefused(HttpStatusCode.NotFound, "not-found");
        (await elsewhere.Client.Get(PageOf(campaign))).IsRefused(HttpStatusCode.NotFound, "not-found");
        Assert.Empty(await Waiting(elsewhere));
    }

    [Fact]
    public async Task Nothing_is_asked_while_the_run_rests()
    {
        var campaign = await SmallCampaign.Of(server);
        var office = await server.As("campaignOffice", campaign.Committee);
        var evaluator = await server.As("massEvaluator", campaign.Committee);
        (await office.Client.Post($"/api/v1/runs/{campaign.Run}/suspension", new { reason = "防汛" })).Is(HttpStatusCode.OK);

        Assert.Empty(await Waiting(evaluator));
        Assert.False((bool)(await evaluator.Client.Get(PageOf(campaign))).Body!["wanted"]!);
    }

    [Fact]
    public async Task What_waits_comes_page_by_page()
    {
        var campaign = await SmallCampaign.Of(server, branches: 3);
        var evaluator = await server.As("massEvaluator", campaign.Committee);

        var seen = new List<Guid>();
        string? after = null;
        do
        {
            var page = (await evaluator.Client.Get($"/api/v1/opinions/waiting?limit=1&after={after}")).Is(HttpStatusCode.OK).Body!;
            seen.AddRange(page["items"]!.AsArray().Select(i => (Guid)i!["runId"]!));
            after = (string?)page["next"];
        }
        while (after is not null);

        Assert.Equal(campaign.Runs.Order(), seen.Order());
        (await evaluator.Client.Get("/api/v1/opinions/waiting?after=x")).IsRefused(HttpStatusCode.BadRequest, "cursor-invalid");
        (await evaluator.Client.Get("/api/v1/opinions/given?after=x")).IsRefused(HttpStatusCode.BadRequest, "cursor-invalid");
    }

    private Task<SmallCampaign> AskedByTheGate() => SmallCampaign.Of(server, adjust: definition => definition.Replace(
        """{"metric":"essay.coverage","op":">=","value":95}""",
        """{"metric":"essay.coverage","op":">=","value":95},{"metric":"opinion.given","op":"=","value":true,"text":{"zh-CN":"已听取群众评估组意见","en":"Heard"}}""",
        StringComparison.Ordinal));

    private static string PageOf(SmallCampaign campaign) => $"/api/v1/runs/{campaign.Run}/opinions/opinion";

    private static object Opinion(SmallCampaign campaign, bool favourable) => new { on = campaign.Day(0), favourable, text = Words, signedBy = "群众评估组" };

    private static Task<Answer> Change(Person by, SmallCampaign campaign, Guid opinion) => by.Client.Post(
        $"/api/v1/evidence/{opinion}/supersession", new { reason = "复核", document = Opinion(campaign, favourable: true) }, ("If-Match", "\"1\""));

    private static Task<JsonArray> Waiting(Person person) => Items(person, "waiting");

    private static async Task<JsonArray> Items(Person person, string which) =>
        (await person.Client.Get($"/api/v1/opinions/{which}")).Is(HttpStatusCode.OK).Body!["items"]!.AsArray();
}
