using System.Net;
using System.Text.Json.Nodes;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.TemporaryOrganisations;

/// <summary>Temporary organisations for members new since the pilot: the engine proposes, a person founds or refuses.</summary>
public abstract class TemporaryUnitTests(RunningServer server)
{
    [Fact]
    public async Task Three_new_members_of_one_host_are_proposed_a_temporary_branch()
    {
        var place = await Place.With(server, newcomers: 3);

        var proposal = Assert.Single(await place.Proposals())!;

        Assert.Equal(("temporaryBranch", place.Founder.Id), ((string?)proposal["type"], (Guid)proposal["founder"]!["id"]!));
        Assert.Equal([place.Host], proposal["hosts"]!.AsArray().Select(h => (Guid)h!["id"]!));
        Assert.Equal(place.Newcomers.Order(), proposal["members"]!.AsArray().Select(m => (Guid)m!["id"]!).Order());
    }

    [Fact]
    public async Task Founded_the_members_count_there_by_certificate_and_are_proposed_no_more()
    {
        var place = await Place.With(server, newcomers: 3);

        var founded = (await place.Found()).Is(HttpStatusCode.Created);

        Assert.Equal("temporaryBranch", (string?)founded.Body!["type"]);
        Assert.Equal(place.Founder.Id, (Guid)founded.Body["parentId"]!);
        var above = await server.As("administrator", place.Founder);
        var members = (await above.Client.Get($"/api/v1/units/{founded.Id}/members")).Is(HttpStatusCode.OK).Body!["items"]!.AsArray();
        Assert.Equal(place.Newcomers.Order(), members.Select(m => (Guid)m!["id"]!).Order());
        Assert.Empty(await place.Proposals());
        Assert.Contains("temporaryUnitFounded", await server.Acts(place.Founder.Id));
    }

    [Fact]
    public async Task Refused_it_is_not_proposed_again_until_somebody_new_joins()
    {
        var place = await Place.With(server, newcomers: 3);

        (await place.Secretary.Client.Post($"/api/v1/units/{place.Founder.Id}/temporary-unit-refusals", new { hostIds = new[] { place.Host }, reason = "并入机关支部学习" }))
            .Is(HttpStatusCode.NoContent);

        Assert.Empty(await place.Proposals());
        Assert.True((bool)Assert.Single(await place.Proposals("?andRefused=true"))!["refused"]!);
        await place.Join(server);
        Assert.Equal(4, Assert.Single(await place.Proposals())!["members"]!.AsArray().Count);
    }

    [Fact]
    public async Task Of_two_nothing_is_founded_the_founder_takes_them_along()
    {
        var place = await Place.With(server, newcomers: 2);

        Assert.Null((string?)Assert.Single(await place.Proposals())!["type"]);
        (await place.Found()).IsRefused(HttpStatusCode.Conflict, "temporary-unit-not-proposed");
    }

    private sealed record Place(Unit Founder, Unit Branch, Guid Host, List<Guid> Newcomers, Person Secretary)
    {
        public static async Task<Place> With(RunningServer server, int newcomers)
        {
            var founder = await server.Unit(type: "committee");
            var branch = await server.Unit(founder);
            var host = Core.Organisations.Host.Create(Guid.CreateVersion7(), new($"工厂 {Guid.CreateVersion7():N}"));
            await server.Save(db =>
            {
                var known = db.Units.Single(u => u.Id == branch.Id);
                known.Change(known.Details with { PilotUntil = new DateOnly(2026, 1, 31) });
                db.AddRange(host, new UnitHost(founder.Id, host.Id, 0));
            });
            var place = new Place(founder, branch, host.Id, [], await server.As("secretary", founder));
            for (var i = 0; i < newcomers; i++) await place.Join(server);
            return place;
        }

        public async Task Join(RunningServer server)
        {
            var member = Member.Create(Guid.CreateVersion7(), new(Branch.Id, "新到党员", HostId: Host, JoinedOn: new DateOnly(2026, 2, 10)));
            await server.Save(db => db.Add(member));
            Newcomers.Add(member.Id);
        }

        public async Task<JsonArray> Proposals(string query = "") =>
            (await Secretary.Client.Get($"/api/v1/units/{Founder.Id}/temporary-unit-proposals{query}")).Is(HttpStatusCode.OK).Body!.AsArray();

        public Task<Answer> Found() => Secretary.Client.Post(
            $"/api/v1/units/{Founder.Id}/temporary-units", new { hostIds = new[] { Host }, code = $"T-{Founder.Id:N}", name = "临时党支部" });
    }
}

public sealed class TemporaryUnitTestsOnSqlite(SqliteServer server) : TemporaryUnitTests(server);

public sealed class TemporaryUnitTestsOnPostgres(PostgresBackedServer server) : TemporaryUnitTests(server);
