using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Jobs;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Jobs;

public sealed class RostersOnSqlite(SqliteServer server) : RostersTests(server);

public sealed class RostersOnPostgres(PostgresBackedServer server) : RostersTests(server);

/// <summary>Who joins, leaves or becomes something else counts in the running runs of the units concerned (semantics 6, S.5, S.12, S.51).</summary>
public abstract class RostersTests(RunningServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_joins_is_asked_from_then_on()
    {
        var (campaign, administrator) = await Begin();

        await Join(campaign, administrator);
        await Follow(server);

        Assert.Equal((0, 6), await Essays(campaign, administrator));
    }

    [Fact]
    public async Task Who_leaves_is_out_and_may_have_been_the_last_that_was_missing()
    {
        var (campaign, administrator) = await Begin();
        await Write(campaign, campaign.MemberIds.Take(4));

        await Leave(administrator, campaign.MemberIds[4], server.Today);
        await Follow(server);

        Assert.Equal((4, 4), await Essays(campaign, administrator));
        Assert.Equal("done", (string?)(await Essay(campaign, administrator))["status"]);
    }

    [Fact]
    public async Task Who_is_transferred_takes_along_what_is_recorded_of_them()
    {
        var (campaign, administrator) = await Begin(branches: 2);
        await Write(campaign, campaign.MemberIds.Take(3));

        await Transfer(administrator, campaign.MemberIds[0], campaign.Branches[1].Id);
        await Follow(server);

        Assert.Equal((2, 4), await Essays(campaign, administrator));
        Assert.Equal((1, 6), await Essays(campaign, administrator, branch: 1));
    }

    [Fact]
    public async Task A_record_taken_back_where_it_was_made_is_taken_back_where_the_member_went()
    {
        var (campaign, administrator) = await Begin(branches: 2);
        var record = await Write(campaign, campaign.MemberIds.Take(1));
        await Transfer(administrator, campaign.MemberIds[0], campaign.Branches[1].Id);
        await Follow(server);
        var secretary = await server.As("secretary", campaign.Branch);

        (await secretary.Client.Call(
            HttpMethod.Post, $"/api/v1/evidence/{record}/supersession", new { reason = "记错了人" }, ("If-Match", "\"1\""))).Is(HttpStatusCode.Created);
        await Follow(server);

        Assert.Equal((0, 6), await Essays(campaign, administrator, branch: 1));
    }

    [Fact]
    public async Task What_is_over_keeps_the_members_of_its_own_day()
    {
        var (campaign, administrator) = await Begin();
        await Write(campaign, campaign.MemberIds);

        await Join(campaign, administrator);
        await Follow(server);

        Assert.Equal((5, 5), await Essays(campaign, administrator));
        Assert.Equal("done", (string?)(await Essay(campaign, administrator))["status"]);
    }

    [Fact]
    public async Task Asked_for_again_it_asks_the_members_of_today()
    {
        var (campaign, administrator) = await Begin();
        await campaign.AskedFor();
        await Join(campaign, administrator);
        await Follow(server);
        await campaign.Decide(campaign.Supervisor, new { word = "return", asking = 1, reason = "新党员也要写", reopens = new[] { "essay" } });

        await Follow(server);

        Assert.Equal((5, 6), await Essays(campaign, administrator));
    }

    [Fact]
    public async Task By_certificate_a_member_counts_elsewhere_from_its_first_day_until_its_last()
    {
        await using var own = await server.Another();
        var (campaign, administrator) = await Begin(own, branches: 2);
        (await Change(administrator, campaign.MemberIds[0], "certificate", new { unitId = campaign.Branches[1].Id, from = campaign.Day(3), until = campaign.Day(9) }))
            .Is(HttpStatusCode.OK);
        await Follow(own);
        var before = await Asked();

        own.Time.Advance(TimeSpan.FromDays(3));
        await Follow(own);
        var during = await Asked();
        own.Time.Advance(TimeSpan.FromDays(6));
        await Follow(own);
        var after = await Asked();

        Assert.Equal(((5, 5), (4, 6), (5, 5)), (before, during, after));

        async Task<(int, int)> Asked() => ((await Essays(campaign, administrator)).Asked, (await Essays(campaign, administrator, branch: 1)).Asked);
    }

    [Fact]
    public async Task A_gate_is_asked_for_with_those_who_are_there_now()
    {
        var (campaign, administrator) = await Begin();
        var secretary = await server.As("secretary", campaign.Branch);
        await Write(campaign, campaign.MemberIds.Take(4));
        (await campaign.Record(secretary, "meeting", "meeting", new { on = campaign.Day(0), ledBy = "secretary", absent = Array.Empty<Guid>(), minutes = "议定三件事" }))
            .Is(HttpStatusCode.Created);
        await Leave(administrator, campaign.MemberIds[4], server.Today);

        // No job has run meanwhile.
        var asked = await secretary.Client.Post($"/api/v1/runs/{campaign.Run}/gates/gate/request", new { });

        asked.Is(HttpStatusCode.Created);
        Assert.Equal((4, 4), await Essays(campaign, administrator));
    }

    [Fact]
    public async Task A_list_tells_the_runs_of_all_its_units_and_again_tells_none()
    {
        await using var own = await server.Another();
        var (campaign, administrator) = await Begin(own, branches: 30);
        var list = "姓名,组织代码,党员类别\n" + string.Concat(campaign.Branches.Select((branch, i) => $"新党员{i},{branch.Code},在岗\n新党员乙{i},{branch.Code},年老\n"));

        (await Import(administrator, list)).Is(HttpStatusCode.OK);
        var told = await Follow(own);
        await Import(administrator, list);
        var again = await Follow(own);

        Assert.Equal((30, 0), (told, again));
        Assert.Equal((0, 7), await Essays(campaign, administrator, branch: 29));
    }

    [Fact]
    public async Task The_runs_are_told_once_on_record_and_with_nothing_lost_when_a_note_comes_twice()
    {
        await using var own = await server.Another();
        var (campaign, administrator) = await Begin(own);
        await Join(campaign, administrator);
        await Join(campaign, administrator);

        await Follow(own);
        await own.Save(db => db.RosterNotes.Add(new() { Id = Guid.CreateVersion7(), UnitId = campaign.Branch.Id }));
        var again = await Follow(own);

        Assert.Equal(0, again);
        Assert.Equal(["launched", "rosterChanged"], await own.Acts(campaign.Run));
        Assert.Equal(0, await Notes(own));
    }

    [Fact]
    public async Task While_a_campaign_is_being_launched_its_units_wait_to_be_told()
    {
        await using var own = await server.Another();
        var campaign = await new Campaigning(own).Prepared(branches: 1);
        await Follow(own);
        await campaign.BeginLaunch();
        var administrator = await own.As("administrator", campaign.Committee);
        await administrator.Client.Post($"/api/v1/units/{campaign.Branches[0].Id}/members", new { name = "王小明", category = "inPost" });

        await Follow(own);
        var waiting = await Notes(own);
        await campaign.Run("continue-launches");
        await Follow(own);

        Assert.Equal((1, 0), (waiting, await Notes(own)));
    }

    [Fact]
    public async Task The_doctor_finds_a_run_nobody_told_and_marks_no_record_speaks_of()
    {
        var (campaign, _) = await Begin();
        await Write(campaign, campaign.MemberIds.Take(2));
        var healthy = await Check();

        await server.InScope(s => s.GetRequiredService<PhaseEngineDb>().Members.Where(m => m.Id == campaign.MemberIds[4])
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.LeftOn, server.Today), Ct));
        var untold = await Check();
        await server.InScope(s => s.GetRequiredService<PhaseEngineDb>().MemberMarks.Where(m => m.MemberId == campaign.MemberIds[0])
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Marks, "[2,0,0,1]"), Ct));
        var invented = await Check();

        Assert.Empty(healthy);
        Assert.Equal(["roster-differs"], untold);
        Assert.Equal(["marks-differ", "roster-differs"], invented.Order());

        async Task<List<string>> Check()
        {
            await Follow(server);
            return [.. (await server.InScope(s => s.GetRequiredService<RunCheck>().Check(campaign.Id, server.Time.GetUtcNow(), Ct))).Select(f => f.Code)];
        }
    }

    private async Task<(SmallCampaign Campaign, Person Administrator)> Begin(RunningServer? own = null, int branches = 1)
    {
        var campaign = await SmallCampaign.Of(own ?? server, branches);
        return (campaign, await (own ?? server).As("administrator", campaign.Committee));
    }

    private static async Task Join(SmallCampaign campaign, Person administrator) =>
        (await administrator.Client.Post($"/api/v1/units/{campaign.Branch.Id}/members", new { name = "新党员", category = "inPost" })).Is(HttpStatusCode.Created);

    private static async Task Leave(Person administrator, Guid member, DateOnly on) =>
        (await Change(administrator, member, "departure", new { on, reason = "died" })).Is(HttpStatusCode.OK);

    private static async Task Transfer(Person administrator, Guid member, Guid toUnitId) => (await administrator.Client.Call(
        HttpMethod.Post, $"/api/v1/members/{member}/transfer", new { toUnitId }, ("If-Match", "\"1\""))).Is(HttpStatusCode.OK);

    private static Task<Answer> Change(Person administrator, Guid member, string what, object body) =>
        administrator.Client.Put($"/api/v1/members/{member}/{what}", body, "\"1\"");

    private static async Task<Guid> Write(SmallCampaign campaign, IEnumerable<Guid> members)
    {
        var secretary = await campaign.Server.As("secretary", campaign.Branch);
        return (await campaign.Record(secretary, "essay", "done", new { on = campaign.Day(0), members })).Is(HttpStatusCode.Created).Id;
    }

    private static async Task<JsonNode> Essay(SmallCampaign campaign, Person reader, int branch = 0)
    {
        var run = (await reader.Client.Get($"/api/v1/runs/{campaign.Runs[branch]}")).Is(HttpStatusCode.OK).Body!;
        return run["phases"]![0]!["requirements"]!.AsArray().Single(r => (string?)r!["key"] == "essay")!;
    }

    private static async Task<(int Done, int Asked)> Essays(SmallCampaign campaign, Person reader, int branch = 0)
    {
        var coverage = (await Essay(campaign, reader, branch))["metrics"]!.AsArray().Single(m => (string?)m!["name"] == "coverage")!;
        return ((int)coverage["done"]!, (int)coverage["of"]!);
    }

    private static async Task<Answer> Import(Person administrator, string list)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(list));
        content.Headers.ContentType = new("application/octet-stream");
        return await administrator.Client.Call(HttpMethod.Post, "/api/v1/organisation/imports?list=members&fileName=list.csv", content);
    }

    private static async Task<int> Follow(RunningServer server)
    {
        var run = await server.Services.GetRequiredService<JobRunner>().Run("follow-rosters", Ct);
        Assert.Null(run.Error);
        return run.Processed;
    }

    private static Task<int> Notes(RunningServer server) =>
        server.InScope(services => services.GetRequiredService<PhaseEngineDb>().RosterNotes.CountAsync(Ct));
}
