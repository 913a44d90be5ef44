using System.Net;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Members;

public sealed class MembersOnSqlite(SqliteServer server) : MemberTests(server);

public sealed class MembersOnPostgres(PostgresBackedServer server) : MemberTests(server);

public abstract class MemberTests(RunningServer server)
{
    [Fact]
    public async Task A_member_is_entered_listed_and_read()
    {
        var (unit, secretary) = await Branch();

        var created = await Enter(secretary, unit, "王小明");
        var listed = await secretary.Client.Get($"/api/v1/units/{unit.Id}/members?search=小明");
        var one = await secretary.Client.Get($"/api/v1/members/{created.Id}");

        Assert.Equal(created.Id, (Guid)Assert.Single(listed.Body!["items"]!.AsArray())!["id"]!);
        Assert.Equal(unit.Id, (Guid)one.Body!["countsIn"]!);
        Assert.Equal("\"1\"", one.ETag);
    }

    [Fact]
    public async Task Members_are_listed_by_name_page_by_page()
    {
        var (unit, secretary) = await Branch();
        foreach (var name in new[] { "C", "A", "B" }) await Enter(secretary, unit, name);

        var first = await secretary.Client.Get($"/api/v1/units/{unit.Id}/members?limit=2");
        var second = await secretary.Client.Get($"/api/v1/units/{unit.Id}/members?limit=2&after={(string?)first.Body!["next"]}");

        var names = first.Body["items"]!.AsArray().Concat(second.Body!["items"]!.AsArray()).Select(m => (string)m!["name"]!);
        Assert.Equal(["A", "B", "C"], names);
    }

    [Fact]
    public async Task Numbers_hosts_and_dates_are_checked()
    {
        var (unit, secretary) = await Branch();
        var code = $"{Guid.CreateVersion7():N}";
        await secretary.Client.Post($"/api/v1/units/{unit.Id}/members", new { name = "甲", category = "inPost", code });
        var path = $"/api/v1/units/{unit.Id}/members";

        var twice = await secretary.Client.Post(path, new { name = "乙", category = "inPost", code });
        var noHost = await secretary.Client.Post(path, new { name = "乙", category = "inPost", hostId = Guid.CreateVersion7() });
        var backwards = await secretary.Client.Call(
            HttpMethod.Post, path, new { name = "乙", category = "inPost", admittedOn = "2020-02-01", confirmedOn = "2020-01-01" }, ("Accept-Language", "zh-CN"));
        var category = await secretary.Client.Post(path, new { name = "乙", category = "rich" });

        twice.IsRefused(HttpStatusCode.Conflict, "member-code-taken");
        noHost.IsRefused(HttpStatusCode.BadRequest, "host-unknown");
        backwards.IsRefused(HttpStatusCode.BadRequest, "member-dates-out-of-order");
        Assert.Equal("转正时间应在入党时间之后。", (string?)backwards.Body!["detail"]);
        category.IsRefused(HttpStatusCode.BadRequest, "bad-shape");
    }

    [Fact]
    public async Task A_dissolved_unit_takes_no_members()
    {
        var (unit, secretary) = await Branch();
        await server.Save(db => db.Update(Core.Organisations.Unit.Create(unit.Id, unit.Details with { DissolvedOn = server.Today })).Property(Data.Organisations.UnitPaths.Property).IsModified = false);

        var answer = await secretary.Client.Post($"/api/v1/units/{unit.Id}/members", new { name = "甲", category = "inPost" });

        answer.IsRefused(HttpStatusCode.Conflict, "unit-dissolved");
    }

    [Fact]
    public async Task A_change_is_based_on_a_version()
    {
        var (unit, secretary) = await Branch();
        var member = await Enter(secretary, unit, "甲");
        var path = $"/api/v1/members/{member.Id}";

        var without = await secretary.Client.Put(path, new { name = "甲", category = "old" });
        var changed = await secretary.Client.Put(path, new { name = "甲", category = "old" }, member.ETag);
        var stale = await secretary.Client.Put(path, new { name = "甲", category = "ill" }, member.ETag);

        without.IsRefused(HttpStatusCode.PreconditionRequired, "if-match-missing");
        Assert.Equal(("old", "\"2\""), ((string?)changed.Is(HttpStatusCode.OK).Body!["category"], changed.ETag));
        stale.IsRefused(HttpStatusCode.PreconditionFailed, "stale");
    }

    [Fact]
    public async Task A_transfer_moves_where_the_member_counts_and_stands_on_both_records()
    {
        var (top, from, to, administrator) = await TwoBranches();
        var member = await Enter(administrator, from, "甲");

        var transferred = await administrator.Client.Call(
            HttpMethod.Post, $"/api/v1/members/{member.Id}/transfer", new { toUnitId = to.Id }, ("If-Match", member.ETag!));

        Assert.Equal(to.Id, (Guid)transferred.Is(HttpStatusCode.OK).Body!["countsIn"]!);
        Assert.Equal(["memberTransferred"], await Acts(to));
        Assert.Equal(["memberCreated", "memberTransferred"], await Acts(from));
        Assert.NotEqual(from.Id, top.Id);
    }

    [Fact]
    public async Task Only_who_answers_for_both_units_transfers()
    {
        var (_, from, to, administrator) = await TwoBranches();
        var secretary = await server.As("secretary", from);
        var member = await Enter(administrator, from, "甲");

        var answer = await secretary.Client.Call(
            HttpMethod.Post, $"/api/v1/members/{member.Id}/transfer", new { toUnitId = to.Id }, ("If-Match", member.ETag!));

        answer.IsRefused(HttpStatusCode.BadRequest, "unit-unknown");
    }

    [Fact]
    public async Task A_transfer_is_refused_when_there_is_nothing_to_transfer_or_the_day_has_not_come()
    {
        var (_, from, to, administrator) = await TwoBranches();
        var member = await Enter(administrator, from, "甲");
        Task<Answer> Transfer(object body, string etag) =>
            administrator.Client.Call(HttpMethod.Post, $"/api/v1/members/{member.Id}/transfer", body, ("If-Match", etag));

        (await Transfer(new { toUnitId = from.Id }, "\"1\"")).IsRefused(HttpStatusCode.Conflict, "member-here-already");
        (await Transfer(new { toUnitId = to.Id, on = server.Today.AddDays(1) }, "\"1\"")).IsRefused(HttpStatusCode.BadRequest, "member-change-in-future");
        (await Transfer(new { toUnitId = to.Id }, "\"7\"")).IsRefused(HttpStatusCode.PreconditionFailed, "stale");
        await administrator.Client.Put($"/api/v1/members/{member.Id}/departure", new { on = server.Today, reason = "died" }, "\"1\"");
        (await Transfer(new { toUnitId = to.Id }, "\"2\"")).IsRefused(HttpStatusCode.Conflict, "member-left");
    }

    [Fact]
    public async Task By_certificate_a_member_counts_and_is_seen_in_the_receiving_unit_too()
    {
        var (_, home, receiving, administrator) = await TwoBranches();
        var receivingSecretary = await server.As("secretary", receiving);
        var member = await Enter(administrator, home, "甲");

        var issued = await administrator.Client.Put($"/api/v1/members/{member.Id}/certificate", new { unitId = receiving.Id, from = server.Today }, member.ETag);

        Assert.Equal((home.Id, receiving.Id), ((Guid)issued.Is(HttpStatusCode.OK).Body!["unitId"]!, (Guid)issued.Body!["countsIn"]!));
        Assert.Single((await receivingSecretary.Client.Get($"/api/v1/units/{receiving.Id}/members")).Body!["items"]!.AsArray());
        (await receivingSecretary.Client.Get($"/api/v1/members/{member.Id}")).Is(HttpStatusCode.OK);
        (await receivingSecretary.Client.Put($"/api/v1/members/{member.Id}", new { name = "乙", category = "inPost" }, "\"2\"")).IsRefused(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_certificate_names_another_unit_that_is_there_and_can_be_withdrawn()
    {
        var (_, home, receiving, secretary) = await TwoBranches();
        var member = await Enter(secretary, home, "甲");
        var path = $"/api/v1/members/{member.Id}/certificate";

        (await secretary.Client.Put(path, new { unitId = home.Id }, "\"1\"")).IsRefused(HttpStatusCode.BadRequest, "certificate-own-unit");
        (await secretary.Client.Put(path, new { unitId = Guid.CreateVersion7() }, "\"1\"")).IsRefused(HttpStatusCode.BadRequest, "unit-unknown");
        (await secretary.Client.Put(path, new { unitId = receiving.Id, from = "2026-03-02", until = "2026-03-02" }, "\"1\"")).IsRefused(HttpStatusCode.BadRequest, "member-dates-out-of-order");
        (await secretary.Client.Put(path, new { unitId = receiving.Id }, "\"1\"")).Is(HttpStatusCode.OK);
        var withdrawn = await secretary.Client.Put(path, new { }, "\"2\"");
        Assert.Equal(home.Id, (Guid)withdrawn.Is(HttpStatusCode.OK).Body!["countsIn"]!);
    }

    [Fact]
    public async Task Nobody_sends_a_member_to_a_unit_that_has_no_say_in_it()
    {
        var (home, secretary) = await Branch();
        var (receiving, receivingSecretary) = await Branch();
        var member = await Enter(secretary, home, "甲");

        var sent = await secretary.Client.Put($"/api/v1/members/{member.Id}/certificate", new { unitId = receiving.Id }, member.ETag);

        sent.IsRefused(HttpStatusCode.BadRequest, "unit-unknown");
        Assert.Empty((await receivingSecretary.Client.Get($"/api/v1/units/{receiving.Id}/members")).Body!["items"]!.AsArray());
    }

    [Fact]
    public async Task A_certificate_that_has_ended_shows_the_member_to_nobody_else()
    {
        var (_, home, receiving, administrator) = await TwoBranches();
        var receivingSecretary = await server.As("secretary", receiving);
        var member = await Enter(administrator, home, "甲");

        (await administrator.Client.Put(
            $"/api/v1/members/{member.Id}/certificate", new { unitId = receiving.Id, from = server.Today.AddDays(-30), until = server.Today }, member.ETag)).Is(HttpStatusCode.OK);

        Assert.Empty((await receivingSecretary.Client.Get($"/api/v1/units/{receiving.Id}/members")).Body!["items"]!.AsArray());
        (await receivingSecretary.Client.Get($"/api/v1/members/{member.Id}")).IsRefused(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Who_left_counts_nowhere_and_is_listed_only_on_request()
    {
        var (unit, secretary) = await Branch();
        var member = await Enter(secretary, unit, "甲");

        var left = await secretary.Client.Put($"/api/v1/members/{member.Id}/departure", new { on = server.Today, reason = "resigned" }, member.ETag);

        Assert.Null(left.Is(HttpStatusCode.OK).Body!["countsIn"]);
        Assert.Empty((await secretary.Client.Get($"/api/v1/units/{unit.Id}/members")).Body!["items"]!.AsArray());
        Assert.Single((await secretary.Client.Get($"/api/v1/units/{unit.Id}/members?andLeft=true")).Body!["items"]!.AsArray());
    }

    private Task<List<string>> Acts(Unit unit) => server.Acts(unit.Id);

    private static async Task<Answer> Enter(Person by, Unit unit, string name) =>
        (await by.Client.Post($"/api/v1/units/{unit.Id}/members", new { name, category = "inPost" })).Is(HttpStatusCode.Created);

    private async Task<(Unit Unit, Person Secretary)> Branch()
    {
        var unit = await server.Unit();
        return (unit, await server.As("secretary", unit));
    }

    private async Task<(Unit Top, Unit From, Unit To, Person Administrator)> TwoBranches()
    {
        var top = await server.Unit(type: "committee");
        return (top, await server.Unit(top), await server.Unit(top), await server.As("administrator", top));
    }
}
