using System.Net;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.People;

public sealed class OidcAtOnceOnSqlite(SqliteServer server) : OidcAtOnceTests(server);

public sealed class OidcAtOnceOnPostgres(PostgresBackedServer server) : OidcAtOnceTests(server);

/// <summary>Several who link an account to somebody at the organisation's own sign-in at the same time.</summary>
public abstract class OidcAtOnceTests(RunningServer shared) : OidcCalls(shared)
{
    [Fact]
    public async Task Of_many_who_link_the_same_at_once_one_is_linked_and_the_others_are_refused()
    {
        const int many = 6;
        var linking = new List<(HttpClient Browser, Uri Back)>();
        for (var i = 0; i < many; i++)
        {
            var browser = await SignedIn(await Accounts.Make(Server));
            linking.Add((browser, Provider.SignIn(await BeginLinking(browser), "wang")));
        }

        for (var i = 0; i < many; i++)
        {
            var browser = Server.Browser();
            var begun = await browser.Post("/api/v1/links/oidc", new { token = await Accounts.Invite(Server, await Server.Unit()) });
            linking.Add((browser, Provider.SignIn(new((string)begun.Is(HttpStatusCode.OK).Body!["address"]!), "wang")));
        }

        var answers = await Task.WhenAll(linking.Select(one => Answer(one.Browser, one.Back)));

        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.OK), a => a.IsRefused(HttpStatusCode.Conflict, "oidc-linked-elsewhere"));
        Assert.Equal(1, await Logins());
    }

    [Fact]
    public async Task Whoever_links_twice_at_once_is_one_person_there()
    {
        var userName = await Accounts.Make(Server);
        var linking = new List<(HttpClient Browser, Uri Back)>();
        foreach (var subject in (string[])["one", "two", "two", "one", "three"])
        {
            var browser = await SignedIn(userName);
            linking.Add((browser, Provider.SignIn(await BeginLinking(browser), subject)));
        }

        var answers = await Task.WhenAll(linking.Select(one => Answer(one.Browser, one.Back)));

        Assert.All(answers, a => a.Is(HttpStatusCode.OK));
        Assert.Equal(1, await Logins());
    }

    private Task<int> Logins() => Server.InScope(services => services.GetRequiredService<PhaseEngineDb>().UserLogins.CountAsync(Ct));
}
