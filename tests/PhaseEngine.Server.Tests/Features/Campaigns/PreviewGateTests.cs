using System.Net;
using System.Text.Json.Nodes;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Campaigns;

/// <summary>As things stand, how many units a gate with other conditions would let pass.</summary>
public abstract class PreviewGateTests(RunningServer server)
{
    [Fact]
    public async Task Counts_the_units_whose_figures_meet_the_conditions_as_they_stand()
    {
        var campaign = await SmallCampaign.Of(server, branches: 3);
        await campaign.MeetTheGate(await server.As("secretary", campaign.Branches[1]), branch: 1);

        var all = await Preview(campaign, campaign.Supervisor, null);
        var some = await Preview(campaign, campaign.Supervisor, """{"metric":"essay.coverage","op":">=","value":100}""");

        Assert.Equal((3, 3, 0, 3), Read(all.Is(HttpStatusCode.OK).Body!));
        Assert.Equal((3, 3, 0, 1), Read(some.Is(HttpStatusCode.OK).Body!));
    }

    [Fact]
    public async Task Does_not_pretend_to_know_what_the_running_version_does_not_count()
    {
        var campaign = await SmallCampaign.Of(server);

        var unknown = await Preview(campaign, campaign.Supervisor, """{"metric":"no-such.coverage","op":">=","value":100}""");
        var apart = await Preview(campaign, campaign.Supervisor, """{"metric":"essay.coverage","members":["old"],"op":">=","value":100}""");

        Assert.Null((int?)unknown.Is(HttpStatusCode.OK).Body!["passing"]);
        Assert.Null((int?)apart.Is(HttpStatusCode.OK).Body!["passing"]);
    }

    [Fact]
    public async Task A_unit_sees_itself_only_and_others_nothing()
    {
        var campaign = await SmallCampaign.Of(server, branches: 2);
        var secretary = await server.As("secretary", campaign.Branches[1]);
        var elsewhere = await server.As("supervisor", await server.Unit(type: "committee"));

        var own = await Preview(campaign, secretary, null);
        var foreign = await Preview(campaign, elsewhere, null);

        Assert.Equal((1, 1, 0, 1), Read(own.Is(HttpStatusCode.OK).Body!));
        foreign.IsRefused(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Names_a_gate_that_is_not_there()
    {
        var campaign = await SmallCampaign.Of(server);

        var answer = await campaign.Supervisor.Client.Post($"/api/v1/campaigns/{campaign.Id}/gate-previews", new { gate = "no-such", conditions = (object?)null });

        answer.IsRefused(HttpStatusCode.NotFound, "activity-not-found");
    }

    private static Task<Answer> Preview(SmallCampaign campaign, Person by, string? conditions) =>
        by.Client.Post($"/api/v1/campaigns/{campaign.Id}/gate-previews", new { gate = "gate", conditions = conditions is null ? null : JsonNode.Parse(conditions) });

    private static (int Units, int Looked, int Passed, int? Passing) Read(JsonNode view) =>
        ((int)view["units"]!, (int)view["looked"]!, (int)view["passed"]!, (int?)view["passing"]);
}

public sealed class PreviewGateTestsOnSqlite(SqliteServer server) : PreviewGateTests(server);

public sealed class PreviewGateTestsOnPostgres(PostgresBackedServer server) : PreviewGateTests(server);
