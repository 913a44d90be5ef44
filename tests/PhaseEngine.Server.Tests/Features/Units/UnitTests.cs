using System.Net;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Units;

public sealed class UnitsOnSqlite(SqliteServer server) : UnitTests(server);

public sealed class UnitsOnPostgres(PostgresBackedServer server) : UnitTests(server);

public abstract class UnitTests(RunningServer server)
{
    [Fact]
    public async Task A_unit_is_created_below_another_and_found_by_code_and_name()
    {
        var (top, administrator) = await Committee();
        var code = NewCode();

        var created = await administrator.Client.Post("/api/v1/units", new { code, name = $"机械厂党支部{code}", type = "branch", parentId = top.Id });
        var byCode = await administrator.Client.Get($"/api/v1/units?search={code}");
        var byName = await administrator.Client.Get($"/api/v1/units?search=厂党支部{code}");
        var one = await administrator.Client.Get($"/api/v1/units/{created.Id}");

        Assert.Equal("\"1\"", created.Is(HttpStatusCode.Created).ETag);
        Assert.Equal(created.Id, (Guid)Assert.Single(byCode.Body!["items"]!.AsArray())!["id"]!);
        Assert.Equal(created.Id, (Guid)Assert.Single(byName.Body!["items"]!.AsArray())!["id"]!);
        Assert.Equal("branch", (string?)one.Body!["unit"]!["level"]);
        Assert.Equal(top.Id, (Guid)Assert.Single(one.Body["above"]!.AsArray())!["id"]!);
        Assert.Equal("\"1\"", one.ETag);
    }

    [Fact]
    public async Task The_tree_is_read_level_by_level_and_page_by_page()
    {
        var (top, administrator) = await Committee();
        var below = new List<Unit>();
        for (var i = 0; i < 3; i++) below.Add(await server.Unit(top));
        await server.Unit(below[0]);

        var tops = await administrator.Client.Get("/api/v1/units");
        var first = await administrator.Client.Get($"/api/v1/units?parent={top.Id}&limit=2");
        var second = await administrator.Client.Get($"/api/v1/units?parent={top.Id}&limit=2&after={(string?)first.Body!["next"]}");

        Assert.Equal(top.Id, (Guid)Assert.Single(tops.Body!["items"]!.AsArray())!["id"]!);
        var items = first.Body["items"]!.AsArray().Concat(second.Body!["items"]!.AsArray()).ToList();
        Assert.Equal(below.OrderBy(u => u.Code, StringComparer.Ordinal).Select(u => u.Id), items.Select(i => (Guid)i!["id"]!));
        Assert.Equal(below[0].Id, (Guid)Assert.Single(items, i => (bool)i!["hasLower"]!)!["id"]!);
        Assert.Null(second.Body["next"]);
    }

    [Fact]
    public async Task Units_of_others_are_neither_listed_nor_found()
    {
        var (_, administrator) = await Committee();
        var foreign = await server.Unit();

        Assert.Empty((await administrator.Client.Get($"/api/v1/units?parent={foreign.Id}")).Body!["items"]!.AsArray());
        Assert.Empty((await administrator.Client.Get($"/api/v1/units?search={foreign.Code}")).Body!["items"]!.AsArray());
    }

    [Fact]
    public async Task A_code_belongs_to_one_unit()
    {
        var (top, administrator) = await Committee();

        var answer = await administrator.Client.Post("/api/v1/units", new { code = top.Code, name = "x", type = "branch", parentId = top.Id });

        answer.IsRefused(HttpStatusCode.Conflict, "unit-code-taken");
        Assert.Equal(top.Code, (string?)answer.Body!["facts"]!["code"]);
    }

    [Theory]
    [InlineData("~jkfw5pOVZfwrrMhkO3LVrAyEK0lNCnKkeS9MeFf2k2s")]
    [InlineData("~x")]
    [InlineData("0199c2f4-7a10-7c3e-9a50-4b5d6c7e8f90")]
    [InlineData("2026-03-02")]
    public async Task A_code_that_would_pass_for_something_else_on_record_is_refused(string code)
    {
        var (top, administrator) = await Committee();
        var unit = await server.Unit(top);

        var created = await administrator.Client.Post("/api/v1/units", new { code, name = "x", type = "branch", parentId = top.Id });
        var changed = await administrator.Client.Put($"/api/v1/units/{unit.Id}", new { code, name = "x", type = "branch", parentId = top.Id }, "\"1\"");

        created.IsRefused(HttpStatusCode.BadRequest, "unit-code-reserved");
        changed.IsRefused(HttpStatusCode.BadRequest, "unit-code-reserved");
    }

    [Fact]
    public async Task Nothing_is_hung_where_one_has_no_say()
    {
        var (_, administrator) = await Committee();
        var foreign = await server.Unit();

        var atTop = await administrator.Client.Post("/api/v1/units", new { code = NewCode(), name = "x", type = "branch" });
        var below = await administrator.Client.Post("/api/v1/units", new { code = NewCode(), name = "x", type = "branch", parentId = foreign.Id });
        var everywhere = await (await server.AsEverywhere("administrator")).Client.Post("/api/v1/units", new { code = NewCode(), name = "x", type = "committee" });

        atTop.IsRefused(HttpStatusCode.BadRequest, "unit-parent-unknown");
        below.IsRefused(HttpStatusCode.BadRequest, "unit-parent-unknown");
        everywhere.Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_bad_shape_names_every_field_at_once()
    {
        var (_, administrator) = await Committee();

        var answer = await administrator.Client.Post("/api/v1/units", new { code = " ", name = new string('长', 201), type = "club" });

        answer.IsRefused(HttpStatusCode.BadRequest, "bad-shape");
        Assert.Equal(["code", "name", "type"], answer.Body!["errors"]!.AsObject().Select(e => e.Key).Order());
    }

    [Fact]
    public async Task A_time_zone_must_exist()
    {
        var (top, administrator) = await Committee();

        var answer = await administrator.Client.Post("/api/v1/units", new { code = NewCode(), name = "x", type = "branch", parentId = top.Id, zone = "Mars/Base" });

        answer.IsRefused(HttpStatusCode.BadRequest, "zone-unknown");
    }

    [Fact]
    public async Task A_moved_unit_takes_what_is_below_along()
    {
        var (top, administrator) = await Committee();
        var (from, to) = (await server.Unit(top), await server.Unit(top));
        var unit = await server.Unit(from);
        var below = await server.Unit(unit);
        var fromsInstructor = await server.As("instructor", from);
        var tosInstructor = await server.As("instructor", to);

        var moved = await administrator.Client.Put($"/api/v1/units/{unit.Id}", Change(unit, to.Id), "\"1\"");

        moved.Is(HttpStatusCode.OK);
        (await fromsInstructor.Client.Get($"/api/v1/units/{below.Id}")).IsRefused(HttpStatusCode.NotFound, "not-found");
        (await tosInstructor.Client.Get($"/api/v1/units/{below.Id}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_unit_is_not_moved_below_itself_or_out_of_reach()
    {
        var (top, administrator) = await Committee();
        var unit = await server.Unit(top);
        var below = await server.Unit(unit);
        var foreign = await server.Unit();

        var cycle = await administrator.Client.Put($"/api/v1/units/{unit.Id}", Change(unit, below.Id), "\"1\"");
        var away = await administrator.Client.Put($"/api/v1/units/{unit.Id}", Change(unit, foreign.Id), "\"1\"");

        cycle.IsRefused(HttpStatusCode.Conflict, "unit-parent-cycle");
        away.IsRefused(HttpStatusCode.BadRequest, "unit-parent-unknown");
    }

    [Fact]
    public async Task Who_administers_only_the_unit_itself_may_rename_it_where_it_stands()
    {
        var top = await server.Unit();
        var unit = await server.Unit(top);
        var administrator = await server.As("administrator", unit);

        (await administrator.Client.Put($"/api/v1/units/{unit.Id}", Change(unit, top.Id), "\"1\"")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_second_of_two_editors_is_told()
    {
        var (top, administrator) = await Committee();
        var unit = await server.Unit(top);
        await administrator.Client.Put($"/api/v1/units/{unit.Id}", Change(unit, top.Id), "\"1\"");

        var second = await administrator.Client.Put($"/api/v1/units/{unit.Id}", Change(unit, top.Id), "\"1\"");

        second.IsRefused(HttpStatusCode.PreconditionFailed, "stale");
    }

    [Fact]
    public async Task The_hosts_a_unit_covers_are_kept_in_order()
    {
        var (top, administrator) = await Committee();
        var first = await Host(administrator);
        var second = await Host(administrator);

        await administrator.Client.Put($"/api/v1/units/{top.Id}/hosts", new { hostIds = new[] { first } });
        var set = await administrator.Client.Put($"/api/v1/units/{top.Id}/hosts", new { hostIds = new[] { second, first } });
        var unknown = await administrator.Client.Put($"/api/v1/units/{top.Id}/hosts", new { hostIds = new[] { Guid.CreateVersion7() } });

        set.Is(HttpStatusCode.NoContent);
        unknown.IsRefused(HttpStatusCode.BadRequest, "host-unknown");
        var hosts = (await administrator.Client.Get($"/api/v1/units/{top.Id}")).Body!["hosts"]!.AsArray();
        Assert.Equal([second, first], hosts.Select(h => (Guid)h!["id"]!));
    }

    private static async Task<Guid> Host(Person administrator) =>
        (await administrator.Client.Post("/api/v1/hosts", new { name = $"工厂{NewCode()}", sector = "enterprise" })).Is(HttpStatusCode.Created).Id;

    private static object Change(Unit unit, Guid? parentId) => new { unit.Code, name = unit.Name + "（新）", unit.Type, parentId };

    private static string NewCode() => $"C{Guid.CreateVersion7():N}";

    private async Task<(Unit Top, Person Administrator)> Committee()
    {
        var top = await server.Unit(type: "committee");
        return (top, await server.As("administrator", top));
    }
}
