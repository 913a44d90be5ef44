using System.Net;
using PhaseEngine.Server.Tests.Features.People;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Me;

public sealed class MeOnSqlite(SqliteServer server) : MeTests(server);

public sealed class MeOnPostgres(PostgresBackedServer server) : MeTests(server);

public abstract class MeTests(RunningServer server)
{
    [Fact]
    public async Task The_chosen_language_is_spoken_whatever_the_browser_asks_for()
    {
        var browser = await SignedIn();

        (await browser.Put("/api/v1/me/language", new { language = "zh-TW" })).Is(HttpStatusCode.NoContent);
        var answer = await browser.Post("/api/v1/me/tokens", new { name = "x", days = 0 }, ("Accept-Language", "en"));

        Assert.Equal("zh-TW", answer.Response.Content.Headers.ContentLanguage.Single());
    }

    [Fact]
    public async Task A_language_the_product_does_not_speak_is_refused()
    {
        var browser = await SignedIn();

        (await browser.Put("/api/v1/me/language", new { language = "fr" })).IsRefused(HttpStatusCode.BadRequest, "bad-shape");
    }

    [Fact]
    public async Task Reminders_by_mail_can_be_turned_off_and_on_again()
    {
        var browser = await SignedIn();

        var before = await browser.Get("/api/v1/me");
        (await browser.Put("/api/v1/me/mail", new { wanted = false })).Is(HttpStatusCode.NoContent);
        var off = await browser.Get("/api/v1/me");
        (await browser.Put("/api/v1/me/mail", new { wanted = true })).Is(HttpStatusCode.NoContent);
        var on = await browser.Get("/api/v1/me");

        Assert.Equal([true, false, true], new[] { before, off, on }.Select(me => (bool)me.Body!["wantsMail"]!));
    }

    [Fact]
    public async Task Whether_mail_is_wanted_has_to_be_said()
    {
        var browser = await SignedIn();

        (await browser.Put("/api/v1/me/mail", new { })).IsRefused(HttpStatusCode.BadRequest, "bad-shape");
    }

    [Fact]
    public async Task A_new_password_keeps_this_session_and_ends_the_others()
    {
        var userName = await Accounts.Make(server);
        var here = await SignedIn(userName);
        var there = await SignedIn(userName);

        (await here.Put("/api/v1/me/password", new { old = Accounts.Password, @new = "a newer long one" })).Is(HttpStatusCode.NoContent);

        (await here.Get("/api/v1/me")).Is(HttpStatusCode.OK);
        (await there.Get("/api/v1/me")).IsRefused(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task The_old_password_must_be_right_and_the_new_one_long()
    {
        var browser = await SignedIn();

        var wrong = await browser.Put("/api/v1/me/password", new { old = "wrong", @new = "a newer long one" });
        var tooShort = await browser.Put("/api/v1/me/password", new { old = Accounts.Password, @new = "short" });

        wrong.IsRefused(HttpStatusCode.Forbidden, "password-wrong");
        tooShort.IsRefused(HttpStatusCode.BadRequest, "password-too-short");
    }

    [Fact]
    public async Task A_token_lets_a_program_in_until_it_is_revoked()
    {
        var browser = await SignedIn();
        var made = (await browser.Post("/api/v1/me/tokens", new { name = "report script" })).Is(HttpStatusCode.Created);
        var program = server.Anonymous();
        program.DefaultRequestHeaders.Authorization = new("Bearer", (string)made.Body!["token"]!);

        var before = await program.Get("/api/v1/me");
        var listed = await browser.Get("/api/v1/me/tokens");
        await browser.Delete($"/api/v1/me/tokens/{made.Id}");
        var after = await program.Get("/api/v1/me");

        before.Is(HttpStatusCode.OK);
        Assert.Equal("report script", (string?)Assert.Single(listed.Body!.AsArray())!["name"]);
        Assert.Null(listed.Body[0]!["token"]);
        after.IsRefused(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task A_token_ends_on_its_day()
    {
        await using var own = await server.Another();
        var browser = own.Browser();
        (await browser.Post("/api/v1/session", new { userName = await Accounts.Make(own), password = Accounts.Password })).Is(HttpStatusCode.NoContent);
        var made = await browser.Post("/api/v1/me/tokens", new { name = "x", days = 30 });
        var program = own.Anonymous();
        program.DefaultRequestHeaders.Authorization = new("Bearer", (string)made.Body!["token"]!);

        own.Time.Advance(TimeSpan.FromDays(30));

        (await program.Get("/api/v1/me")).IsRefused(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task A_token_made_for_looking_changes_nothing()
    {
        var browser = await SignedIn();
        var made = await browser.Post("/api/v1/me/tokens", new { name = "dashboard", readOnly = true });
        var program = server.Anonymous();
        program.DefaultRequestHeaders.Authorization = new("Bearer", (string)made.Body!["token"]!);

        (await program.Get("/api/v1/me")).Is(HttpStatusCode.OK);
        (await program.Post("/api/v1/me/tokens", new { name = "another" })).IsRefused(HttpStatusCode.Forbidden, "token-read-only");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(367)]
    public async Task A_token_lives_a_year_at_most(int days)
    {
        var browser = await SignedIn();

        (await browser.Post("/api/v1/me/tokens", new { name = "x", days })).IsRefused(HttpStatusCode.BadRequest, "token-lifetime");
    }

    [Fact]
    public async Task A_token_neither_makes_tokens_nor_changes_the_password()
    {
        var person = await server.Stranger();

        (await person.Client.Post("/api/v1/me/tokens", new { name = "another" })).IsRefused(HttpStatusCode.Forbidden, "token-not-enough");
        (await person.Client.Put("/api/v1/me/password", new { old = "x", @new = "a newer long one" })).IsRefused(HttpStatusCode.Forbidden, "token-not-enough");
    }

    [Fact]
    public async Task A_new_password_ends_the_tokens_made_with_the_old_one()
    {
        var browser = await SignedIn();
        var program = server.Anonymous();
        program.DefaultRequestHeaders.Authorization = new("Bearer", (string)(await browser.Post("/api/v1/me/tokens", new { name = "x" })).Body!["token"]!);

        (await browser.Put("/api/v1/me/password", new { old = Accounts.Password, @new = "a newer long one" })).Is(HttpStatusCode.NoContent);

        (await program.Get("/api/v1/me")).IsRefused(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task Nobody_revokes_somebody_elses_token()
    {
        var person = await server.Stranger();
        var other = await server.Stranger();

        (await person.Client.Delete($"/api/v1/me/tokens/{other.Id}")).IsRefused(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Ending_ones_sessions_signs_out_everywhere()
    {
        var userName = await Accounts.Make(server);
        var here = await SignedIn(userName);
        var there = await SignedIn(userName);

        (await here.Delete("/api/v1/me/sessions")).Is(HttpStatusCode.NoContent);

        (await there.Get("/api/v1/me")).IsRefused(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    private async Task<HttpClient> SignedIn(string? userName = null)
    {
        userName ??= await Accounts.Make(server);
        var browser = server.Browser();
        (await browser.Post("/api/v1/session", new { userName, password = Accounts.Password })).Is(HttpStatusCode.NoContent);
        return browser;
    }
}
