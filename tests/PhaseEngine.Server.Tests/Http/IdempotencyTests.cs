using System.Net;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Server.Tests.Features.People;
using PhaseEngine.Server.Tests.Running;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Tests.Http;

public sealed class IdempotencyOnSqlite(SqliteServer server) : IdempotencyTests(server);

public sealed class IdempotencyOnPostgres(PostgresBackedServer server) : IdempotencyTests(server);

public abstract class IdempotencyTests(RunningServer server)
{
    [Fact]
    public async Task A_repeated_request_is_done_once_and_answered_alike()
    {
        var person = await Secretary(server);
        var key = ("Idempotency-Key", "0123456789");

        var first = await person.Client.Post(person.Path, new { name = "once", category = "inPost" }, key);
        var second = await person.Client.Post(person.Path, new { name = "once", category = "inPost" }, key);

        Assert.Equal(first.Is(HttpStatusCode.Created).Body!.ToJsonString(), second.Is(HttpStatusCode.Created).Body!.ToJsonString());
        Assert.Equal("application/json", second.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(1, await MembersNamedOnce(person));
    }

    [Fact]
    public async Task Sent_at_once_from_several_sides_it_is_still_done_once()
    {
        var person = await Secretary(server);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            person.Client.Post(person.Path, new { name = "once", category = "inPost" }, ("Idempotency-Key", "0123456789"))));

        Assert.Single(answers.Select(a => a.Is(HttpStatusCode.Created).Id).Distinct());
        Assert.Equal(1, await MembersNamedOnce(person));
    }

    /// <summary>What the first one did is the very reason why the others would be refused.</summary>
    [Fact]
    public async Task Sent_at_once_what_can_be_done_only_once_is_answered_alike_to_all()
    {
        var campaign = await SmallCampaign.Of(server);
        var person = await server.As("secretary", campaign.Branch);
        await campaign.MeetTheGate(person);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            person.Client.Post($"/api/v1/runs/{campaign.Run}/gates/gate/request", new { despite = false }, ("Idempotency-Key", "0123456789"))));

        Assert.Single(answers.Select(a => a.Is(HttpStatusCode.Created).Body!.ToJsonString()).Distinct());
        Assert.Equal(3, answers.Count(a => a.Response.Headers.Contains("Idempotency-Replayed")));
        Assert.All(answers, a => Assert.Equal("no-store", a.Response.Headers.CacheControl?.ToString()));
    }

    /// <summary>The same, where the database itself refuses the second one.</summary>
    [Fact]
    public async Task Sent_at_once_with_a_code_that_only_one_can_have_they_are_answered_alike()
    {
        var unit = await server.Unit(type: "committee");
        var person = await server.As("administrator", unit);
        var body = new { code = $"U-{Guid.NewGuid():N}", name = "第一支部", type = "branch", parentId = unit.Id };

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => person.Client.Post("/api/v1/units", body, ("Idempotency-Key", "0123456789"))));

        Assert.Single(answers.Select(a => a.Is(HttpStatusCode.Created).Id).Distinct());
    }

    [Fact]
    public async Task Sent_at_once_with_another_body_only_one_is_done()
    {
        var person = await Secretary(server);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(n =>
            person.Client.Post(person.Path, new { name = $"once{n}", category = "inPost" }, ("Idempotency-Key", "0123456789"))));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.Equal(3, answers.Count(a => a.Code == "idempotency-key-reused"));
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        var person = await Secretary(server);
        var key = ("Idempotency-Key", "0123456789");
        await person.Client.Post(person.Path, new { name = "once", category = "inPost" }, key);

        var other = await person.Client.Post(person.Path, new { name = "twice", category = "inPost" }, key);

        other.IsRefused(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    public async Task Keys_are_each_persons_own()
    {
        var key = ("Idempotency-Key", "0123456789");
        var unit = await server.Unit();
        var (one, two) = (await Secretary(server, unit), await Secretary(server, unit));
        var first = await one.Client.Post(one.Path, new { name = "once", category = "inPost" }, key);
        var second = await two.Client.Post(two.Path, new { name = "once", category = "inPost" }, key);

        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task A_refusal_is_not_kept_so_that_it_can_be_mended()
    {
        var person = await Secretary(server);
        var key = ("Idempotency-Key", "0123456789");
        (await person.Client.Post(person.Path, new { name = "once", category = "rich" }, key)).IsRefused(HttpStatusCode.BadRequest, "bad-shape");

        var mended = await person.Client.Post(person.Path, new { name = "once", category = "inPost" }, key);

        mended.Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_key_is_forgotten_after_a_day()
    {
        await using var own = await server.Another();
        var person = await Secretary(own);
        var key = ("Idempotency-Key", "0123456789");
        await person.Client.Post(person.Path, new { name = "once", category = "inPost" }, key);
        own.Time.Advance(TimeSpan.FromHours(24));

        await person.Client.Post(person.Path, new { name = "once", category = "inPost" }, key);

        Assert.Equal(2, await MembersNamedOnce(person));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("with a blank")]
    public async Task A_key_that_is_none_is_refused(string key)
    {
        var person = await Secretary(server);

        var answer = await person.Client.Post(person.Path, new { name = "x", category = "inPost" }, ("Idempotency-Key", key));

        answer.IsRefused(HttpStatusCode.BadRequest, "idempotency-key-invalid");
    }

    /// <summary>Whatever is shown once is kept nowhere, not even for a request sent again.</summary>
    [Fact]
    public async Task Answers_with_secrets_are_not_kept()
    {
        var unit = await server.Unit();
        var administrator = await server.As("administrator", unit);
        var clerk = await server.As("clerk", unit);
        var key = ("Idempotency-Key", "0123456789");

        (await administrator.Client.Post($"/api/v1/units/{unit.Id}/invitations", new { name = "李四", role = "clerk" }, key)).Is(HttpStatusCode.Created);
        (await administrator.Client.Post($"/api/v1/people/{clerk.Id}/reset-link", new { }, key)).Is(HttpStatusCode.Created);

        Assert.Empty(await Kept(administrator.Id));
    }

    [Fact]
    public void Every_answer_that_is_shown_once_says_so()
    {
        var shown = server.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(e => e.Metadata.GetOrderedMetadata<Microsoft.AspNetCore.Http.Metadata.IProducesResponseTypeMetadata>().Any(m => typeof(Server.Http.IShownOnce).IsAssignableFrom(m.Type)))
            .ToList();

        Assert.Equal(6, shown.Count);
        Assert.All(shown, endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<Server.Http.AnswerNotKept>()));
    }

    /// <summary>Asking again does no harm; keeping the answer would have to wait for the one writer.</summary>
    [Fact]
    public void What_changes_nothing_is_not_kept()
    {
        var asking = server.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>() is { } methods && !methods.HttpMethods.Contains(HttpMethods.Get))
            .Where(e => e is RouteEndpoint route && route.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal))
            .Where(e => e.Metadata.GetMetadata<MethodInfo>()!.DeclaringType!.GetNestedTypes(BindingFlags.NonPublic) is var parts && parts.Any(Is(typeof(IQuery<>))) && !parts.Any(Is(typeof(ICommand<>))))
            .ToList();

        Assert.NotEmpty(asking);
        Assert.All(asking, endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<Server.Http.AnswerNotKept>()));

        static Func<Type, bool> Is(Type sort) => type => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == sort);
    }

    /// <summary>The hash of a request that holds a password could be tried out.</summary>
    [Fact]
    public async Task Of_a_new_password_nothing_is_kept()
    {
        var browser = server.Browser();
        (await browser.Post("/api/v1/session", new { userName = await Accounts.Make(server), password = Accounts.Password })).Is(HttpStatusCode.NoContent);

        (await browser.Call(HttpMethod.Put, "/api/v1/me/password", new { old = Accounts.Password, @new = "a newer long one" }, ("Idempotency-Key", "0123456789")))
            .Is(HttpStatusCode.NoContent);

        Assert.False(await server.InScope(services => services.GetRequiredService<PhaseEngineDb>().IdempotencyKeys.AnyAsync(k => k.Route.Contains("password"))));
    }

    private Task<List<string>> Kept(Guid user) => server.InScope(services =>
        services.GetRequiredService<PhaseEngineDb>().IdempotencyKeys.Where(k => k.UserId == user).Select(k => k.Route).ToListAsync());

    private static async Task<int> MembersNamedOnce(Caller person) =>
        (await person.Client.Get(person.Path)).Body!["items"]!.AsArray().Count(m => (string)m!["name"]! == "once");

    private static async Task<Caller> Secretary(RunningServer server, Unit? of = null)
    {
        var unit = of ?? await server.Unit();
        return new((await server.As("secretary", unit)).Client, $"/api/v1/units/{unit.Id}/members");
    }

    /// <summary>Somebody who makes things, and where.</summary>
    private sealed record Caller(HttpClient Client, string Path);
}
