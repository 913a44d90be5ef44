using System.Net;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.People;

public sealed class PostsOnSqlite(SqliteServer server) : PostTests(server);

public sealed class PostsOnPostgres(PostgresBackedServer server) : PostTests(server);

public abstract class PostTests(RunningServer server)
{
    [Fact]
    public async Task A_granted_post_gives_its_rights_at_once_and_below()
    {
        var (unit, administrator) = await UnitWithAdministrator();
        var below = await server.Unit(unit);
        var person = await server.Stranger();

        var granted = await administrator.Client.Post($"/api/v1/units/{unit.Id}/posts", new { userId = person.Id, role = "instructor" });

        granted.Is(HttpStatusCode.Created);
        (await person.Client.Get($"/api/v1/units/{below.Id}/posts")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_assignment_to_one_unit_does_not_reach_below()
    {
        var (unit, administrator) = await UnitWithAdministrator();
        var below = await server.Unit(unit);
        var person = await server.Stranger();

        await administrator.Client.Post($"/api/v1/units/{unit.Id}/posts", new { userId = person.Id, role = "instructor", subtree = false });

        (await person.Client.Get($"/api/v1/units/{unit.Id}/posts")).Is(HttpStatusCode.OK);
        (await person.Client.Get($"/api/v1/units/{below.Id}/posts")).IsRefused(HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("secretary")]
    [InlineData("leader")]
    [InlineData("clerk")]
    [InlineData("member")]
    public async Task A_units_own_people_are_those_of_that_unit_only(string role)
    {
        var (unit, administrator) = await UnitWithAdministrator();
        var below = await server.Unit(unit);
        var person = await server.Stranger();
        var posts = $"/api/v1/units/{unit.Id}/posts";

        var overUnits = await administrator.Client.Post(posts, new { userId = person.Id, role, subtree = true });
        var invited = await administrator.Client.Post($"/api/v1/units/{unit.Id}/invitations", new { name = "李四", role, subtree = true });
        var granted = await administrator.Client.Post(posts, new { userId = person.Id, role });

        overUnits.IsRefused(HttpStatusCode.BadRequest, "post-not-over-units");
        invited.IsRefused(HttpStatusCode.BadRequest, "post-not-over-units");
        Assert.False((bool)granted.Is(HttpStatusCode.Created).Body!["subtree"]!);
        Assert.NotEqual(HttpStatusCode.OK, (await person.Client.Get($"/api/v1/units/{below.Id}")).Status);
    }

    [Fact]
    public async Task Nobody_gives_more_than_they_have()
    {
        var unit = await server.Unit(type: "committee");
        var administrator = await server.As("administrator", unit, subtree: false);
        var posts = $"/api/v1/units/{unit.Id}/posts";

        var overAll = await administrator.Client.Post(posts, new { userId = administrator.Id, role = "instructor" });
        var invited = await administrator.Client.Post($"/api/v1/units/{unit.Id}/invitations", new { name = "李四", role = "administrator" });
        var here = await administrator.Client.Post(posts, new { userId = administrator.Id, role = "instructor", subtree = false });

        overAll.IsRefused(HttpStatusCode.Forbidden, "post-not-yours-to-give");
        invited.IsRefused(HttpStatusCode.Forbidden, "post-not-yours-to-give");
        here.Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Nobody_is_let_in_again_or_replaced_by_who_has_less_than_they()
    {
        var unit = await server.Unit(type: "committee");
        var administrator = await server.As("administrator", unit, subtree: false);
        var above = await server.As("administrator", unit);
        var (person, post, etag) = await Granted(unit, above, "instructor");

        (await administrator.Client.Post($"/api/v1/people/{person.Id}/reset-link", new { })).IsRefused(HttpStatusCode.NotFound, "not-found");
        (await administrator.Client.Put($"/api/v1/posts/{post}/end", new { }, etag)).IsRefused(HttpStatusCode.NotFound, "not-found");
        (await above.Client.Post($"/api/v1/people/{person.Id}/reset-link", new { })).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Whoever_decides_about_a_unit_is_named_from_above_it()
    {
        var top = await server.Unit(type: "committee");
        var unit = await server.Unit(top);
        var (itsOwn, above) = (await server.As("administrator", unit), await server.As("administrator", top));
        var body = new { userId = itsOwn.Id, role = "supervisor", subtree = false };

        var byItself = await itsOwn.Client.Post($"/api/v1/units/{unit.Id}/posts", body);
        var byTheSuperior = await above.Client.Post($"/api/v1/units/{unit.Id}/posts", body);

        byItself.IsRefused(HttpStatusCode.Forbidden, "post-not-yours-to-give");
        byTheSuperior.Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_post_that_has_not_begun_gives_no_rights_yet()
    {
        var (unit, administrator) = await UnitWithAdministrator();
        var person = await server.Stranger();

        await administrator.Client.Post($"/api/v1/units/{unit.Id}/posts", new { userId = person.Id, role = "leader", from = server.Today.AddDays(1) });

        (await person.Client.Get($"/api/v1/units/{unit.Id}/posts")).IsRefused(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task The_same_post_is_not_held_twice_at_one_time()
    {
        var (unit, administrator) = await UnitWithAdministrator();
        var person = await server.As("clerk", unit);

        var answer = await administrator.Client.Post($"/api/v1/units/{unit.Id}/posts", new { userId = person.Id, role = "clerk" });

        answer.IsRefused(HttpStatusCode.Conflict, "post-held-already");
    }

    [Theory]
    [InlineData("emperor")]
    [InlineData("systemOperator")]
    public async Task Only_roles_that_exist_on_units_can_be_granted(string role)
    {
        var (unit, administrator) = await UnitWithAdministrator();

        var answer = await administrator.Client.Post($"/api/v1/units/{unit.Id}/posts", new { userId = administrator.Id, role });

        answer.IsRefused(HttpStatusCode.BadRequest, "bad-shape");
    }

    [Fact]
    public async Task Nobody_unknown_and_nothing_that_ends_before_it_begins()
    {
        var (unit, administrator) = await UnitWithAdministrator();

        var nobody = await administrator.Client.Post($"/api/v1/units/{unit.Id}/posts", new { userId = Guid.CreateVersion7(), role = "clerk" });
        var backwards = await administrator.Client.Post(
            $"/api/v1/units/{unit.Id}/posts", new { userId = administrator.Id, role = "clerk", from = server.Today, until = server.Today });

        nobody.IsRefused(HttpStatusCode.BadRequest, "person-unknown");
        backwards.IsRefused(HttpStatusCode.BadRequest, "post-dates-out-of-order");
    }

    [Fact]
    public async Task An_ended_post_gives_no_rights_any_more()
    {
        var (unit, administrator) = await UnitWithAdministrator();
        var (person, post, etag) = await Granted(unit, administrator, "leader");

        var ended = await administrator.Client.Put($"/api/v1/posts/{post}/end", new { }, etag);

        Assert.Equal("\"2\"", ended.Is(HttpStatusCode.OK).ETag);
        (await person.Client.Get($"/api/v1/units/{unit.Id}/posts")).IsRefused(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Ending_needs_the_version_one_looked_at()
    {
        var (unit, administrator) = await UnitWithAdministrator();
        var (_, post, etag) = await Granted(unit, administrator, "leader");

        var without = await administrator.Client.Put($"/api/v1/posts/{post}/end", new { });
        await administrator.Client.Put($"/api/v1/posts/{post}/end", new { on = server.Today.AddDays(9) }, etag);
        var stale = await administrator.Client.Put($"/api/v1/posts/{post}/end", new { }, etag);
        var ended = await administrator.Client.Put($"/api/v1/posts/{post}/end", new { on = server.Today.AddDays(9) }, "\"2\"");

        without.IsRefused(HttpStatusCode.PreconditionRequired, "if-match-missing");
        stale.IsRefused(HttpStatusCode.PreconditionFailed, "stale");
        ended.IsRefused(HttpStatusCode.Conflict, "post-ended");
    }

    [Fact]
    public async Task Handing_over_ends_one_post_and_begins_the_other_on_the_same_day()
    {
        var (unit, administrator) = await UnitWithAdministrator();
        var (old, post, etag) = await Granted(unit, administrator, "secretary");
        var successor = await server.Stranger();
        var on = server.Today.AddDays(3);

        var handedOver = await administrator.Client.Call(
            HttpMethod.Post, $"/api/v1/posts/{post}/hand-over", new { toUserId = successor.Id, on }, ("If-Match", etag));
        var posts = (await administrator.Client.Get($"/api/v1/units/{unit.Id}/posts")).Body!.AsArray().Where(p => (string)p!["role"]! == "secretary").ToList();

        handedOver.Is(HttpStatusCode.Created);
        Assert.Equal(on, posts.Single(p => (Guid)p!["userId"]! == old.Id)!["until"].Read<DateOnly>());
        Assert.Equal(on, posts.Single(p => (Guid)p!["userId"]! == successor.Id)!["from"].Read<DateOnly>());
    }

    [Fact]
    public async Task A_post_is_not_handed_to_oneself_or_to_nobody()
    {
        var (unit, administrator) = await UnitWithAdministrator();
        var (old, post, etag) = await Granted(unit, administrator, "secretary");

        var self = await administrator.Client.Call(HttpMethod.Post, $"/api/v1/posts/{post}/hand-over", new { toUserId = old.Id }, ("If-Match", etag));
        var nobody = await administrator.Client.Call(HttpMethod.Post, $"/api/v1/posts/{post}/hand-over", new { toUserId = Guid.CreateVersion7() }, ("If-Match", etag));

        self.IsRefused(HttpStatusCode.BadRequest, "hand-over-to-oneself");
        nobody.IsRefused(HttpStatusCode.BadRequest, "person-unknown");
    }

    [Fact]
    public async Task People_are_listed_page_by_page_and_only_ones_own()
    {
        var (unit, administrator) = await UnitWithAdministrator();
        for (var i = 0; i < 4; i++) await server.As("clerk", await server.Unit(unit));
        await server.As("clerk", await server.Unit());

        var first = await administrator.Client.Get("/api/v1/people?limit=3");
        var second = await administrator.Client.Get($"/api/v1/people?limit=3&after={(string?)first.Body!["next"]}");

        var ids = first.Body["items"]!.AsArray().Concat(second.Body!["items"]!.AsArray()).Select(p => (Guid)p!["id"]!).ToList();
        Assert.Equal(5, ids.Distinct().Count());
        Assert.Contains(administrator.Id, ids);
        Assert.Null(second.Body["next"]);
    }

    [Fact]
    public async Task Names_to_sign_in_with_are_for_who_manages_people()
    {
        var (unit, administrator) = await UnitWithAdministrator();
        var instructor = await server.As("instructor", unit);

        static IEnumerable<string?> Names(Answer people) => people.Is(HttpStatusCode.OK).Body!["items"]!.AsArray().Select(p => (string?)p!["userName"]);

        Assert.All(Names(await instructor.Client.Get("/api/v1/people")), name => Assert.Null(name));
        Assert.All(Names(await administrator.Client.Get("/api/v1/people")), name => Assert.NotNull(name));
    }

    [Fact]
    public async Task An_invitation_can_be_seen_and_taken_back()
    {
        var (unit, administrator) = await UnitWithAdministrator();
        var slip = await administrator.Client.Post($"/api/v1/units/{unit.Id}/invitations", new { name = "李四", role = "clerk" });
        var open = Assert.Single((await administrator.Client.Get($"/api/v1/units/{unit.Id}/invitations")).Is(HttpStatusCode.OK).Body!.AsArray())!;

        (await administrator.Client.Delete($"/api/v1/invitations/{open["id"]}")).Is(HttpStatusCode.NoContent);

        Assert.Equal("李四", (string?)open["name"]);
        (await server.Browser().Post("/api/v1/links/preview", new { token = Accounts.TokenOf(slip) })).IsRefused(HttpStatusCode.NotFound, "link-not-valid");
        Assert.Empty((await administrator.Client.Get($"/api/v1/units/{unit.Id}/invitations")).Body!.AsArray());
    }

    [Fact]
    public async Task A_made_up_cursor_is_refused()
    {
        var (_, administrator) = await UnitWithAdministrator();

        (await administrator.Client.Get("/api/v1/people?after=abc")).IsRefused(HttpStatusCode.BadRequest, "cursor-invalid");
    }

    [Fact]
    public async Task Ended_sessions_take_the_persons_tokens_with_them()
    {
        var (unit, administrator) = await UnitWithAdministrator();
        var person = await server.As("clerk", unit);

        (await administrator.Client.Delete($"/api/v1/people/{person.Id}/sessions")).Is(HttpStatusCode.NoContent);

        (await person.Client.Get("/api/v1/me")).IsRefused(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    private async Task<(Unit Unit, Person Administrator)> UnitWithAdministrator()
    {
        var unit = await server.Unit(type: "committee");
        return (unit, await server.As("administrator", unit));
    }

    private async Task<(Person Holder, Guid Post, string ETag)> Granted(Unit unit, Person administrator, string role)
    {
        var person = await server.Stranger();
        var granted = await administrator.Client.Post($"/api/v1/units/{unit.Id}/posts", new { userId = person.Id, role });
        return (person, granted.Is(HttpStatusCode.Created).Id, granted.ETag!);
    }
}
