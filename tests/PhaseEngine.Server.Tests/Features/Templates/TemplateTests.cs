using System.Net;
using System.Text.Json.Nodes;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Server.Features.Templates;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Templates;

/// <summary>A template from its first draft to its second version.</summary>
public abstract class TemplateTests(RunningServer server)
{
    [Fact]
    public async Task A_library_template_is_drafted_and_published()
    {
        var office = await server.AsEverywhere("campaignOffice");
        var definition = Given.Template();

        var draft = (await office.Client.Post("/api/v1/templates", new { definition })).Is(HttpStatusCode.Created);
        var published = await office.Client.Call(HttpMethod.Post, $"{Path(draft)}/publication", new { }, ("If-Match", draft.ETag!));

        published.Is(HttpStatusCode.OK);
        Assert.Equal("published", (string?)published.Body!["status"]);
        Assert.True((bool)published.Body["definition"]!["isPublished"]!);
    }

    [Fact]
    public async Task A_draft_may_hold_errors_and_is_not_published_with_them()
    {
        var office = await server.AsEverywhere("campaignOffice");
        var definition = Given.Template();
        definition["root"]!["connections"] = new JsonArray();

        var draft = (await office.Client.Post("/api/v1/templates", new { definition })).Is(HttpStatusCode.Created);
        var refused = await office.Client.Call(HttpMethod.Post, $"{Path(draft)}/publication", new { }, ("If-Match", draft.ETag!));
        var findings = await office.Client.Get($"{Path(draft)}/findings");

        refused.IsRefused(HttpStatusCode.Conflict, "template-has-errors");
        Assert.Contains(findings.Body!.AsArray(), f => (string?)f!["code"] == "PE204" && f["remedy"]!.ToString().Length > 4);
    }

    [Fact]
    public async Task A_published_version_is_never_changed_but_followed_by_a_draft()
    {
        var office = await server.AsEverywhere("campaignOffice");
        var published = await Given.PublishedTemplate(office.Client);

        var changed = await office.Client.Put($"{published.Path}/definition", new { definition = published.Definition }, published.ETag);
        var next = await office.Client.Post($"/api/v1/templates/{published.Id}/versions", new { });
        var again = await office.Client.Post($"/api/v1/templates/{published.Id}/versions", new { });

        changed.IsRefused(HttpStatusCode.Conflict, "template-published");
        Assert.Equal(2, (int)next.Is(HttpStatusCode.Created).Body!["templateVersion"]!);
        again.IsRefused(HttpStatusCode.Conflict, "template-draft-exists");
    }

    [Fact]
    public async Task Of_two_who_save_a_draft_the_second_is_told_that_it_was_changed()
    {
        var office = await server.AsEverywhere("campaignOffice");
        var definition = Given.Template();
        var draft = await office.Client.Post("/api/v1/templates", new { definition });

        var first = await office.Client.Put($"{Path(draft)}/definition", new { definition }, draft.ETag);
        var second = await office.Client.Put($"{Path(draft)}/definition", new { definition }, draft.ETag);

        first.Is(HttpStatusCode.OK);
        second.IsRefused(HttpStatusCode.PreconditionFailed, "template-changed");
    }

    [Fact]
    public async Task What_is_no_template_is_refused_with_the_reason()
    {
        var office = await server.AsEverywhere("campaignOffice");

        var refused = await office.Client.Post("/api/v1/templates", new { definition = new JsonObject { ["hello"] = "world" } });

        refused.IsRefused(HttpStatusCode.BadRequest, "template-unreadable");
        Assert.Equal("PE101", (string?)refused.Body!["facts"]!["findings"]![0]!["code"]);
    }

    [Fact]
    public async Task A_check_stores_nothing_and_tells_everything()
    {
        var secretary = await server.AsEverywhere("secretary");

        var check = await secretary.Client.Post("/api/v1/template-checks", new { definition = Given.Template() });

        Assert.True((bool)check.Is(HttpStatusCode.OK).Body!["publishable"]!, check.Body!.ToJsonString());
    }

    [Fact]
    public async Task The_list_is_searched_and_comes_page_by_page()
    {
        var office = await server.AsEverywhere("campaignOffice");
        var (first, second) = (await Given.PublishedTemplate(office.Client), await Given.PublishedTemplate(office.Client));
        var draft = await office.Client.Post("/api/v1/templates", new { definition = Given.Template() });

        var found = await office.Client.Get($"/api/v1/templates?search={first.Id}");
        var page = await office.Client.Get("/api/v1/templates?published=true&limit=1");
        var next = await office.Client.Get($"/api/v1/templates?published=true&limit=1&after={(string?)page.Body!["next"]}");

        Assert.Equal([first.Id], Ids(found));
        Assert.Equal("published", (string?)found.Body!["items"]![0]!["versions"]![0]!["status"]);
        Assert.NotEqual(Ids(page), Ids(next));
        Assert.Equal([(string)draft.Body!["templateId"]!], Ids(await office.Client.Get($"/api/v1/templates?published=false&search={draft.Body["templateId"]}")));
        Assert.Empty(Ids(await office.Client.Get($"/api/v1/templates?published=false&search={second.Id}")));
    }

    [Fact]
    public async Task A_secretary_designs_no_templates()
    {
        var secretary = await server.AsEverywhere("secretary");

        var refused = await secretary.Client.Post("/api/v1/templates", new { definition = Given.Template() });

        refused.IsRefused(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Kinds_tell_the_client_all_it_draws_from()
    {
        var office = await server.AsEverywhere("campaignOffice");

        var kinds = await office.Client.Get("/api/v1/requirement-kinds");

        var study = kinds.Body!.AsArray().Single(k => (string?)k!["kind"] == "Study")!;
        Assert.Equal("集中学习", (string?)study["title"]);
        Assert.Contains(study["metrics"]!.AsArray(), m => (string?)m!["name"] == "accounted");
        Assert.Contains(study["forms"]!.AsArray(), f => (string?)f!["name"] == "session");
    }

    private static List<string> Ids(Answer page) => [.. page.Is(HttpStatusCode.OK).Body!["items"]!.AsArray().Select(t => (string)t!["id"]!)];

    private static string Path(Answer draft) => $"/api/v1/templates/{draft.Body!["templateId"]}/versions/{draft.Body["templateVersion"]}";
}

public sealed class TemplateTestsOnSqlite(SqliteServer server) : TemplateTests(server);

public sealed class TemplateTestsOnPostgres(PostgresBackedServer server) : TemplateTests(server);

/// <summary>Templates and campaigns as tests need them.</summary>
internal static class Given
{
    public sealed record Published(string Id, int Version, string ETag, JsonObject Definition)
    {
        public string Path => $"/api/v1/templates/{Id}/versions/{Version}";
    }

    /// <summary>The study stage of the library under a new id.</summary>
    public static JsonObject Template(string from = "study-and-mobilisation-2005")
    {
        var definition = (JsonObject)TemplateLibrary.Get(from).ToJson().DeepClone();
        definition["definitionId"] = $"t-{Guid.CreateVersion7():N}";
        return definition;
    }

    public static async Task<Published> PublishedTemplate(HttpClient office, JsonObject? definition = null)
    {
        definition ??= Template();
        var draft = (await office.Post("/api/v1/templates", new { definition })).Is(HttpStatusCode.Created);
        var id = (string)definition["definitionId"]!;
        var published = await office.Call(HttpMethod.Post, $"/api/v1/templates/{id}/versions/1/publication", new { }, ("If-Match", draft.ETag!));
        return new Published(id, 1, published.Is(HttpStatusCode.OK).ETag!, definition);
    }

    /// <summary>Makes the runs of a launch that was begun, as the job does.</summary>
    public static Task<bool> LaunchIsDone(RunningServer server, Guid campaign) => server.InScope(services =>
        services.GetRequiredService<CampaignLaunch>().Continue(campaign, server.Time, null, TestContext.Current.CancellationToken));
}
