using System.Net;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Server.Features.People;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.People;

public sealed class LinksOnSqlite(SqliteServer server) : LinkTests(server);

public sealed class LinksOnPostgres(PostgresBackedServer server) : LinkTests(server);

/// <summary>Invitations, resets and the set-up link: one-use links.</summary>
public abstract class LinkTests(RunningServer server)
{
    [Fact]
    public async Task An_invitation_makes_an_account_with_its_post_and_signs_in()
    {
        var unit = await server.Unit();
        var token = await Accounts.Invite(server, unit, "secretary");
        var browser = server.Browser();

        var accepted = await browser.Post("/api/v1/links/acceptance", new { token, userName = $"s{unit.Id:N}", password = Accounts.Password });
        var me = await browser.Get("/api/v1/me");

        accepted.Is(HttpStatusCode.NoContent);
        Assert.Equal("李四", (string?)me.Body!["name"]);
        var post = Assert.Single(me.Body["posts"]!.AsArray())!;
        Assert.Equal(("secretary", unit.Id), ((string?)post["role"], (Guid)post["unitId"]!));
        Assert.Contains("gates.ask", post["acts"]!.AsArray().Select(a => (string)a!));
    }

    [Fact]
    public async Task A_slip_says_whom_it_is_for_and_shows_the_link_as_a_picture()
    {
        var unit = await server.Unit();
        var administrator = await server.As("administrator", unit);

        var slip = await administrator.Client.Post($"/api/v1/units/{unit.Id}/invitations", new { name = "李四", role = "clerk" });

        Assert.StartsWith("https://party.example/link#", (string?)slip.Body!["link"], StringComparison.Ordinal);
        Assert.StartsWith("<svg", (string?)slip.Body["qr"], StringComparison.Ordinal);
        Assert.Equal(server.Time.GetUtcNow().AddDays(7), (DateTimeOffset)slip.Body["expiresAt"]!);
    }

    [Fact]
    public async Task A_link_says_beforehand_what_one_is_invited_to()
    {
        var unit = await server.Unit(name: "城东党支部");
        var token = await Accounts.Invite(server, unit, "secretary");

        var preview = await server.Browser().Call(HttpMethod.Post, "/api/v1/links/preview", new { token }, ("Accept-Language", "zh-CN"));

        var post = Assert.Single(preview.Is(HttpStatusCode.OK).Body!["posts"]!.AsArray())!;
        Assert.Equal(("城东党支部", "书记"), ((string?)post["unit"], (string?)post["role"]));
    }

    [Fact]
    public async Task A_link_works_once()
    {
        var token = await Accounts.Invite(server, await server.Unit());
        var body = new { token, userName = $"u{Guid.CreateVersion7():N}", password = Accounts.Password };
        await server.Browser().Post("/api/v1/links/acceptance", body);

        var again = await server.Browser().Post("/api/v1/links/acceptance", body);
        var preview = await server.Browser().Post("/api/v1/links/preview", new { token });

        again.IsRefused(HttpStatusCode.NotFound, "link-not-valid");
        preview.IsRefused(HttpStatusCode.NotFound, "link-not-valid");
    }

    [Fact]
    public async Task A_link_ends_after_seven_days()
    {
        await using var own = await server.Another();
        var token = await Accounts.Invite(own, await own.Unit());
        own.Time.Advance(TimeSpan.FromDays(7));

        var answer = await own.Browser().Post("/api/v1/links/acceptance", new { token, userName = "late", password = Accounts.Password });

        answer.IsRefused(HttpStatusCode.NotFound, "link-not-valid");
    }

    [Fact]
    public async Task A_refused_password_or_name_leaves_the_link_good()
    {
        var taken = await Accounts.Make(server);
        var token = await Accounts.Invite(server, await server.Unit());

        var tooShort = await server.Browser().Post("/api/v1/links/acceptance", new { token, userName = $"u{Guid.CreateVersion7():N}", password = "short" });
        var nameTaken = await server.Browser().Post("/api/v1/links/acceptance", new { token, userName = taken, password = Accounts.Password });
        var preview = await server.Browser().Post("/api/v1/links/preview", new { token });

        tooShort.IsRefused(HttpStatusCode.BadRequest, "password-too-short");
        nameTaken.IsRefused(HttpStatusCode.Conflict, "user-name-taken");
        Assert.Equal("李四", (string?)preview.Is(HttpStatusCode.OK).Body!["name"]);
    }

    [Fact]
    public async Task Only_the_hash_of_a_token_is_kept()
    {
        var token = await Accounts.Invite(server, await server.Unit());

        var kept = await server.InScope(s => s.GetRequiredService<PhaseEngineDb>().Invitations.Select(i => i.TokenHash).ToListAsync());

        Assert.All(kept, hash => Assert.Equal(32, hash.Length));
        Assert.DoesNotContain(kept, hash => hash.SequenceEqual(System.Text.Encoding.UTF8.GetBytes(token)));
    }

    [Fact]
    public async Task A_reset_sets_a_new_password_and_ends_the_sessions_of_the_old_one()
    {
        var unit = await server.Unit();
        var userName = $"u{Guid.CreateVersion7():N}";
        var before = server.Browser();
        await before.Post("/api/v1/links/acceptance", new { token = await Accounts.Invite(server, unit), userName, password = Accounts.Password });
        var id = (await before.Get("/api/v1/me")).Id;
        var administrator = await server.As("administrator", unit);

        var slip = await administrator.Client.Post($"/api/v1/people/{id}/reset-link", new { });
        await server.Browser().Post("/api/v1/links/acceptance", new { token = Accounts.TokenOf(slip), password = "another long one" });

        (await before.Get("/api/v1/me")).IsRefused(HttpStatusCode.Unauthorized, "not-signed-in");
        (await server.Browser().Post("/api/v1/session", new { userName, password = Accounts.Password })).IsRefused(HttpStatusCode.Unauthorized, "sign-in-refused");
        (await server.Browser().Post("/api/v1/session", new { userName, password = "another long one" })).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Who_answers_for_one_post_only_may_not_reset_somebody_who_holds_two()
    {
        var here = await server.Unit();
        var there = await server.Unit();
        var person = await server.As(("clerk", here.Id, true), ("clerk", there.Id, true));
        var administrator = await server.As("administrator", here);

        var answer = await administrator.Client.Post($"/api/v1/people/{person.Id}/reset-link", new { });

        answer.IsRefused(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task The_first_start_prints_a_link_and_the_next_one_makes_it_worthless()
    {
        await using var empty = await server.Another();
        var first = await SetUpToken(empty);
        var second = await SetUpToken(empty);

        var old = await empty.Browser().Post("/api/v1/links/acceptance", new { token = first, userName = "old", password = Accounts.Password });
        var browser = empty.Browser();
        await browser.Post("/api/v1/links/acceptance", new { token = second, userName = "first", name = "王五", password = Accounts.Password });
        var me = await browser.Get("/api/v1/me");

        old.IsRefused(HttpStatusCode.NotFound, "link-not-valid");
        Assert.Equal(["administrator", "systemOperator"], me.Body!["posts"]!.AsArray().Select(p => (string)p!["role"]!).Order());
        Assert.Null(await SetUpToken(empty));
    }

    private static async Task<string?> SetUpToken(RunningServer server)
    {
        using var printed = new StringWriter();
        await FirstStart.PrintSetUpLink(server.Services, printed, CancellationToken.None);
        var link = printed.ToString().Split(' ', '\n').FirstOrDefault(word => word.Contains('#'));
        return link?[(link.IndexOf('#') + 1)..].Trim();
    }
}
