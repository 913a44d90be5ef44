using System.Net;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Runs;
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
    public async Task In_a_joint_record_each_member_counts_once_where_they_belong()
    {
        var campaign = await SmallCampaign.Of(server, branches: 2);
        var secretary = await server.As([.. campaign.Branches.Select(b => ("secretary", (Guid?)b.Id, false))]);
        Guid[] members = [campaign.Members[0][0].Id, campaign.Members[1][0].Id];

        await Joint("essay", "done", new { on = campaign.Day(0), members });
        await Joint("essay", "scores", new { on = campaign.Day(0), results = members.Select(member => new { member, score = 80 }) });
        await Joint("study", "own", new { on = campaign.Day(0), form = "self", minutes = 60, members });

        for (var branch = 0; branch < 2; branch++)
        {
            Assert.Equal("2 1 8000 2", await Marks(branch, "essay"));
            Assert.Equal("1 0 0 0 60 0 0", await Marks(branch, "study"));
        }

        async Task Joint(string key, string form, object document) => (await campaign.Record(
            secretary, key, form, document, alsoServes: [new { run = campaign.Runs[1], key }])).Is(HttpStatusCode.Created);

        // All that is kept for the run, whoever it is about.
        async Task<string> Marks(int branch, string key)
        {
            var run = campaign.Runs[branch];
            var rows = await server.InScope(services => services.GetRequiredService<PhaseEngineDb>().MemberMarks.AsNoTracking()
                .Where(m => m.RunId == run && m.Key == key).ToListAsync(TestContext.Current.CancellationToken));
            Assert.Equal([members[branch]], rows.Select(r => r.MemberId));
            return string.Join(' ', MarkSums.Read(rows[0].Marks));
        }
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
