using System.Net;
using System.Text.Json.Nodes;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Templates;

/// <summary>What the designer asks beside saving: the palette, differences, overlays, simulations.</summary>
public abstract class DesigningTests(RunningServer server)
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("zh-TW")]
    [InlineData("en")]
    public async Task The_palette_has_words_and_help_for_everything_a_template_can_hold(string language)
    {
        var office = await server.AsEverywhere("campaignOffice");
        office.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        var palette = (await office.Client.Get("/api/v1/template-palette")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(ActivityTypes.Known.All.Select(t => t.Name), palette["types"]!.AsArray().Select(t => (string)t!["type"]!));
        Assert.All(ActivityTypes.Known.All, type => Assert.Equal(
            type.Properties.Select(p => p.Name), TypeIn(palette, type.Name)["settings"]!.AsArray().Select(s => (string)s!["name"]!)));
        // A text that is missing shows its key.
        Assert.DoesNotContain("palette.", palette.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("kinds.", palette.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(language == "en" ? "Gate" : language == "zh-TW" ? "關口" : "关口", (string?)TypeIn(palette, "PhaseEngine.Gate")["title"]);
    }

    [Fact]
    public async Task The_palette_tells_defaults_and_what_conditions_may_look_at()
    {
        var office = await server.AsEverywhere("campaignOffice");

        var palette = (await office.Client.Get("/api/v1/template-palette")).Body!;

        var survey = TypeIn(palette, "PhaseEngine.Survey");
        Assert.Equal(5, (int)survey["settings"]!.AsArray().Single(s => (string?)s!["name"] == "minimum")!["default"]!);
        Assert.Contains(survey["metrics"]!.AsArray(), m => (string?)m!["name"] == "satisfaction" && (string?)m["type"] == "percent");
        Assert.Contains(palette["facts"]!.AsArray(), f => (string?)f!["name"] == "unit.sector" && f["words"]!.AsArray().Count == 5);
    }

    [Fact]
    public async Task Findings_speak_of_settings_metrics_and_dates_by_their_titles()
    {
        var office = await server.AsEverywhere("campaignOffice");
        var definition = Small();
        void Set(string key, string property, string json) => ActivityIn(definition, key)[property] = JsonNode.Parse(json);
        Set("survey", "respondents", "[]");
        Set("survey", "questions", "[]");
        Set("essay", "due", "\"end+3d\"");
        Set("gate", "conditions", """{"metric":"essay.coverage","op":">","value":100}""");

        var findings = (await office.Client.Post("/api/v1/template-checks", new { definition })).Is(HttpStatusCode.OK).Body!["findings"]!.AsArray();

        string Reason(string code) => (string)findings.Single(f => (string?)f!["code"] == code)!["reason"]!;
        Assert.Equal("没有写明问谁（测评对象），不会有人作答。", Reason("PE407"));
        Assert.Equal("没有写测评问题，问卷上只会问一个总体评价。", Reason("PE411"));
        Assert.Equal("“阶段计划结束后3天”晚于阶段的计划结束。", Reason("PE503"));
        Assert.Contains("（心得体会 · 完成率）", Reason("PE405"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_version_says_in_sentences_what_is_different()
    {
        var office = await server.AsEverywhere("campaignOffice");
        var first = await Given.PublishedTemplate(office.Client, Small());
        var draft = await office.Client.Post($"/api/v1/templates/{first.Id}/versions", new { });
        var changed = (JsonObject)first.Definition.DeepClone();
        Activity(changed, "essay")["due"] = "start+12d";
        (await office.Client.Put($"/api/v1/templates/{first.Id}/versions/2/definition", new { definition = changed }, draft.ETag)).Is(HttpStatusCode.OK);

        var differences = (await office.Client.Get($"/api/v1/templates/{first.Id}/versions/2/differences")).Is(HttpStatusCode.OK);

        var change = Assert.Single(differences.Body!["changes"]!.AsArray())!;
        Assert.Equal(("changed", "essay", "due"), ((string?)change["kind"], (string?)change["key"], (string?)change["property"]));
        Assert.Equal("“心得体会”的完成期限由“阶段开始后30天”改为“阶段开始后12天”。", (string?)change["text"]);
    }

    [Fact]
    public async Task An_overlay_adds_and_tightens_and_what_units_meet_is_the_whole()
    {
        var office = await server.AsEverywhere("campaignOffice");
        var higher = await Given.PublishedTemplate(office.Client, Small());

        var overlay = await Given.PublishedTemplate(office.Client, OverlayOn($"{higher.Id}@1", "start+20d"));
        var whole = (await office.Client.Get($"{overlay.Path}/whole")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal("start+20d", (string?)Activity((JsonObject)whole["definition"]!, "essay")["due"]);
        Assert.Equal("PhaseEngine.Meeting", (string?)Activity((JsonObject)whole["definition"]!, "town-meeting")["type"]);
        Assert.Contains(whole["additions"]!.AsArray(), a => (string?)a!["kind"] == "added" && (string?)a["key"] == "town-meeting");
        Assert.Contains(whole["additions"]!.AsArray(), a => (string?)a!["key"] == "essay" && (string?)a["property"] == "due");
    }

    [Fact]
    public async Task A_campaign_on_an_overlay_asks_what_both_offices_ask()
    {
        var committee = await server.Unit(type: "committee");
        var branch = await server.Unit(committee);
        var office = await server.AsEverywhere("campaignOffice");
        var higher = await Given.PublishedTemplate(office.Client, Small());
        var overlay = await Given.PublishedTemplate(office.Client, OverlayOn($"{higher.Id}@1", "start+20d"));

        var campaign = (await office.Client.Post(
            $"/api/v1/units/{branch.Id}/campaigns", new { templateId = overlay.Id, batches = new[] { new { start = "2026-03-02" } } })).Is(HttpStatusCode.Created);
        (await office.Client.Post($"/api/v1/campaigns/{campaign.Id}/launch", new { }, ("If-Match", "\"1\""))).Is(HttpStatusCode.Accepted);
        await Given.LaunchIsDone(server, campaign.Id);

        var run = (await office.Client.Get($"/api/v1/campaigns/{campaign.Id}/runs")).Body!["items"]![0]!;
        var desk = (await office.Client.Get($"/api/v1/runs/{run["id"]}")).Body!["phases"]![0]!["requirements"]!.AsArray();
        Assert.Contains(desk, r => (string?)r!["key"] == "town-meeting");
        Assert.Equal("2026-03-23", (string?)desk.Single(r => (string?)r!["key"] == "essay")!["due"]);
    }

    [Fact]
    public async Task An_overlay_that_weakens_is_not_published_and_the_check_says_why()
    {
        var office = await server.AsEverywhere("campaignOffice");
        var higher = await Given.PublishedTemplate(office.Client, Small());

        var check = await office.Client.Post("/api/v1/template-checks", new { definition = OverlayOn($"{higher.Id}@1", "start+40d") });
        var nowhere = await office.Client.Post("/api/v1/template-checks", new { definition = OverlayOn("nowhere@1", "start+20d") });

        Assert.False((bool)check.Body!["publishable"]!);
        Assert.Contains(check.Body["findings"]!.AsArray(), f => (string?)f!["code"] == "PE603" && (string?)f["key"] == "essay");
        var missing = Assert.Single(nowhere.Body!["findings"]!.AsArray())!;
        Assert.Contains("nowhere@1", (string?)missing["reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_simulation_of_what_is_not_even_stored_says_that_it_is_assumed()
    {
        var office = await server.AsEverywhere("campaignOffice");

        var body = new { definition = Small(), start = "2026-03-02", units = 20, assumptions = new { seed = 7, returned = 0 } };
        var simulation = (await office.Client.Post("/api/v1/template-simulations", body)).Is(HttpStatusCode.OK).Body!;
        var again = await office.Client.Post("/api/v1/template-simulations", body);

        Assert.StartsWith("假设，非预测", (string?)simulation["notice"], StringComparison.Ordinal);
        Assert.Equal(20, (int)simulation["units"]!);
        Assert.Equal(7, (int)simulation["assumptions"]!["seed"]!);
        Assert.Equal("心得体会", (string?)simulation["requirements"]!.AsArray().Single(r => (string?)r!["key"] == "essay")!["title"]);
        Assert.True((int)simulation["gates"]![0]!["passed"]! > 0);
        Assert.Equal(simulation.ToJsonString(), again.Body!.ToJsonString());
    }

    [Fact]
    public async Task A_simulation_takes_the_units_of_a_subtree_and_nobody_elses()
    {
        var committee = await server.Unit(type: "committee");
        await server.Unit(committee);
        await server.Unit(committee);
        var office = await server.As("campaignOffice", committee);
        var elsewhere = await server.Unit();

        var own = await office.Client.Post("/api/v1/template-simulations", new { definition = Small(), under = committee.Id });
        var others = await office.Client.Post("/api/v1/template-simulations", new { definition = Small(), under = elsewhere.Id });
        var tooMany = await office.Client.Post("/api/v1/template-simulations", new { definition = Small(), units = 2001 });

        Assert.Equal(3, (int)own.Is(HttpStatusCode.OK).Body!["units"]!);
        others.IsRefused(HttpStatusCode.NotFound, "not-found");
        tooMany.IsRefused(HttpStatusCode.BadRequest, "bad-shape");
    }

    private static JsonNode TypeIn(JsonNode palette, string type) => palette["types"]!.AsArray().Single(t => (string?)t!["type"] == type)!;

    /// <summary>The one with the key, in the root flow or in a phase.</summary>
    private static JsonNode ActivityIn(JsonNode definition, string key)
    {
        var outer = definition["root"]!["activities"]!.AsArray();
        return outer.Concat(outer.SelectMany(a => a!["body"]?["activities"]?.AsArray() ?? [])).Single(a => (string?)a!["key"] == key)!;
    }

    private static JsonObject Small() => SmallCampaign.DefinitionOf($"t-{Guid.CreateVersion7():N}");

    private static JsonObject OverlayOn(string extends, string due) => JsonNode.Parse(
        $$$"""
        {"definitionId":"o-{{{Guid.CreateVersion7():N}}}","name":"补充","version":1,
         "customProperties":{"phaseEngine":{"format":1,"title":{"zh-CN":"区里的补充","en":"District overlay"},"extends":"{{{extends}}}"}},
         "root":{"id":"root","type":"Elsa.Flowchart","version":1,"connections":[],"activities":[
          {"id":"first","type":"PhaseEngine.Phase","version":1,"key":"first",
           "body":{"id":"first-body","type":"Elsa.Flowchart","version":1,"activities":[
            {"id":"os","type":"Elsa.Start","version":1},
            {"id":"essay","type":"PhaseEngine.MemberTask","version":1,"key":"essay","due":"{{{due}}}"},
            {"id":"town","type":"PhaseEngine.Meeting","version":1,"key":"town-meeting","title":{"zh-CN":"镇里的会","en":"Town meeting"},"due":"start+15d"}],
           "connections":[{"source":{"activity":"os","port":"Done"},"target":{"activity":"town","port":"In"}}]}}]}}
        """)!.AsObject();

    private static JsonObject Activity(JsonObject definition, string key) =>
        Bodies(definition["root"]!).SelectMany(flow => flow["activities"]!.AsArray()).Select(a => a!.AsObject()).First(a => (string?)a["key"] == key);

    private static IEnumerable<JsonNode> Bodies(JsonNode root) =>
        [root, .. root["activities"]!.AsArray().Select(a => a!["body"]).OfType<JsonNode>()];
}

public sealed class DesigningTestsOnSqlite(SqliteServer server) : DesigningTests(server);

public sealed class DesigningTestsOnPostgres(PostgresBackedServer server) : DesigningTests(server);
