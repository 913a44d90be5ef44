using System.Net;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Evidence;

public sealed class JointOnSqlite(SqliteServer server) : JointTests(server);

public sealed class JointOnPostgres(PostgresBackedServer server) : JointTests(server);

public abstract class JointTests(RunningServer server)
{
    [Fact]
    public async Task A_record_may_serve_the_same_sort_of_requirement_of_other_units_one_records_for()
    {
        var campaign = await SmallCampaign.Of(server, branches: 3);
        var secretary = await server.As([.. campaign.Branches.Take(2).Select(b => ("secretary", (Guid?)b.Id, false))]);

        var joint = (await secretary.Client.Get($"/api/v1/runs/{campaign.Run}/requirements/study/joint")).Is(HttpStatusCode.OK).Body!.AsArray();

        var other = Assert.Single(joint)!;
        Assert.Equal((campaign.Runs[1], "study"), ((Guid)other["runId"]!, (string?)other["key"]));
        Assert.Contains("session", other["forms"]!.AsArray().Select(f => (string?)f));
        (await campaign.Record(
            secretary, "study", "session", new { on = campaign.Day(0), form = "group", minutes = 60, absent = Array.Empty<Guid>() },
            alsoServes: [new { run = campaign.Runs[1], key = "study" }])).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_list_of_members_says_what_their_marks_come_to()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);
        (await campaign.Record(secretary, "study", "session", new { on = campaign.Day(0), form = "group", minutes = 90, absent = new[] { campaign.MemberIds[0] } })).Is(HttpStatusCode.Created);

        var list = (await secretary.Client.Get($"/api/v1/runs/{campaign.Run}/requirements/study/members")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(["accounted", "covered", "minutes", "absences"], list["counted"]!.AsArray().Select(n => (string?)n));
        Assert.Equal([0, 0, 0, 1], list["members"]![0]!["counts"]!.AsArray().Select(n => (int)n!));
        Assert.Equal([1, 1, 90, 0], list["members"]![1]!["counts"]!.AsArray().Select(n => (int)n!));
    }
}
