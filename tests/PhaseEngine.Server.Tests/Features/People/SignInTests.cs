using System.Net;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.People;

public sealed class SignInOnSqlite(SqliteServer server) : SignInTests(server);

public sealed class SignInOnPostgres(PostgresBackedServer server) : SignInTests(server);

public abstract class SignInTests(RunningServer server)
{
    [Fact]
    public async Task The_right_password_opens_a_session_that_signing_out_ends()
    {
        var (browser, userName) = await Account();

        var signedIn = await browser.Post("/api/v1/session", new { userName, password = Accounts.Password });
        var me = await browser.Get("/api/v1/me");
        await browser.Delete("/api/v1/session");
        var after = await browser.Get("/api/v1/me");

        signedIn.Is(HttpStatusCode.NoContent);
        Assert.Equal(userName, (string?)me.Is(HttpStatusCode.OK).Body!["userName"]);
        after.IsRefused(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task The_cookie_is_kept_from_scripts_and_from_other_sites()
    {
        var (browser, userName) = await Account();

        var signedIn = await browser.Post("/api/v1/session", new { userName, password = Accounts.Password });

        var cookie = Assert.Single(signedIn.Response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_unknown_name_and_a_wrong_password_get_the_same_answer()
    {
        var (browser, userName) = await Account();

        var wrong = await browser.Post("/api/v1/session", new { userName, password = "not this one" });
        var unknown = await browser.Post("/api/v1/session", new { userName = "nobody", password = "not this one" });

        wrong.IsRefused(HttpStatusCode.Unauthorized, "sign-in-refused");
        unknown.IsRefused(HttpStatusCode.Unauthorized, "sign-in-refused");
    }

    [Fact]
    public async Task After_five_wrong_passwords_from_one_address_not_even_the_right_one_opens_from_there()
    {
        await using var own = await server.Another();
        var userName = await Accounts.Make(own);
        for (var i = 0; i < 5; i++) await SignIn(own, userName, "wrong", "192.0.2.1");

        (await SignIn(own, userName, Accounts.Password, "192.0.2.1")).IsRefused(HttpStatusCode.Unauthorized, "sign-in-refused");
        (await SignIn(own, userName, Accounts.Password, "192.0.2.2")).Is(HttpStatusCode.NoContent);
        own.Time.Advance(TimeSpan.FromMinutes(16));
        (await SignIn(own, userName, Accounts.Password, "192.0.2.1")).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Guessing_from_everywhere_holds_a_name_up_but_not_where_its_owner_comes_from()
    {
        await using var own = await server.Another();
        var userName = await Accounts.Make(own);
        await SignIn(own, userName, Accounts.Password, "192.0.2.1");
        for (var i = 0; i < 51; i++) await SignIn(own, userName, "wrong", $"198.51.100.{i}");

        (await SignIn(own, userName, Accounts.Password, "192.0.2.9")).IsRefused(HttpStatusCode.Unauthorized, "sign-in-refused");
        (await SignIn(own, userName, Accounts.Password, "192.0.2.1")).Is(HttpStatusCode.NoContent);
        own.Time.Advance(TimeSpan.FromMinutes(16));
        (await SignIn(own, userName, Accounts.Password, "192.0.2.9")).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_addresses_of_one_network_are_one()
    {
        await using var own = await server.Another();
        var userName = await Accounts.Make(own);
        for (var i = 0; i < 5; i++) await SignIn(own, userName, "wrong", $"2001:db8:1:2::{i}");

        (await SignIn(own, userName, Accounts.Password, "2001:db8:1:2::9")).IsRefused(HttpStatusCode.Unauthorized, "sign-in-refused");
        (await SignIn(own, userName, Accounts.Password, "2001:db8:1:3::1")).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task However_a_name_is_written_its_wrong_passwords_count_together()
    {
        await using var own = await server.Another();
        var token = await Accounts.Invite(own, await own.Unit());
        (await own.Browser().Post("/api/v1/links/acceptance", new { token, userName = "kk\u91D1", password = Accounts.Password })).Is(HttpStatusCode.NoContent);
        // The Kelvin sign is a K, and one ideograph stands twice in Unicode.
        foreach (var written in new[] { "kk\u91D1", "\u212Ak\u91D1", "k\u212A\u91D1", "kk\uF90A", "KK\uF90A" }) await SignIn(own, written, "wrong", "192.0.2.1");

        (await SignIn(own, "\u212A\u212A\uF90A", Accounts.Password, "192.0.2.1")).IsRefused(HttpStatusCode.Unauthorized, "sign-in-refused");
        (await SignIn(own, "\u212A\u212A\uF90A", Accounts.Password, "192.0.2.2")).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_session_ends_after_a_week_however_busy_it_is()
    {
        await using var own = await server.Another();
        var userName = await Accounts.Make(own);
        var browser = own.Browser();
        (await browser.Post("/api/v1/session", new { userName, password = Accounts.Password })).Is(HttpStatusCode.NoContent);

        for (var hours = 8; hours < 7 * 24; hours += 8)
        {
            own.Time.Advance(TimeSpan.FromHours(8));
            (await browser.Get("/api/v1/me")).Is(HttpStatusCode.OK);
        }

        own.Time.Advance(TimeSpan.FromHours(8));
        (await browser.Get("/api/v1/me")).IsRefused(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task A_missing_password_is_named_in_the_readers_language()
    {
        var answer = await server.Browser().Post("/api/v1/session", new { userName = "x" }, ("Accept-Language", "en"));

        answer.IsRefused(HttpStatusCode.BadRequest, "bad-shape");
        Assert.Equal("Required", (string?)answer.Body!["errors"]!["password"]![0]);
    }

    [Fact]
    public async Task Attempts_from_one_address_are_limited()
    {
        await using var strict = await server.Another(("SignInsPerMinute", "2"));
        var browser = strict.Browser();
        for (var i = 0; i < 2; i++) await browser.Post("/api/v1/session", new { userName = "x", password = "y" });

        var third = await browser.Post("/api/v1/session", new { userName = "x", password = "y" });

        third.IsRefused(HttpStatusCode.TooManyRequests, "too-many-requests");
    }

    [Fact]
    public async Task Guessing_the_old_password_is_limited_as_well()
    {
        await using var strict = await server.Another(("SignInsPerMinute", "4"));
        var userName = await Accounts.Make(strict);
        var browser = strict.Browser();
        (await browser.Post("/api/v1/session", new { userName, password = Accounts.Password })).Is(HttpStatusCode.NoContent);
        for (var i = 0; i < 2; i++) (await Guess()).IsRefused(HttpStatusCode.Forbidden, "password-wrong");

        (await Guess()).IsRefused(HttpStatusCode.TooManyRequests, "too-many-requests");

        Task<Answer> Guess() => browser.Put("/api/v1/me/password", new { old = "not this one", @new = "correct horse battery staple" });
    }

    private static Task<Answer> SignIn(RunningServer at, string userName, string password, string address) =>
        at.Browser().Post("/api/v1/session", new { userName, password }, ("X-Address", address));

    private async Task<(HttpClient Browser, string UserName)> Account()
    {
        var userName = await Accounts.Make(server);
        return (server.Browser(), userName);
    }
}
