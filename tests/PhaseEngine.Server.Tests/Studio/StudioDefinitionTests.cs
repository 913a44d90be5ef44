using System.Net;
using System.Text.Json.Nodes;
using PhaseEngine.Server.Tests.Features.Templates;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Studio;

/// <summary>Templates in Elsa Studio: what it is given, and what becomes of what it saves.</summary>
public abstract class StudioDefinitionTests(RunningServer server)
{
    [Fact]
    public async Task The_toolbox_is_the_palette_in_Chinese_with_fields_that_write_plain_values()
    {
        var office = await server.AsEverywhere("campaignOffice");

        var items = (await office.Client.Get($"{StudioCalls.Api}/descriptors/activities?Refresh=True")).Is(HttpStatusCode.OK).Body!["items"]!.AsArray();

        var palette = (await office.Client.Get("/api/v1/template-palette")).Body!["types"]!.AsArray();
        Assert.Equal(["Elsa.Flowchart", "Elsa.NotFoundActivity", .. palette.Select(t => (string)t!["type"]!)], items.Select(i => (string)i!["typeName"]!));
        var gate = items.Single(i => (string?)i!["typeName"] == "PhaseEngine.Gate")!;
        Assert.Equal(("关口", "阶段与关口"), ((string?)gate["displayName"], (string?)gate["category"]));
        Assert.Equal(["通过", "退回"], gate["ports"]!.AsArray().Select(p => (string)p!["displayName"]!));
        Assert.All(items.SelectMany(i => i!["inputs"]!.AsArray()), input => Assert.False((bool)input!["isWrapped"]!));
        Assert.Equal("Embedded", (string?)items.Single(i => (string?)i!["typeName"] == "PhaseEngine.Phase")!["ports"]![0]!["type"]);
        Assert.DoesNotContain("studio.", items.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("study-and-mobilisation-2005")]
    [InlineData("consolidation-review")]
    [InlineData("theme-education-parallel")]
    public async Task Opened_and_saved_without_a_change_a_template_stays_what_it_is(string library)
    {
        var office = await server.AsEverywhere("campaignOffice");
        var template = await Given.PublishedTemplate(office.Client, Given.Template(library));
        var before = (await office.Client.Get(template.Path)).Body!;

        var saved = (await office.Change(template.Id, _ => { })).Is(HttpStatusCode.OK);

        Assert.Equal((1, true), ((int)saved.Body!["workflowDefinition"]!["version"]!, (bool)saved.Body["workflowDefinition"]!["isPublished"]!));
        var after = (await office.Client.Get(template.Path)).Body!;
        Assert.True(JsonNode.DeepEquals(before, after));
        Assert.Equal("template-not-found", (await office.Client.Get($"/api/v1/templates/{template.Id}/versions/2")).Code);
    }

    [Fact]
    public async Task An_activity_moved_and_renamed_is_moved_and_renamed_and_nothing_else()
    {
        var (office, id) = await Draft();
        var before = await Stored(office, id);

        var saved = (await office.Change(id, model =>
        {
            var essay = model.Activity("essay");
            essay["title"] = "学习心得";
            essay["metadata"] = JsonNode.Parse("""{"displayText":"心得体会","designer":{"position":{"x":700,"y":500},"size":{"width":150,"height":54}}}""");
            // What the Studio does to every document: it shuffles lists and adds its switches.
            var flow = model.Flow("first")["activities"]!.AsArray();
            var first = flow[0];
            flow.RemoveAt(0);
            flow.Add(first);
            essay["customProperties"] = JsonNode.Parse("""{"canStartWorkflow":false,"runAsynchronously":false}""");
        })).Is(HttpStatusCode.OK);

        Assert.Equal("学习心得", (string?)saved.Body!["workflowDefinition"]!.Activity("essay")["title"]);
        var after = await Stored(office, id);
        Assert.Equal("""{"zh-CN":"学习心得","en":"Essays"}""", Plain(after.Activity("essay")["title"]));
        Assert.Equal(700, (int)after.Activity("essay")["metadata"]!["designer"]!["position"]!["x"]!);
        foreach (var definition in new[] { before, after }) (definition.Activity("essay")["title"], definition.Activity("essay")["metadata"]) = (null, null);
        Assert.Equal(Plain(before), Plain(after));
    }

    [Fact]
    public async Task A_label_changed_on_the_canvas_is_the_title()
    {
        var (office, id) = await Draft();

        (await office.Change(id, model => model.Activity("essay")["metadata"]!["displayText"] = "学习心得")).Is(HttpStatusCode.OK);

        Assert.Equal("""{"zh-CN":"学习心得","en":"Essays"}""", Plain((await Stored(office, id)).Activity("essay")["title"]));
    }

    [Fact]
    public async Task What_its_fields_write_becomes_plain_values()
    {
        var (office, id) = await Draft();

        (await office.Change(id, model =>
        {
            var essay = model.Activity("essay");
            essay["count"] = "3";
            essay["due"] = "2027/1/15 上午12:00:00";
            model.Activity("gate")["conditions"] = JsonNode.Parse(
                """{"typeName":null,"expression":{"type":"Literal","value":"{ \"metric\": \"essay.coverage\", \"op\": \">=\", \"value\": 90 }"}}""");
        })).Is(HttpStatusCode.OK);

        var stored = await Stored(office, id);
        Assert.Equal(3, (int)stored.Activity("essay")["count"]!);
        Assert.Equal("2027-01-15", (string?)stored.Activity("essay")["due"]);
        Assert.Equal(90, (int)stored.Activity("gate")["conditions"]!["value"]!);
    }

    [Fact]
    public async Task A_new_activity_gets_a_key_and_a_title_and_a_new_phase_its_start()
    {
        var (office, id) = await Draft();

        (await office.Change(id, model =>
        {
            model.Flow("first")["activities"]!.AsArray().Add(JsonNode.Parse("""{"id":"n1","type":"PhaseEngine.MemberTask","version":1,"name":"MemberTask1","metadata":{},"customProperties":{}}"""));
            model["root"]!["activities"]!.AsArray().Add(JsonNode.Parse("""{"id":"n2","type":"PhaseEngine.Phase","version":1,"name":"Phase1"}"""));
        })).Is(HttpStatusCode.OK);

        var stored = await Stored(office, id);
        Assert.Equal(("member-task", "党员任务"), ((string?)stored.Activity("n1")["key"], (string?)stored.Activity("n1")["title"]));
        Assert.Equal("Elsa.Start", (string?)stored.Flow("n2")["activities"]![0]!["type"]);
    }

    [Fact]
    public async Task An_unknown_activity_goes_there_as_one_not_found_and_comes_back_as_it_was()
    {
        var (office, id) = await Draft(definition =>
        {
            definition.Flow("first")["activities"]!.AsArray().Add(JsonNode.Parse("""{"id":"odd","type":"Acme.Sms","version":2,"name":"odd","number":"12380","metadata":{"designer":{"position":{"x":1,"y":1}}}}"""));
            definition.Flow("first")["activities"]!.AsArray().Add(JsonNode.Parse("""{"id":"essay","type":"PhaseEngine.Meeting","version":1,"key":"twin","title":"同一编号"}"""));
            definition.Flow("first")["connections"]!.AsArray().Add(JsonNode.Parse("""{"source":{"activity":"s","port":"Sent"},"target":{"activity":"odd","port":"In"}}"""));
        });
        var before = Plain((await office.Client.Get($"/api/v1/templates/{id}/versions/1")).Body!["definition"]);
        var opened = (await office.Open(id)).Body!;

        Assert.Equal("Elsa.NotFoundActivity", (string?)opened.Activity("odd")["type"]);
        Assert.Single(StudioCalls.Activities(opened["root"]!), a => (string?)a["id"] == "essay");
        Assert.DoesNotContain(opened.Flow("first")["connections"]!.AsArray(), c => (string?)c!["source"]!["port"] == "Sent");

        (await office.Change(id, _ => { })).Is(HttpStatusCode.OK);
        Assert.Equal(before, Plain((await office.Client.Get($"/api/v1/templates/{id}/versions/1")).Body!["definition"]));

        (await office.Change(id, model => model.Activity("odd")["metadata"]!["designer"]!["position"]!["x"] = 300)).Is(HttpStatusCode.OK);
        var odd = (await Stored(office, id)).Activity("odd");
        Assert.Equal(("Acme.Sms", "12380", 300), ((string?)odd["type"], (string?)odd["number"], (int)odd["metadata"]!["designer"]!["position"]!["x"]!));
    }

    [Fact]
    public async Task A_save_without_activities_that_nobody_deleted_is_refused()
    {
        var (office, id) = await Draft();
        var before = await Stored(office, id);
        static void Blank(JsonNode model) => model["root"]!["activities"] = JsonNode.Parse("""[{"id":"n1","type":"PhaseEngine.Phase","version":1,"name":"Phase1"}]""");

        var refused = await office.Change(id, Blank);

        refused.IsToast("studio-drops-activities");
        Assert.Contains(refused.Body!["facts"]!["activities"]!.AsArray(), a => (string?)a!["title"] == "心得体会");
        Assert.Equal(Plain(before), Plain(await Stored(office, id)));
    }

    [Fact]
    public async Task What_people_say_they_delete_goes_with_its_connections()
    {
        var (office, id) = await Draft();
        static void Delete(JsonNode model)
        {
            var flow = model.Flow("first");
            flow["activities"]!.AsArray().Remove(model.Activity("survey"));
            var lines = flow["connections"]!.AsArray();
            lines.Remove(lines.Single(c => (string?)c!["target"]!["activity"] == "survey"));
        }

        (await office.Change(id, Delete)).IsToast("studio-drops-activities");
        (await office.Change(id, Delete, "survey")).Is(HttpStatusCode.OK);

        var flow = (await Stored(office, id)).Flow("first").ToJsonString();
        Assert.DoesNotContain("survey", flow, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_change_of_a_published_version_begins_a_draft()
    {
        var office = await server.AsEverywhere("campaignOffice");
        var template = await Given.PublishedTemplate(office.Client, Small());

        var saved = (await office.Change(template.Id, model => model.Activity("essay")["due"] = "start+12d")).Is(HttpStatusCode.OK);

        Assert.Equal(2, (int)saved.Body!["workflowDefinition"]!["version"]!);
        Assert.Equal("start+30d", (string?)(await Stored(office, template.Id)).Activity("essay")["due"]);
        Assert.Equal("start+12d", (string?)(await Stored(office, template.Id, 2)).Activity("essay")["due"]);
        var old = (await office.Client.Get($"{StudioCalls.Api}/workflow-definitions/by-id/{template.Id}@1")).Is(HttpStatusCode.OK).Body!;
        Assert.Equal((false, true), ((bool)old["isLatest"]!, (bool)old["isReadonly"]!));
    }

    [Fact]
    public async Task Of_two_who_save_upon_the_same_state_the_second_is_told()
    {
        var (office, id) = await Draft();
        var opened = await office.Open(id);
        var model = opened.Body!.DeepClone();
        model.Activity("essay")["due"] = "start+12d";

        var first = (await office.SaveInStudio(model, opened.ETag)).Is(HttpStatusCode.OK);
        model.Activity("essay")["due"] = "start+13d";
        (await office.SaveInStudio(model, opened.ETag)).IsToast("template-changed");
        (await office.SaveInStudio(model, null)).IsToast("if-match-missing");
        (await office.SaveInStudio(model, first.ETag)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Saves_at_once_are_taken_one_after_the_other()
    {
        var (office, id) = await Draft();
        var opened = await office.Open(id);

        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(days =>
        {
            var model = opened.Body!.DeepClone();
            model.Activity("essay")["due"] = $"start+{days}d";
            return office.SaveInStudio(model, opened.ETag);
        }));

        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.OK), a => Assert.Contains(a.Code, new[] { "template-changed", "stale" }));
    }

    [Fact]
    public async Task It_publishes_what_has_no_errors_and_shows_why_not()
    {
        var (office, id) = await Draft();

        var opened = await office.Open(id);
        var broken = opened.Body!.DeepClone();
        broken.Activity("gate")["approvals"] = JsonNode.Parse("""[{"role":"supervisor","act":"review"}]""");
        (await office.SaveInStudio(broken, opened.ETag, publish: true)).IsToast("template-has-errors");
        var published = (await office.SaveInStudio(opened.Body!, opened.ETag, publish: true)).Is(HttpStatusCode.OK);

        Assert.True((bool)published.Body!["workflowDefinition"]!["isPublished"]!);
        (await office.Client.Post($"{StudioCalls.Api}/workflow-definitions/{id}/publish", new { })).IsToast("template-published");
    }

    [Fact]
    public async Task What_a_template_cannot_is_refused_so_that_it_is_seen()
    {
        var (office, id) = await Draft();

        (await office.Client.Post($"{StudioCalls.Api}/workflow-definitions/{id}/retract", new { })).IsToast("studio-not-here");
        (await office.Client.Post($"{StudioCalls.Api}/workflow-definitions/{id}/revert/1", new { })).IsToast("studio-not-here");
        (await office.Client.Call(HttpMethod.Delete, $"{StudioCalls.Api}/workflow-definitions/{id}")).IsToast("studio-not-here");
        (await office.Client.Get($"{StudioCalls.Api}/tests/activities")).IsRefused(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Whoever_may_only_look_gets_it_to_look_at_and_strangers_get_nothing()
    {
        var (office, id) = await Draft();
        var secretary = await server.AsEverywhere("secretary");

        var opened = (await secretary.Open(id)).Is(HttpStatusCode.OK);

        Assert.True((bool)opened.Body!["isReadonly"]!);
        Assert.DoesNotContain(opened.Body["links"]!.AsArray(), l => (string?)l!["rel"] == "publish");
        Assert.Contains((await office.Open(id)).Body!["links"]!.AsArray(), l => (string?)l!["rel"] == "publish");
        (await secretary.SaveInStudio(opened.Body, opened.ETag)).IsRefused(HttpStatusCode.Forbidden, "forbidden");
        (await (await server.Stranger()).Open(id)).IsRefused(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Its_lists_hold_each_template_once_or_one_in_all_its_versions()
    {
        var office = await server.AsEverywhere("campaignOffice");
        var template = await Given.PublishedTemplate(office.Client, Small());
        (await office.Change(template.Id, model => model.Activity("essay")["due"] = "start+12d")).Is(HttpStatusCode.OK);

        async Task<string> Versions(string query) => string.Join(' ', (await office.Client.Get($"{StudioCalls.Api}/workflow-definitions?{query}")).Is(HttpStatusCode.OK).Body!["items"]!
            .AsArray().Where(i => (string?)i!["definitionId"] == template.Id).Select(i => (string?)i!["version"]!.ToString()));

        Assert.Equal("2", await Versions($"versionOptions=Latest&SearchTerm={template.Id}"));
        Assert.Equal("1", await Versions($"versionOptions=Published&SearchTerm={template.Id}"));
        Assert.Equal("2 1", await Versions($"versionOptions=AllVersions&definitionId={template.Id}"));
    }

    [Fact]
    public async Task The_export_is_the_definition_with_all_its_languages()
    {
        var (office, id) = await Draft();

        var file = (await office.Client.Get($"{StudioCalls.Api}/workflow-definitions/{id}/export")).Is(HttpStatusCode.OK);

        Assert.Equal("Essays", (string?)file.Body!.Activity("essay")["title"]!["en"]);
        Assert.Equal($"{id}.json", file.Response.Content.Headers.ContentDisposition?.FileName);
    }

    private async Task<(Person Office, string Id)> Draft(Action<JsonObject>? adjust = null)
    {
        var office = await server.AsEverywhere("campaignOffice");
        var definition = Small();
        adjust?.Invoke(definition);
        (await office.Client.Post("/api/v1/templates", new { definition })).Is(HttpStatusCode.Created);
        return (office, (string)definition["definitionId"]!);
    }

    private static async Task<JsonNode> Stored(Person office, string id, int version = 1) =>
        (await office.Client.Get($"/api/v1/templates/{id}/versions/{version}")).Is(HttpStatusCode.OK).Body!["definition"]!;

    private static JsonObject Small() => SmallCampaign.DefinitionOf($"t-{Guid.CreateVersion7():N}");

    private static string Plain(JsonNode? node) => node!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

public sealed class StudioDefinitionTestsOnSqlite(SqliteServer server) : StudioDefinitionTests(server);

public sealed class StudioDefinitionTestsOnPostgres(PostgresBackedServer server) : StudioDefinitionTests(server);
