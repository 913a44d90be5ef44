using System.Net;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Runs;

public sealed class HistoryOnSqlite(SqliteServer server) : HistoryTests(server);

public sealed class HistoryOnPostgres(PostgresBackedServer server) : HistoryTests(server);

public abstract class HistoryTests(RunningServer server)
{
    [Fact]
    public async Task A_gates_history_says_why_it_was_returned_and_what_has_changed_since()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await campaign.AskedFor();
        (await campaign.Decide(campaign.Supervisor, new { word = "return", asking = 1, reason = "心得不深入", due = campaign.Day(7) })).Is(HttpStatusCode.OK);

        var history = (await secretary.Client.Get($"/api/v1/runs/{campaign.Run}/activities/gate/history")).Is(HttpStatusCode.OK).Body!;

        var desk = (await secretary.Client.Get($"/api/v1/units/{campaign.Branch.Id}/desk")).Is(HttpStatusCode.OK).Body!;
        Assert.Equal("returned", (string?)desk["runs"]![0]!["gates"]![0]!["status"]);
        var since = history["sinceReturn"]!;
        Assert.Equal((campaign.Day(0), "心得不深入", campaign.Day(7)), ((string?)since["on"], (string?)since["reason"], (string?)since["due"]));
        Assert.Equal("decided", (string?)history["entries"]![0]!["act"]);
        Assert.Contains("心得不深入", (string?)history["entries"]![0]!["sentences"]![0], StringComparison.Ordinal);
        // Besides the sentence of the record, the superior's own words.
        Assert.Equal("心得不深入", (string?)history["entries"]![0]!["remark"]);
    }

    [Fact]
    public async Task What_became_better_since_the_return_stands_beside_what_it_was()
    {
        var campaign = await SmallCampaign.Of(server, adjust: definition => definition.Replace("\"value\":95}", "\"value\":60}", StringComparison.Ordinal));
        var secretary = await server.As("secretary", campaign.Branch);
        (await campaign.Record(secretary, "essay", "done", new { on = campaign.Day(0), members = campaign.MemberIds.Take(4) })).Is(HttpStatusCode.Created);
        (await campaign.Record(secretary, "meeting", "meeting", new { on = campaign.Day(0), ledBy = "secretary", absent = Array.Empty<Guid>(), minutes = "议定三件事" })).Is(HttpStatusCode.Created);
        (await secretary.Client.Post($"/api/v1/runs/{campaign.Run}/gates/gate/request", new { })).Is(HttpStatusCode.Created);
        (await campaign.Decide(campaign.Supervisor, new { word = "return", asking = 1, reason = "还差一人", reopens = Array.Empty<string>() })).Is(HttpStatusCode.OK);
        (await campaign.Record(secretary, "essay", "done", new { on = campaign.Day(0), members = campaign.MemberIds.TakeLast(1) })).Is(HttpStatusCode.Created);

        var since = (await secretary.Client.Get($"/api/v1/runs/{campaign.Run}/activities/gate/history")).Is(HttpStatusCode.OK).Body!["sinceReturn"]!;

        var change = Assert.Single(since["changes"]!.AsArray())!;
        Assert.Contains("80%（4/5）", (string?)change["before"], StringComparison.Ordinal);
        Assert.Contains("100%（5/5）", (string?)change["now"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_waived_requirement_says_who_waived_it_and_why()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);
        (await campaign.Supervisor.Client.Post($"/api/v1/runs/{campaign.Run}/requirements/essay/waiver", new { reason = "人员外派" })).Is(HttpStatusCode.NoContent);

        var history = (await secretary.Client.Get($"/api/v1/runs/{campaign.Run}/activities/essay/history")).Is(HttpStatusCode.OK).Body!;

        Assert.Contains("免予“心得体会”，理由：人员外派", history["entries"]![0]!["sentences"]!.AsArray().Select(s => (string?)s));
        Assert.Null(history["sinceReturn"]);
        (await secretary.Client.Get($"/api/v1/runs/{campaign.Run}/activities/nothing/history")).IsRefused(HttpStatusCode.NotFound, "activity-not-found");
    }
}
