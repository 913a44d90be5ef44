using System.Net;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Hosts;

public sealed class HostsOnSqlite(SqliteServer server) : HostTests(server);

public sealed class HostsOnPostgres(PostgresBackedServer server) : HostTests(server);

public abstract class HostTests(RunningServer server)
{
    [Fact]
    public async Task A_host_is_found_by_part_of_its_name()
    {
        var administrator = await server.As("administrator", await server.Unit());
        var name = NewName();
        var created = await administrator.Client.Post("/api/v1/hosts", new { name, sector = "enterprise", management = "administration" });

        var found = await administrator.Client.Get($"/api/v1/hosts?search={name[2..]}");

        var host = Assert.Single(found.Body!["items"]!.AsArray())!;
        Assert.Equal((created.Is(HttpStatusCode.Created).Id, "administration"), ((Guid)host["id"]!, (string?)host["management"]));
    }

    [Fact]
    public async Task A_name_is_given_once_and_a_sector_is_one_of_five()
    {
        var administrator = await server.As("administrator", await server.Unit());
        var name = NewName();
        await administrator.Client.Post("/api/v1/hosts", new { name });

        (await administrator.Client.Post("/api/v1/hosts", new { name })).IsRefused(HttpStatusCode.Conflict, "host-name-taken");
        (await administrator.Client.Post("/api/v1/hosts", new { name = NewName(), sector = "sea" })).IsRefused(HttpStatusCode.BadRequest, "bad-shape");
    }

    [Fact]
    public async Task A_change_is_based_on_a_version_and_keeps_names_apart()
    {
        var unit = await server.Unit();
        var administrator = await server.As("administrator", unit);
        var taken = NewName();
        await administrator.Client.Post("/api/v1/hosts", new { name = taken });
        var host = await administrator.Client.Post("/api/v1/hosts", new { name = NewName() });
        await server.Save(db => db.Add(new Core.Organisations.UnitHost(unit.Id, host.Id, 0)));
        var path = $"/api/v1/hosts/{host.Id}";

        var collides = await administrator.Client.Put(path, new { name = taken }, host.ETag);
        var changed = await administrator.Client.Put(path, new { name = NewName(), sector = "rural" }, host.ETag);
        var stale = await administrator.Client.Put(path, new { name = NewName() }, host.ETag);

        collides.IsRefused(HttpStatusCode.Conflict, "host-name-taken");
        Assert.Equal("rural", (string?)changed.Is(HttpStatusCode.OK).Body!["sector"]);
        stale.IsRefused(HttpStatusCode.PreconditionFailed, "stale");
    }

    [Fact]
    public async Task A_host_that_houses_others_too_is_not_changed_by_one_of_them()
    {
        var (mine, theirs) = (await server.Unit(), await server.Unit());
        var administrator = await server.As("administrator", mine);
        var host = await administrator.Client.Post("/api/v1/hosts", new { name = NewName() });
        await server.Save(db => db.AddRange(new Core.Organisations.UnitHost(mine.Id, host.Id, 0), new Core.Organisations.UnitHost(theirs.Id, host.Id, 0)));

        var answer = await administrator.Client.Put($"/api/v1/hosts/{host.Id}", new { name = NewName() }, host.ETag);

        answer.IsRefused(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_host_that_houses_nobody_belongs_to_the_installation()
    {
        var administrator = await server.As("administrator", await server.Unit());
        var host = await administrator.Client.Post("/api/v1/hosts", new { name = NewName() });
        var path = $"/api/v1/hosts/{host.Id}";

        (await administrator.Client.Put(path, new { name = NewName() }, host.ETag)).IsRefused(HttpStatusCode.NotFound, "not-found");
        (await (await server.AsEverywhere("administrator")).Client.Put(path, new { name = NewName() }, host.ETag)).Is(HttpStatusCode.OK);
    }

    private static string NewName() => $"机械厂{Guid.CreateVersion7():N}";
}
