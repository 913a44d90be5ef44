using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using PhaseEngine.Data;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.People;

/// <summary>The organisation's own sign-in.</summary>
public sealed class OidcTests(SqliteServer shared) : OidcCalls(shared)
{
    [Fact]
    public async Task Somebody_invited_accepts_without_a_password_and_comes_in_again()
    {
        var unit = await Server.Unit();
        var token = await Accounts.Invite(Server, unit);
        var browser = Server.Browser();

        var answer = await Accept(browser, token, "wang");
        var again = Server.Browser();
        (await Come(again, await Begin(again), "wang")).Is(HttpStatusCode.OK);

        answer.Is(HttpStatusCode.OK);
        Assert.Contains("Refresh", answer.Response.Headers.Select(h => h.Key));
        foreach (var there in new[] { browser, again })
        {
            var me = (await there.Get("/api/v1/me")).Is(HttpStatusCode.OK).Body!;
            Assert.Equal(("李四", "wang@work"), ((string)me["name"]!, (string)me["userName"]!));
            Assert.Equal(("clerk", unit.Id), ((string)me["posts"]![0]!["role"]!, (Guid)me["posts"]![0]!["unitId"]!));
            Assert.Equal((true, true), ((bool)me["oidc"]!["linked"]!, (bool)me["oidc"]!["only"]!));
        }
    }

    [Fact]
    public async Task An_invitation_is_good_for_one()
    {
        var token = await Accounts.Invite(Server, await Server.Unit());
        (await Accept(Server.Browser(), token, "one")).Is(HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.NotFound, (await Accept(Server.Browser(), token, "another")).Status);
    }

    [Fact]
    public async Task A_link_for_a_new_password_links_nothing()
    {
        var unit = await Server.Unit();
        var administrator = await Server.As("administrator", unit);
        var person = await Server.As("secretary", unit);
        var slip = await administrator.Client.Post($"/api/v1/people/{person.Id}/reset-link", new { });

        Assert.Equal(HttpStatusCode.NotFound, (await Accept(Server.Browser(), Accounts.TokenOf(slip), "wang")).Status);
    }

    [Fact]
    public async Task Whoever_is_not_linked_does_not_come_in_whatever_their_mail_address_is()
    {
        await Server.Save(db => db.Users.Add(new()
        {
            Id = Guid.CreateVersion7(), UserName = "unknown@work", NormalizedUserName = "UNKNOWN@WORK", Name = "王芳", Email = "secretary@example.org",
            NormalizedEmail = "SECRETARY@EXAMPLE.ORG", EmailConfirmed = true, SecurityStamp = "s", CreatedAt = Server.Time.GetUtcNow(),
        }));
        var before = await Users();
        var browser = Server.Browser();

        (await Come(browser, await Begin(browser), "unknown")).IsRefused(HttpStatusCode.Forbidden, "oidc-not-linked");

        (await browser.Get("/api/v1/me")).IsRefused(HttpStatusCode.Unauthorized, "not-signed-in");
        Assert.Equal(before, await Users());
    }

    [Fact]
    public async Task An_account_is_linked_by_its_owner_with_the_password_and_unlinked_again()
    {
        var userName = await Accounts.Make(Server);
        var browser = await SignedIn(userName);
        (await browser.Post("/api/v1/me/oidc", new { password = "wrong password" })).IsRefused(HttpStatusCode.Forbidden, "password-wrong");

        (await Come(browser, await BeginLinking(browser), "wang")).Is(HttpStatusCode.OK);
        var other = Server.Browser();
        (await Come(other, await Begin(other), "wang")).Is(HttpStatusCode.OK);

        Assert.Equal(userName, (string)(await other.Get("/api/v1/me")).Body!["userName"]!);
        (await other.Delete("/api/v1/me/oidc")).Is(HttpStatusCode.NoContent);
        var late = Server.Browser();
        (await Come(late, await Begin(late), "wang")).IsRefused(HttpStatusCode.Forbidden, "oidc-not-linked");
    }

    [Fact]
    public async Task Who_one_is_there_belongs_to_one_account()
    {
        (await Accept(Server.Browser(), await Accounts.Invite(Server, await Server.Unit()), "wang")).Is(HttpStatusCode.OK);
        var browser = await SignedIn(await Accounts.Make(Server));

        (await Come(browser, await BeginLinking(browser), "wang")).IsRefused(HttpStatusCode.Conflict, "oidc-linked-elsewhere");
        Assert.Equal(HttpStatusCode.Conflict, (await Accept(Server.Browser(), await Accounts.Invite(Server, await Server.Unit()), "wang")).Status);
    }

    [Fact]
    public async Task A_linking_ends_with_the_session_it_was_begun_in()
    {
        var browser = await SignedIn(await Accounts.Make(Server));
        var begun = await BeginLinking(browser);

        (await browser.Delete("/api/v1/me/sessions")).Is(HttpStatusCode.NoContent);

        (await Come(browser, begun, "wang")).IsRefused(HttpStatusCode.Forbidden, "oidc-answer-not-valid");
    }

    [Fact]
    public async Task Programs_link_nothing_and_the_only_way_in_stays()
    {
        var program = await Server.Stranger();
        var browser = Server.Browser();
        await Accept(browser, await Accounts.Invite(Server, await Server.Unit()), "wang");

        (await program.Client.Post("/api/v1/me/oidc", new { password = "whatever it is" })).IsRefused(HttpStatusCode.Forbidden, "token-not-enough");
        (await program.Client.Delete("/api/v1/me/oidc")).IsRefused(HttpStatusCode.Forbidden, "token-not-enough");
        (await browser.Delete("/api/v1/me/oidc")).IsRefused(HttpStatusCode.Conflict, "oidc-only-way");
    }

    public static TheoryData<string> Twists => [.. Twisted.Keys];

    private static readonly Dictionary<string, Action<SecurityTokenDescriptor>> Twisted = new()
    {
        ["nonce of another errand"] = word => word.Claims["nonce"] = "another",
        ["no nonce"] = word => word.Claims.Remove("nonce"),
        ["for another program"] = word => word.Audience = "another",
        ["for us among others, given to another"] = word => (word.Audience, word.Claims["aud"], word.Claims["azp"]) = (null, new[] { OidcProviderInside.ClientId, "another" }, "another"),
        ["from another provider"] = word => word.Issuer = "https://elsewhere.example",
        ["expired"] = word => (word.NotBefore, word.Expires) = (word.NotBefore!.Value.AddHours(-1), word.NotBefore.Value.AddMinutes(-3)),
        ["of tomorrow"] = word => (word.NotBefore, word.Expires) = (word.NotBefore!.Value.AddHours(1), word.NotBefore.Value.AddHours(2)),
        ["without an end"] = word => word.Expires = null,
        ["about nobody"] = word => word.Claims["sub"] = "",
        ["signed with what both know"] = word => word.SigningCredentials = new(new SymmetricSecurityKey(new byte[32]), SecurityAlgorithms.HmacSha256),
    };

    [Theory]
    [MemberData(nameof(Twists))]
    public async Task A_word_that_is_not_as_it_should_be_is_not_believed(string twist)
    {
        await Accept(Server.Browser(), await Accounts.Invite(Server, await Server.Unit()), "wang");
        var browser = Server.Browser();

        (await Come(browser, await Begin(browser), "wang", Twisted[twist])).IsRefused(HttpStatusCode.Forbidden, "oidc-answer-not-valid");

        (await browser.Get("/api/v1/me")).IsRefused(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task A_signature_of_another_key_is_not_believed_and_a_new_key_is_found()
    {
        await Accept(Server.Browser(), await Accounts.Invite(Server, await Server.Unit()), "wang");
        var browser = Server.Browser();

        Provider.ChangeKey();
        Server.Time.Advance(TimeSpan.FromMinutes(2));
        (await Come(browser, await Begin(browser), "wang")).Is(HttpStatusCode.OK);
        Provider.Forge();
        (await Come(browser, await Begin(browser), "wang")).IsRefused(HttpStatusCode.Forbidden, "oidc-answer-not-valid");
    }

    [Fact]
    public async Task A_way_back_is_taken_once_in_the_same_browser_and_in_time()
    {
        await Accept(Server.Browser(), await Accounts.Invite(Server, await Server.Unit()), "wang");
        var browser = Server.Browser();
        var back = Provider.SignIn(await Begin(browser), "wang");
        var late = Server.Browser();
        var lateBack = Provider.SignIn(await Begin(late), "wang");

        var foreign = await Answer(Server.Browser(), back);
        (await Answer(browser, back)).Is(HttpStatusCode.OK);
        var replayed = await Answer(browser, back);
        var guessed = Server.Browser();
        await Begin(guessed);
        var otherState = await Answer(guessed, Provider.SignIn(await Begin(Server.Browser()), "wang"));
        Server.Time.Advance(TimeSpan.FromMinutes(11));
        var tooLate = await Answer(late, lateBack);

        foreach (var refused in new[] { foreign, replayed, otherState, tooLate }) refused.IsRefused(HttpStatusCode.Forbidden, "oidc-answer-not-valid");
    }

    [Fact]
    public async Task A_provider_that_is_away_is_said_to_be_so()
    {
        var browser = Server.Browser();
        var back = Provider.SignIn(await Begin(browser), "wang");
        await Provider.DisposeAsync();

        (await Answer(browser, back)).IsRefused(HttpStatusCode.Conflict, "oidc-unreachable");
    }

    [Fact]
    public async Task The_button_stands_where_it_leads_somewhere()
    {
        const string button = "href=\"/sign-in/oidc\"";
        var with = await (await Server.Browser().Get("/sign-in")).Text();
        var without = await (await Shared.Browser().Get("/sign-in")).Text();

        Assert.Contains(button, with, StringComparison.Ordinal);
        Assert.Contains("使用“区委统一认证”登录", WebUtility.HtmlDecode(with), StringComparison.Ordinal);
        Assert.DoesNotContain(button, without, StringComparison.Ordinal);
        (await Shared.Browser().Get("/sign-in/oidc")).IsRefused(HttpStatusCode.NotFound, "oidc-not-set-up");
        (await Shared.Browser().Post("/api/v1/links/oidc", new { token = "any" })).IsRefused(HttpStatusCode.NotFound, "oidc-not-set-up");
    }

    private Task<int> Users() => Server.InScope(services => services.GetRequiredService<PhaseEngineDb>().Users.CountAsync(Ct));
}
