using System.Net;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Audit;

/// <summary>Who did what when, beside the records of runs (S.47).</summary>
public abstract class AuditTests(RunningServer server)
{
    [Fact]
    public async Task A_campaigns_record_tells_of_moved_deadlines_in_sentences_the_latest_first()
    {
        var campaign = await SmallCampaign.Of(server, branches: 2);
        var office = await server.As("campaignOffice", campaign.Committee);
        var move = (await office.Client.Post($"/api/v1/campaigns/{campaign.Id}/deadlines", new { key = "plan", due = campaign.Day(20), reason = "防汛" })).Is(HttpStatusCode.OK);
        (await office.Client.Post($"/api/v1/campaigns/{campaign.Id}/deadlines/{move.Body!["move"]}/undo", new { reason = "汛期已过" })).Is(HttpStatusCode.OK);

        var first = (await office.Client.Get($"/api/v1/campaigns/{campaign.Id}/events?limit=1")).Is(HttpStatusCode.OK).Body!;
        var second = (await office.Client.Get($"/api/v1/campaigns/{campaign.Id}/events?after={first["next"]}")).Is(HttpStatusCode.OK).Body!;

        Assert.Contains("撤销", (string?)first["items"]![0]!["sentence"], StringComparison.Ordinal);
        var moved = Assert.Single(second["items"]!.AsArray())!;
        Assert.Contains("2 个单位。理由：防汛", (string?)moved["sentence"], StringComparison.Ordinal);
        Assert.Equal(office.Id, (Guid)moved["by"]!);
        Assert.Null((string?)second["next"]);
    }

    [Fact]
    public async Task A_units_record_names_members_to_who_may_see_them()
    {
        var unit = await server.Unit(type: "committee");
        var branch = await server.Unit(unit);
        var administrator = await server.As("administrator", unit);
        (await administrator.Client.Post($"/api/v1/units/{branch.Id}/members", new { name = "王小明", category = "inPost" })).Is(HttpStatusCode.Created);

        var acts = (await administrator.Client.Get($"/api/v1/units/{branch.Id}/events")).Is(HttpStatusCode.OK).Body!["items"]!.AsArray();

        Assert.Contains("王小明", (string?)acts[0]!["sentence"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_installations_record_is_for_who_answers_for_every_unit()
    {
        var unit = await server.Unit(type: "committee");
        var administrator = await server.As("administrator", unit);
        var person = await server.Stranger();
        (await administrator.Client.Post($"/api/v1/units/{unit.Id}/posts", new { userId = person.Id, role = "clerk" })).Is(HttpStatusCode.Created);
        var everywhere = await server.AsEverywhere("administrator");

        var refused = await administrator.Client.Get("/api/v1/installation/events");
        var acts = (await everywhere.Client.Get("/api/v1/installation/events?limit=500")).Is(HttpStatusCode.OK).Body!["items"]!.AsArray();

        refused.IsRefused(HttpStatusCode.Forbidden, "forbidden");
        Assert.Contains(acts, act => ((string)act!["sentence"]!).Contains(unit.Details.Name, StringComparison.Ordinal));
    }
}

public sealed class AuditTestsOnSqlite(SqliteServer server) : AuditTests(server);

public sealed class AuditTestsOnPostgres(PostgresBackedServer server) : AuditTests(server);
