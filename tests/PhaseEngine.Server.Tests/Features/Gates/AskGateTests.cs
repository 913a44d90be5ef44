using System.Net;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Gates;

public sealed class AskGateOnSqlite(SqliteServer server) : AskGateTests(server);

public sealed class AskGateOnPostgres(PostgresBackedServer server) : AskGateTests(server);

public abstract class AskGateTests(RunningServer server)
{
    [Fact]
    public async Task Asking_too_early_is_answered_with_what_is_missing_and_changes_nothing()
    {
        var (campaign, secretary) = await Begin();
        await campaign.Record(secretary, "essay", "done", new { on = campaign.Day(0), members = campaign.MemberIds.Take(4) });

        var answer = await Ask(campaign, secretary);

        answer.IsRefused(HttpStatusCode.Conflict, "gate-conditions-unmet");
        var lines = answer.Body!["facts"]!["report"]!["lines"]!.AsArray();
        Assert.Equal("心得体会完成率应达到95%，现为80%（4/5），还差1人；请支部书记于4月1日前办理", (string?)lines[0]!["sentence"]);
        Assert.Equal("closed", await Status(campaign, secretary));
    }

    [Fact]
    public async Task The_report_speaks_the_readers_language()
    {
        var (campaign, secretary) = await Begin();
        secretary.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        await secretary.Client.Put("/api/v1/me/language", new { language = "en" });

        var report = (await secretary.Client.Get($"/api/v1/runs/{campaign.Run}/gates/gate/report")).Is(HttpStatusCode.OK).Body!;

        Assert.Contains("5 more people needed; the branch secretary to act by 1 April", (string?)report["lines"]![0]!["sentence"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_everything_met_the_gate_waits_for_the_superior_and_the_report_is_frozen()
    {
        var (campaign, secretary) = await Begin();
        await campaign.MeetTheGate(secretary);

        (await Ask(campaign, secretary)).Is(HttpStatusCode.Created);

        var report = (await campaign.Supervisor.Client.Get($"/api/v1/runs/{campaign.Run}/gates/gate/report")).Body!;
        Assert.True((bool)report["frozen"]! && (bool)report["conditionsMet"]!);
        var run = (await secretary.Client.Get($"/api/v1/runs/{campaign.Run}")).Body!;
        var gate = run["phases"]![0]!["gates"]![0]!;
        Assert.Equal(("asked", "supervisor"), ((string)gate["status"]!, (string)gate["waitingOn"]!["role"]!));
    }

    [Fact]
    public async Task A_gate_is_asked_for_once()
    {
        var (campaign, secretary) = await Begin();
        await campaign.MeetTheGate(secretary);
        await Ask(campaign, secretary);

        (await Ask(campaign, secretary)).IsRefused(HttpStatusCode.Conflict, "gate-already-asked");
    }

    [Fact]
    public async Task The_unit_takes_its_request_back()
    {
        var (campaign, secretary) = await Begin();
        await campaign.MeetTheGate(secretary);
        await Ask(campaign, secretary);

        (await secretary.Client.Delete($"/api/v1/runs/{campaign.Run}/gates/gate/request")).Is(HttpStatusCode.NoContent);

        Assert.Equal("closed", await Status(campaign, secretary));
        (await secretary.Client.Delete($"/api/v1/runs/{campaign.Run}/gates/gate/request")).IsRefused(HttpStatusCode.Conflict, "gate-not-asked");
    }

    [Fact]
    public async Task What_is_no_gate_or_not_ones_own_cannot_be_asked_for()
    {
        var (campaign, secretary) = await Begin();
        var elsewhere = await server.As("secretary", await server.Unit());

        (await secretary.Client.Post($"/api/v1/runs/{campaign.Run}/gates/essay/request", new { })).IsRefused(HttpStatusCode.NotFound, "activity-not-found");
        (await Ask(campaign, elsewhere)).IsRefused(HttpStatusCode.NotFound, "not-found");
        (await Ask(campaign, await server.As("clerk", campaign.Branch))).IsRefused(HttpStatusCode.Forbidden, "forbidden");
    }

    private async Task<(SmallCampaign Campaign, Person Secretary)> Begin()
    {
        var campaign = await SmallCampaign.Of(server);
        return (campaign, await server.As("secretary", campaign.Branch));
    }

    private static Task<Answer> Ask(SmallCampaign campaign, Person by) => by.Client.Post($"/api/v1/runs/{campaign.Run}/gates/gate/request", new { });

    private static async Task<string?> Status(SmallCampaign campaign, Person reader) =>
        (string?)(await reader.Client.Get($"/api/v1/runs/{campaign.Run}")).Body!["phases"]![0]!["gates"]![0]!["status"];
}
