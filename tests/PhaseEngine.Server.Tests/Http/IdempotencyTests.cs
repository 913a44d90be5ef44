using System.Net;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Http;

public sealed class IdempotencyOnSqlite(SqliteServer server) : IdempotencyTests(server);

public sealed class IdempotencyOnPostgres(PostgresBackedServer server) : IdempotencyTests(server);

public abstract class IdempotencyTests(RunningServer server)
{
    [Fact]
    public async Task A_repeated_request_is_done_once_and_answered_alike()
    {
        var person = await server.Stranger();
        var key = ("Idempotency-Key", "0123456789");

        var first = await person.Client.Post("/api/v1/me/tokens", new { name = "once" }, key);
        var second = await person.Client.Post("/api/v1/me/tokens", new { name = "once" }, key);

        Assert.Equal(first.Is(HttpStatusCode.Created).Body!.ToJsonString(), second.Is(HttpStatusCode.Created).Body!.ToJsonString());
        Assert.Equal("application/json", second.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(1, await TokensNamedOnce(person));
    }

    [Fact]
    public async Task Sent_at_once_from_several_sides_it_is_still_done_once()
    {
        var person = await server.Stranger();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            person.Client.Post("/api/v1/me/tokens", new { name = "once" }, ("Idempotency-Key", "0123456789"))));

        Assert.Single(answers.Select(a => a.Is(HttpStatusCode.Created).Id).Distinct());
        Assert.Equal(1, await TokensNamedOnce(person));
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        var person = await server.Stranger();
        var key = ("Idempotency-Key", "0123456789");
        await person.Client.Post("/api/v1/me/tokens", new { name = "once" }, key);

        var other = await person.Client.Post("/api/v1/me/tokens", new { name = "twice" }, key);

        other.IsRefused(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    public async Task Keys_are_each_persons_own()
    {
        var key = ("Idempotency-Key", "0123456789");
        var one = await (await server.Stranger()).Client.Post("/api/v1/me/tokens", new { name = "once" }, key);
        var two = await (await server.Stranger()).Client.Post("/api/v1/me/tokens", new { name = "once" }, key);

        Assert.NotEqual(one.Id, two.Id);
    }

    [Fact]
    public async Task A_refusal_is_not_kept_so_that_it_can_be_mended()
    {
        var person = await server.Stranger();
        var key = ("Idempotency-Key", "0123456789");
        (await person.Client.Post("/api/v1/me/tokens", new { name = "once", days = 0 }, key)).IsRefused(HttpStatusCode.BadRequest, "token-lifetime");

        var mended = await person.Client.Post("/api/v1/me/tokens", new { name = "once", days = 1 }, key);

        mended.Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_key_is_forgotten_after_a_day()
    {
        await using var own = await server.Another();
        var person = await own.Stranger();
        var key = ("Idempotency-Key", "0123456789");
        await person.Client.Post("/api/v1/me/tokens", new { name = "once" }, key);
        own.Time.Advance(TimeSpan.FromHours(24));

        await person.Client.Post("/api/v1/me/tokens", new { name = "once" }, key);

        Assert.Equal(2, await TokensNamedOnce(person));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("with a blank")]
    public async Task A_key_that_is_none_is_refused(string key)
    {
        var person = await server.Stranger();

        var answer = await person.Client.Post("/api/v1/me/tokens", new { name = "x" }, ("Idempotency-Key", key));

        answer.IsRefused(HttpStatusCode.BadRequest, "idempotency-key-invalid");
    }

    private static async Task<int> TokensNamedOnce(Person person) =>
        (await person.Client.Get("/api/v1/me/tokens")).Body!.AsArray().Count(t => (string)t!["name"]! == "once");
}
