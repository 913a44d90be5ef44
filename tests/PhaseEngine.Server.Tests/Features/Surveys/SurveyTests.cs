using System.Net;
using System.Text.Json.Nodes;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Surveys;

public sealed class SurveysOnSqlite(SqliteServer server) : SurveyTests(server);

public sealed class SurveysOnPostgres(PostgresBackedServer server) : SurveyTests(server);

public abstract class SurveyTests(RunningServer server)
{
    [Fact]
    public async Task The_superior_asks_people_answer_and_the_tally_is_on_record()
    {
        var (campaign, survey, links) = await Opened(asked: 8);
        for (var i = 0; i < 6; i++) await Answer(links[i], i < 4 ? "satisfied" : "dissatisfied");

        var closed = await Close(campaign, survey);

        var tally = closed.Is(HttpStatusCode.OK).Body!["tally"]!;
        Assert.Equal((8, 6), ((int)tally["handedOut"]!, (int)tally["answers"]!));
        Assert.Equal((6, 4), ((int)tally["results"]![0]!["answers"]!, (int)tally["results"]![0]!["satisfied"]!));
        Assert.Equal("done", await Status(campaign));
    }

    [Fact]
    public async Task Of_fewer_than_five_answers_nothing_is_shown()
    {
        var (campaign, survey, links) = await Opened(asked: 8);
        for (var i = 0; i < 4; i++) await Answer(links[i], "satisfied");

        var open = (await campaign.Supervisor.Client.Get($"/api/v1/runs/{campaign.Run}/requirements/survey/surveys")).Body![0]!;
        var closed = await Close(campaign, survey);

        Assert.Null(open["answers"]);
        Assert.Empty(closed.Body!["tally"]!["results"]!.AsArray());
        var figure = (await Requirement(campaign))["metrics"]!.AsArray().Single(m => (string?)m!["name"] == "answers")!;
        Assert.Equal((null, 5), ((int?)figure["value"], (int)figure["fewerThan"]!));
        Assert.Equal("open", await Status(campaign));
    }

    [Fact]
    public async Task After_too_few_answers_twice_the_superior_decides_on_record()
    {
        var campaign = await SmallCampaign.Of(server);
        for (var i = 0; i < 2; i++) await Close(campaign, (await Open(campaign, campaign.Supervisor, 6)).Is(HttpStatusCode.Created).Id);

        (await Open(campaign, campaign.Supervisor, 6)).IsRefused(HttpStatusCode.Conflict, "survey-too-few-twice");
    }

    [Fact]
    public async Task What_is_not_asked_for_any_more_is_closed_and_counts_for_nothing()
    {
        var (campaign, survey, _) = await Opened(asked: 5);
        (await campaign.Supervisor.Client.Post($"/api/v1/runs/{campaign.Run}/requirements/survey/waiver", new { reason = "回收太少" })).Is(HttpStatusCode.NoContent);

        var closed = (await Close(campaign, survey)).Is(HttpStatusCode.OK);

        Assert.Equal("closed", (string?)closed.Body!["status"]);
        Assert.Equal("waived", await Status(campaign));
        Assert.Equal(["surveyEnded"], await server.Acts(campaign.Branch.Id));
    }

    [Fact]
    public async Task A_link_is_answered_once_and_completely()
    {
        var (_, _, links) = await Opened(asked: 5);

        var half = await Post(links[0], new() { ["work"] = "satisfied" });
        var whole = await Answer(links[0], "satisfied");
        var again = await Answer(links[0], "satisfied");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.NotFound), (half.StatusCode, whole.StatusCode, again.StatusCode));
    }

    [Fact]
    public async Task The_page_is_small_needs_no_script_and_gives_nothing_away()
    {
        var (_, _, links) = await Opened(asked: 5);

        var page = await server.Anonymous().GetAsync(new Uri(links[0]).PathAndQuery, TestContext.Current.CancellationToken);

        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("您对整改工作是否满意？", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.True(Encoding.UTF8.GetByteCount(html) < 50_000);
        Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
    }

    [Theory]
    [InlineData("zh-TW", "提交", "截止日期")]
    [InlineData("en", "Are you satisfied?", "anonymous")]
    public async Task The_page_speaks_the_language_of_who_opens_it_and_says_what_it_is_about(string language, string one, string other)
    {
        var (campaign, _, links) = await Opened(asked: 5);

        var html = await (await server.Anonymous().Get($"{new Uri(links[0]).PathAndQuery}?lang={language}")).Is(HttpStatusCode.OK).Text();

        Assert.All(new[] { $"lang=\"{language}\"", one, other, "群众代表", campaign.Branch.Name }, text => Assert.Contains(text, html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_no_form_is_no_answer()
    {
        var (_, _, links) = await Opened(asked: 5);
        var address = new Uri(links[0]).PathAndQuery;
        var many = new FormUrlEncodedContent(Enumerable.Range(0, 1100).Select(i => KeyValuePair.Create($"f{i}", "x")));

        Assert.Equal(HttpStatusCode.BadRequest, (await server.Anonymous().Post(address, new { work = "satisfied" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Anonymous().Post(address, many)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Anonymous().Post("/s/unknown", new { work = "satisfied" })).Status);
    }

    [Fact]
    public async Task What_is_kept_of_an_answer_is_the_answer()
    {
        var (campaign, survey, links) = await Opened(asked: 5);
        await Answer(links[0], "satisfied");

        var (answer, events) = await server.InScope(services =>
        {
            var db = services.GetRequiredService<PhaseEngineDb>();
            return Task.FromResult((db.SurveyAnswers.Single(a => a.SurveyId == survey), db.Events.Count(e => e.Stream == campaign.Run)));
        });

        Assert.Equal("""{"work":"satisfied","style":"satisfied"}""", answer.Answers);
        // Not one made from the time, which would keep the order.
        Assert.Equal(4, answer.Id.Version);
        Assert.Equal(1, events);
    }

    [Fact]
    public async Task Once_it_is_closed_not_even_the_files_tell_which_answer_came_first()
    {
        string[] words = ["satisfied", "fairly", "dissatisfied", "unknown"];
        var (campaign, survey, links) = await Opened(asked: 16);
        for (var i = 0; i < 16; i++) await Post(links[i], new() { ["work"] = words[i / 4], ["style"] = words[i % 4] });
        var came = await Stored(survey);

        (await Close(campaign, survey)).Is(HttpStatusCode.OK);

        var kept = await Stored(survey);
        Assert.Equal(came.Select(s => s.Answers).Order(), kept.Select(s => s.Answers).Order());
        Assert.NotEqual(came.Select(s => s.Answers), kept.Select(s => s.Answers));
        Assert.Empty(came.Select(s => s.Id).Intersect(kept.Select(s => s.Id)));
    }

    /// <summary>The sheets in the order in which the database keeps them.</summary>
    private Task<List<Sheet>> Stored(Guid survey) => server.InScope(services =>
    {
        var db = services.GetRequiredService<PhaseEngineDb>();
        var asTheyLie = db.Database.IsNpgsql()
            ? "select id, answers from survey_answers where survey_id = {0} order by ctid"
            : "select id, answers from survey_answers where survey_id = {0} order by rowid";
        return db.Database.SqlQueryRaw<Sheet>(asTheyLie, survey).ToListAsync(TestContext.Current.CancellationToken);
    });

    private sealed record Sheet(Guid Id, string Answers);

    [Fact]
    public async Task Links_are_shown_once_also_as_a_list()
    {
        var campaign = await SmallCampaign.Of(server);
        var survey = (await Open(campaign, campaign.Supervisor, 5)).Id;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/surveys/{survey}/groups/1/links");
        request.Headers.Accept.ParseAdd("text/csv");

        var list = await campaign.Supervisor.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var again = await campaign.Supervisor.Client.Post($"/api/v1/surveys/{survey}/groups/1/links", new { });

        Assert.Equal(6, (await list.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n").Length);
        again.IsRefused(HttpStatusCode.Conflict, "survey-links-printed");
        (await campaign.Supervisor.Client.Post($"/api/v1/surveys/{survey}/groups/7/links", new { })).IsRefused(HttpStatusCode.NotFound, "survey-group-unknown");
    }

    [Fact]
    public async Task The_unit_does_not_organise_its_own_survey()
    {
        var campaign = await SmallCampaign.Of(server);
        var own = await server.As("supervisor", campaign.Branch);
        var secretary = await server.As("secretary", campaign.Branch);

        (await Open(campaign, own, 5)).IsRefused(HttpStatusCode.Forbidden, "survey-not-yours");
        (await Open(campaign, secretary, 5)).IsRefused(HttpStatusCode.Forbidden, "forbidden");
        (await Open(campaign, await server.As("supervisor", await server.Unit()), 5)).IsRefused(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_survey_is_opened_and_closed_in_order()
    {
        var (campaign, survey, _) = await Opened(asked: 5);

        (await Open(campaign, campaign.Supervisor, 5)).IsRefused(HttpStatusCode.Conflict, "survey-open-already");
        (await campaign.Supervisor.Client.Call(HttpMethod.Post, $"/api/v1/surveys/{survey}/closing", null, ("If-Match", "\"9\""))).IsRefused(HttpStatusCode.PreconditionFailed, "stale");
        (await Close(campaign, survey)).Is(HttpStatusCode.OK);
        (await Close(campaign, survey)).IsRefused(HttpStatusCode.Conflict, "survey-closed");
        (await campaign.Supervisor.Client.Post($"/api/v1/runs/{campaign.Run}/requirements/essay/surveys", Body(campaign, 5))).IsRefused(HttpStatusCode.NotFound, "not-a-survey");
        (await campaign.Supervisor.Client.Post($"/api/v1/runs/{campaign.Run}/requirements/survey/surveys", new { closes = campaign.Day(-3), groups = new[] { new { name = "群众", asked = 5 } } }))
            .IsRefused(HttpStatusCode.BadRequest, "survey-dates-out-of-order");
    }

    private async Task<(SmallCampaign Campaign, Guid Survey, IReadOnlyList<string> Links)> Opened(int asked)
    {
        var campaign = await SmallCampaign.Of(server);
        var survey = (await Open(campaign, campaign.Supervisor, asked)).Is(HttpStatusCode.Created).Id;
        var links = (await campaign.Supervisor.Client.Post($"/api/v1/surveys/{survey}/groups/1/links", new { })).Is(HttpStatusCode.OK).Body!["links"]!.AsArray();
        return (campaign, survey, [.. links.Select(l => (string)l!)]);
    }

    private static Task<Answer> Open(SmallCampaign campaign, Person by, int asked) =>
        by.Client.Post($"/api/v1/runs/{campaign.Run}/requirements/survey/surveys", Body(campaign, asked));

    private static object Body(SmallCampaign campaign, int asked) => new { closes = campaign.Day(7), groups = new[] { new { name = "群众代表", asked } } };

    private static Task<Answer> Close(SmallCampaign campaign, Guid survey) =>
        campaign.Supervisor.Client.Call(HttpMethod.Post, $"/api/v1/surveys/{survey}/closing", null, ("If-Match", "\"1\""));

    private Task<HttpResponseMessage> Answer(string link, string word) => Post(link, new() { ["work"] = word, ["style"] = word });

    private async Task<HttpResponseMessage> Post(string link, Dictionary<string, string> answers)
    {
        using var form = new FormUrlEncodedContent(answers);
        return await server.Anonymous().PostAsync(new Uri(link).PathAndQuery, form, TestContext.Current.CancellationToken);
    }

    private static async Task<string?> Status(SmallCampaign campaign) => (string?)(await Requirement(campaign))["status"];

    private static async Task<JsonNode> Requirement(SmallCampaign campaign)
    {
        var run = (await campaign.Supervisor.Client.Get($"/api/v1/runs/{campaign.Run}")).Body!;
        return run["phases"]![0]!["requirements"]!.AsArray().First(r => (string?)r!["key"] == "survey")!;
    }
}
