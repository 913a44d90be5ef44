using System.Net;
using System.Text;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Http;

/// <summary>What holds for every request, shown on one use case or another.</summary>
public sealed class RequestTests(SqliteServer server)
{
    [Fact]
    public async Task Served_over_https_browsers_are_told_to_come_back_over_https_only()
    {
        await using var plain = await server.Another(("PublicUrl", "http://party.example/"));

        var secure = await server.Anonymous().Get("/sign-in");
        var open = await plain.Anonymous().Get("/sign-in");

        Assert.Equal("max-age=31536000", Assert.Single(secure.Response.Headers.GetValues("Strict-Transport-Security")));
        Assert.False(open.Response.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task An_unknown_address_is_a_problem_like_any_other() =>
        (await (await server.Stranger()).Client.Get("/api/v1/nowhere")).IsRefused(HttpStatusCode.NotFound, "not-found");

    [Fact]
    public async Task A_wrong_method_says_so() =>
        (await (await server.Stranger()).Client.Put("/api/v1/me", new { })).IsRefused(HttpStatusCode.MethodNotAllowed, "method-not-allowed");

    [Fact]
    public async Task Broken_json_is_refused_with_the_place()
    {
        var answer = await Tokens("""{ "name": "x", "days": "many" }""");

        answer.IsRefused(HttpStatusCode.BadRequest, "malformed-request");
        Assert.NotNull(answer.Body!["errors"]!["$.days"]);
    }

    [Fact]
    public async Task A_field_nobody_knows_is_refused()
    {
        var answer = await Tokens("""{ "name": "x", "dayz": 3 }""");

        answer.IsRefused(HttpStatusCode.BadRequest, "malformed-request");
        Assert.NotNull(answer.Body!["errors"]!["$.dayz"]);
    }

    [Fact]
    public async Task An_empty_body_is_refused() => (await Tokens("")).IsRefused(HttpStatusCode.BadRequest, "malformed-request");

    [Fact]
    public async Task Another_content_type_is_refused()
    {
        var person = await server.Stranger();

        var answer = await person.Client.Post("/api/v1/me/tokens", new StringContent("name=x", Encoding.UTF8, "application/x-www-form-urlencoded"));

        answer.IsRefused(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Theory]
    [InlineData("/api/v1/gates/decisions", """{ "decisions": [null] }""", "decisions[0]")]
    [InlineData("/api/v1/units/{0}/members", """{ "name": "z\u0000", "category": "inPost" }""", "name")]
    [InlineData("/api/v1/units/{0}/campaigns", """{ "templateId": "x" }""", "batches")]
    public async Task What_is_missing_or_no_text_is_refused_with_its_place(string path, string json, string place)
    {
        var unit = await server.Unit();
        var person = await server.As(("administrator", unit.Id, true), ("supervisor", unit.Id, true));

        var answer = await person.Client.Post(
            path.Replace("{0}", $"{unit.Id}", StringComparison.Ordinal), new StringContent(json, Encoding.UTF8, "application/json"));

        answer.IsRefused(HttpStatusCode.BadRequest, "bad-shape");
        Assert.NotNull(answer.Body!["errors"]![place]);
    }

    [Fact]
    public async Task A_person_in_a_browser_reads_refusals_as_pages()
    {
        var page = await server.Anonymous().Call(HttpMethod.Get, "/nothing", null, ("Accept", "text/html,*/*;q=0.8"), ("Accept-Language", "zh-CN"));

        Assert.Contains("<h1>没有找到</h1>", await page.Is(HttpStatusCode.NotFound).Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/s/unknown")]
    public async Task Pages_are_not_left_behind_on_shared_machines(string path)
    {
        var page = await server.Anonymous().Get(path);

        Assert.Equal("no-store", page.Response.Headers.GetValues("Cache-Control").Single());
    }

    [Fact]
    public async Task A_body_over_a_megabyte_is_refused_before_it_is_read()
    {
        var answer = await Tokens($$"""{ "name": "{{new string('x', 1024 * 1024)}}" }""");

        answer.IsRefused(HttpStatusCode.RequestEntityTooLarge, "too-large");
        Assert.Equal(1, (int)answer.Body!["facts"]!["limitMegabytes"]!);
    }

    [Theory]
    [InlineData("en-US,en;q=0.9", "en", "Please sign in")]
    [InlineData("zh-HK", "zh-TW", "請先登入")]
    [InlineData("zh-Hans-CN", "zh-CN", "请先登录")]
    [InlineData("fr;q=1, en;q=0.2, zh-TW;q=0.4", "zh-TW", "請先登入")]
    [InlineData("fr", "zh-CN", "请先登录")]
    public async Task Refusals_are_told_in_the_readers_language(string wanted, string language, string title)
    {
        var answer = await server.Anonymous().Call(HttpMethod.Get, "/api/v1/me", null, ("Accept-Language", wanted));

        Assert.Equal(title, (string?)answer.Body!["title"]);
        Assert.Equal(language, answer.Response.Content.Headers.ContentLanguage.Single());
    }

    [Fact]
    public async Task A_change_without_token_needs_the_header_that_forged_requests_lack()
    {
        var answer = await server.Anonymous().Post("/api/v1/session", new { userName = "x", password = "y" });

        answer.IsRefused(HttpStatusCode.Forbidden, "csrf-header-missing");
    }

    [Theory]
    [InlineData("Content-Security-Policy", "frame-ancestors 'none'")]
    [InlineData("X-Content-Type-Options", "nosniff")]
    [InlineData("Referrer-Policy", "no-referrer")]
    [InlineData("Cache-Control", "no-store")]
    public async Task Answers_tell_browsers_to_be_careful(string header, string value)
    {
        var answer = await server.Anonymous().Get("/api/v1/me");

        Assert.Contains(value, string.Join(';', answer.Response.Headers.GetValues(header)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problems_type_leads_to_its_page()
    {
        var problem = await server.Anonymous().Get("/api/v1/me");

        var page = await server.Anonymous().Get((string)problem.Body!["type"]!);

        Assert.Contains("请先登录", await page.Is(HttpStatusCode.OK).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_says_alive_and_ready()
    {
        Assert.Equal("Healthy", await (await server.Anonymous().Get("/health/live")).Is(HttpStatusCode.OK).Text());
        Assert.Equal("Healthy", await (await server.Anonymous().Get("/health/ready")).Is(HttpStatusCode.OK).Text());
    }

    [Fact]
    public async Task Metrics_are_for_operators_and_name_the_use_cases()
    {
        var operators = await server.AsEverywhere("systemOperator");
        await operators.Client.Get("/api/v1/me");

        var metrics = await (await operators.Client.Get("/metrics")).Is(HttpStatusCode.OK).Text();

        Assert.Contains("phaseengine_use_case_duration_seconds_count{use_case=\"GetMe\",outcome=\"ok\"}", metrics, StringComparison.Ordinal);
        (await (await server.AsEverywhere("administrator")).Client.Get("/metrics")).IsRefused(HttpStatusCode.Forbidden, "forbidden");
    }

    private async Task<Answer> Tokens(string json) =>
        await (await server.Stranger()).Client.Post("/api/v1/me/tokens", new StringContent(json, Encoding.UTF8, "application/json"));
}
