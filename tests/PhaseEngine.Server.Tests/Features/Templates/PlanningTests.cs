using System.Net;
using System.Text.Json.Nodes;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Templates;

/// <summary>What the designer's views ask: dates for a start, the burden of the weeks, a template with its people and campaigns.</summary>
public abstract class PlanningTests(RunningServer server)
{
    [Fact]
    public async Task A_definition_that_is_not_stored_gets_its_dates_on_the_working_calendar()
    {
        var office = await server.AsEverywhere("campaignOffice");

        var plan = (await office.Client.Post("/api/v1/template-timetables", new { definition = Small(), start = "2026-09-21" })).Is(HttpStatusCode.OK).Body!;

        Assert.Equal("2026-09-21", (string?)plan["start"]);
        var essay = Item(plan, "essay");
        Assert.Equal(("MemberTask", "first", "start+30d", "2026-10-21"), ((string?)essay["type"], (string?)essay["phase"], (string?)essay["date"], (string?)essay["to"]));
        Assert.All(essay["reminders"]!.AsArray(), reminder => Assert.Equal("2026-10-21", (string?)reminder!["about"]));
    }

    [Theory]
    [InlineData("2026-03-02", null)]
    [InlineData("2026-09-21", "2027-01-01")]
    [InlineData("2031-03-03", "2031-03-03")]
    public async Task From_the_first_year_without_a_notice_dates_are_provisional(string start, string? from)
    {
        var office = await server.AsEverywhere("campaignOffice");

        var plan = (await office.Client.Post("/api/v1/template-timetables", new { definition = Small(), start })).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(from, (string?)plan["provisional"]);
    }

    [Fact]
    public async Task The_burden_is_told_by_week_and_by_requirement()
    {
        var office = await server.AsEverywhere("campaignOffice");
        var definition = Small();
        Activity(definition, "essay")["asks"] = new JsonArray("参加人数");
        Activity(definition, "study")["asks"] = new JsonArray("参加人数");

        var burden = (await office.Client.Post("/api/v1/template-burdens", new { definition, start = "2026-03-02" })).Is(HttpStatusCode.OK).Body!;

        Assert.Contains(burden["findings"]!.AsArray(), finding => (string?)finding!["code"] == "PE601");
        var weeks = burden["weeks"]!.AsArray();
        var busiest = weeks.Single(week => (string?)week!["monday"] == (string?)burden["busiest"])!;
        Assert.Equal(weeks.Max(week => (int)week!["minutes"]!), (int)busiest["minutes"]!);
        Assert.Contains(burden["requirements"]!.AsArray(), one => (string?)one!["key"] == "essay" && (int)one["minutes"]! > 0);
    }

    [Fact]
    public async Task What_cannot_be_planned_is_refused_with_its_findings()
    {
        var office = await server.AsEverywhere("campaignOffice");
        var broken = Small();
        broken["root"]!["connections"] = new JsonArray();

        foreach (var path in new[] { "/api/v1/template-timetables", "/api/v1/template-burdens" })
        {
            (await office.Client.Post(path, new { definition = broken })).IsRefused(HttpStatusCode.Conflict, "template-has-errors");
            (await office.Client.Post(path, new { definition = Small(), start = "1066-10-14" })).IsRefused(HttpStatusCode.BadRequest, "campaign-start-out-of-range");
            (await office.Client.Post(path, new { definition = Small(), unit = new { sector = "moon" } })).IsRefused(HttpStatusCode.BadRequest, "bad-shape");
        }
    }

    [Fact]
    public async Task A_template_tells_its_versions_with_the_people_and_what_lies_on_it()
    {
        var office = await server.AsEverywhere("campaignOffice");
        var published = await Given.PublishedTemplate(office.Client, Small());
        await office.Client.Post($"/api/v1/templates/{published.Id}/versions", new { });
        var overlay = Small();
        overlay["customProperties"]!["phaseEngine"]!["extends"] = $"{published.Id}@1";
        (await office.Client.Post("/api/v1/templates", new { definition = overlay })).Is(HttpStatusCode.Created);

        var template = (await office.Client.Get($"/api/v1/templates/{published.Id}")).Is(HttpStatusCode.OK).Body!;
        var unknown = await office.Client.Get("/api/v1/templates/no-such-template");

        var versions = template["versions"]!.AsArray();
        Assert.Equal([("draft", 2), ("published", 1)], versions.Select(v => ((string)v!["status"]!, (int)v["version"]!)));
        Assert.Equal(0, (int)versions[0]!["errors"]!);
        Assert.False(string.IsNullOrEmpty((string?)versions[1]!["publishedBy"]));
        Assert.Equal((string?)overlay["definitionId"], (string?)Assert.Single(template["extendedBy"]!.AsArray())!["templateId"]);
        unknown.IsRefused(HttpStatusCode.NotFound, "template-not-found");
    }

    [Fact]
    public async Task Campaigns_are_listed_by_the_template_they_run_on()
    {
        var campaign = await SmallCampaign.Of(server);
        var office = await server.AsEverywhere("campaignOffice");

        var own = (await office.Client.Get($"/api/v1/campaigns?template={campaign.Template}")).Is(HttpStatusCode.OK).Body!;
        var none = (await office.Client.Get("/api/v1/campaigns?template=no-such-template")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(campaign.Id.ToString(), (string?)Assert.Single(own["items"]!.AsArray())!["id"]);
        Assert.Empty(none["items"]!.AsArray());
    }

    [Theory]
    [InlineData("due", "end-8d", "阶段计划结束前8天")]
    [InlineData("due", "07-25", "7月25日")]
    [InlineData("due", "campaign", "启动日")]
    [InlineData("due", "entry+10wd", "单位进入阶段后10个工作日")]
    [InlineData("due", "someday", "someday")]
    [InlineData("repeat", "month", "每月")]
    [InlineData("repeat", "2w", "每2周")]
    public async Task Differences_say_dates_as_people_do(string property, string written, string said)
    {
        var office = await server.AsEverywhere("campaignOffice");
        var first = await Given.PublishedTemplate(office.Client, Small());
        var draft = await office.Client.Post($"/api/v1/templates/{first.Id}/versions", new { });
        var changed = (JsonObject)first.Definition.DeepClone();
        Activity(changed, property == "due" ? "essay" : "review")[property] = written;
        (await office.Client.Put($"/api/v1/templates/{first.Id}/versions/2/definition", new { definition = changed }, draft.ETag)).Is(HttpStatusCode.OK);

        var change = Assert.Single((await office.Client.Get($"/api/v1/templates/{first.Id}/versions/2/differences")).Body!["changes"]!.AsArray())!;

        Assert.EndsWith($"改为“{said}”。", (string?)change["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_tells_what_may_be_kept_as_a_draft_from_what_is_no_template()
    {
        var office = await server.AsEverywhere("campaignOffice");
        var broken = Small();
        broken["root"]!["connections"] = new JsonArray();

        var draft = (await office.Client.Post("/api/v1/template-checks", new { definition = broken })).Is(HttpStatusCode.OK).Body!;
        var other = (await office.Client.Post("/api/v1/template-checks", new { definition = new JsonObject { ["hello"] = "world" } })).Is(HttpStatusCode.OK).Body!;

        Assert.Equal((true, false), ((bool)draft["readable"]!, (bool)draft["publishable"]!));
        Assert.Equal((false, false), ((bool)other["readable"]!, (bool)other["publishable"]!));
    }

    [Fact]
    public async Task The_list_says_how_many_errors_a_draft_holds()
    {
        var office = await server.AsEverywhere("campaignOffice");
        var broken = Small();
        broken["root"]!["connections"] = new JsonArray();
        (await office.Client.Post("/api/v1/templates", new { definition = broken })).Is(HttpStatusCode.Created);

        var list = (await office.Client.Get($"/api/v1/templates?search={broken["definitionId"]}")).Is(HttpStatusCode.OK).Body!;

        Assert.True((int)Assert.Single(list["items"]!.AsArray())!["versions"]![0]!["errors"]! > 0);
    }

    private static JsonObject Small() => SmallCampaign.DefinitionOf($"t-{Guid.CreateVersion7():N}");

    private static JsonNode Item(JsonNode plan, string key) => plan["items"]!.AsArray().Single(item => (string?)item!["key"] == key)!;

    private static JsonObject Activity(JsonObject definition, string key) =>
        definition["root"]!["activities"]!.AsArray().Select(a => a!["body"]).OfType<JsonNode>().Prepend(definition["root"]!)
            .SelectMany(flow => flow["activities"]!.AsArray()).Select(a => a!.AsObject()).First(a => (string?)a["key"] == key);
}

public sealed class PlanningTestsOnSqlite(SqliteServer server) : PlanningTests(server);

public sealed class PlanningTestsOnPostgres(PostgresBackedServer server) : PlanningTests(server);
