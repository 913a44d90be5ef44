using System.Net;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Evidence;

public sealed class RecordEvidenceOnSqlite(SqliteServer server) : RecordEvidenceTests(server);

public sealed class RecordEvidenceOnPostgres(PostgresBackedServer server) : RecordEvidenceTests(server);

public abstract class RecordEvidenceTests(RunningServer server)
{
    [Fact]
    public async Task Study_is_recorded_further_when_everybody_is_accounted_for()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);
        object session = new { on = campaign.Day(0), form = "group", minutes = 60, absent = Array.Empty<Guid>() };
        (await campaign.Record(secretary, "study", "session", session)).Is(HttpStatusCode.Created);

        var study = (await secretary.Client.Get($"/api/v1/runs/{campaign.Run}")).Is(HttpStatusCode.OK).Body!["phases"]![0]!["requirements"]!.AsArray().Single(r => (string?)r!["key"] == "study")!;

        Assert.Equal("done", (string?)study["status"]);
        Assert.Contains("session", study["forms"]!.AsArray().Select(f => (string)f!));
        (await campaign.Record(secretary, "study", "session", session)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_record_names_members_to_those_only_who_may_see_them()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);
        var absent = campaign.MemberIds[0];
        var record = (await campaign.Record(secretary, "study", "session", new { on = campaign.Day(0), form = "group", minutes = 90, absent = new[] { absent } })).Id;

        var own = (await secretary.Client.Get($"/api/v1/evidence/{record}")).Is(HttpStatusCode.OK).Body!["names"]!;
        var superior = (await campaign.Supervisor.Client.Get($"/api/v1/evidence/{record}")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(("党员1号", SmallCampaign.MembersEach), ((string?)own[absent.ToString()], own.AsObject().Count));
        Assert.Empty(superior["names"]!.AsObject());
        Assert.DoesNotContain("党员1号", superior.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_members_did_moves_the_figures()
    {
        var (campaign, secretary) = await Begin();

        var made = await campaign.Record(secretary, "essay", "done", new { on = campaign.Day(0), members = campaign.MemberIds.Take(4) });

        made.Is(HttpStatusCode.Created);
        var coverage = await Metric(campaign, secretary, "essay", "coverage");
        Assert.Equal((80m, 4, 5), ((decimal)coverage["value"]!, (long)coverage["done"]!, (long)coverage["of"]!));
    }

    [Fact]
    public async Task Whoever_is_not_ticked_absent_was_there()
    {
        var (campaign, secretary) = await Begin();

        var made = await campaign.Record(
            secretary, "study", "session", new { on = campaign.Day(0), form = "group", minutes = 90, absent = campaign.MemberIds.Take(1) });

        made.Is(HttpStatusCode.Created);
        var members = (await secretary.Client.Get($"/api/v1/runs/{campaign.Run}/requirements/study/members")).Is(HttpStatusCode.OK).Body!["members"]!.AsArray();
        Assert.Equal(4, members.Count(m => (long?)m!["marks"]!.AsArray().FirstOrDefault() == 1));
    }

    [Fact]
    public async Task A_joint_study_counts_for_each_unit_its_own_members()
    {
        var campaign = await SmallCampaign.Of(server, branches: 2);
        var both = await server.As(("secretary", campaign.Branches[0].Id, true), ("secretary", campaign.Branches[1].Id, true));

        var made = await campaign.Record(
            both, "meeting", "meeting", new { on = campaign.Day(0), ledBy = "secretary", absent = campaign.Members[1].Take(2).Select(m => m.Id), minutes = "记录" },
            alsoServes: [new { run = campaign.Runs[1], key = "meeting" }]);

        Assert.Equal(2, made.Is(HttpStatusCode.Created).Body!["standing"]!.AsArray().Count);
        Assert.Equal(5, (long)(await Metric(campaign, both, "meeting", "attendance", 0))["of"]!);
        Assert.Equal(3, (long)(await Metric(campaign, both, "meeting", "attendance", 1))["done"]!);
    }

    [Fact]
    public async Task A_joint_study_needs_rights_in_each_unit()
    {
        var campaign = await SmallCampaign.Of(server, branches: 2);
        var secretary = await server.As("secretary", campaign.Branch);

        var answer = await campaign.Record(
            secretary, "meeting", "meeting", new { on = campaign.Day(0), ledBy = "secretary", minutes = "记录" }, alsoServes: [new { run = campaign.Runs[1], key = "meeting" }]);

        answer.IsRefused(HttpStatusCode.NotFound, "not-found");
        Assert.Equal(0, (decimal)(await Metric(campaign, secretary, "meeting", "held"))["value"]!);
    }

    [Fact]
    public async Task A_clerk_writes_down_for_the_secretary_and_it_shows()
    {
        var campaign = await SmallCampaign.Of(server);
        var clerk = await server.As("clerk", campaign.Branch);

        var made = await campaign.Record(clerk, "plan", "version", new { on = campaign.Day(0), title = "学习计划" });

        Assert.True((bool)(await clerk.Client.Get($"/api/v1/evidence/{made.Is(HttpStatusCode.Created).Id}")).Body!["byClerk"]!);
    }

    [Fact]
    public async Task What_happened_today_is_recorded_today_where_the_campaign_is()
    {
        await using var own = await server.Another(("Zone", "Asia/Urumqi"));
        var campaign = await SmallCampaign.Of(own);
        var secretary = await own.As("secretary", campaign.Branch);
        // One in the morning in Shanghai, eleven at night in Urumqi.
        own.Time.Advance(TimeSpan.FromHours(16));

        (await campaign.Record(secretary, "plan", "version", new { on = campaign.Day(1), title = "学习计划" })).Is(HttpStatusCode.Created);
        (await campaign.Record(secretary, "plan", "version", new { on = campaign.Day(2), title = "学习计划" })).IsRefused(HttpStatusCode.BadRequest, "evidence-invalid");
    }

    [Fact]
    public async Task Only_the_mass_evaluators_give_their_opinion()
    {
        var (campaign, secretary) = await Begin();
        var evaluator = await server.As("massEvaluator", campaign.Branch);
        var opinion = new { on = campaign.Day(0), favourable = true, text = "同意转段", signedBy = "李四" };

        var ofTheUnit = await campaign.Record(secretary, "opinion", "opinion", opinion);
        var ofTheEvaluator = await campaign.Record(evaluator, "opinion", "opinion", opinion);

        ofTheUnit.IsRefused(HttpStatusCode.Forbidden, "evidence-not-yours");
        ofTheEvaluator.Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task All_faults_of_a_record_are_named_at_once()
    {
        var (campaign, secretary) = await Begin();

        var answer = await campaign.Record(secretary, "study", "session", new { on = "yesterday", minutes = 0, colour = "red" });

        answer.IsRefused(HttpStatusCode.BadRequest, "evidence-invalid");
        Assert.Equal(["colour", "form", "minutes", "on"], answer.Body!["facts"]!["faults"]!.AsArray().Select(f => (string)f!["field"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_recorded_before_it_happens()
    {
        var (campaign, secretary) = await Begin();

        var answer = await campaign.Record(secretary, "plan", "version", new { on = campaign.Day(1), title = "学习计划" });

        answer.IsRefused(HttpStatusCode.BadRequest, "evidence-invalid");
    }

    [Fact]
    public async Task Members_of_other_units_are_not_counted_in()
    {
        var campaign = await SmallCampaign.Of(server, branches: 2);
        var secretary = await server.As("secretary", campaign.Branch);

        var answer = await campaign.Record(secretary, "essay", "done", new { on = campaign.Day(0), members = campaign.Members[1].Select(m => m.Id) });

        answer.IsRefused(HttpStatusCode.BadRequest, "evidence-members-elsewhere");
    }

    [Fact]
    public async Task A_form_a_requirement_or_a_run_that_is_not_there_is_refused()
    {
        var (campaign, secretary) = await Begin();
        var document = new { on = campaign.Day(0), title = "x" };

        (await campaign.Record(secretary, "plan", "poem", document)).IsRefused(HttpStatusCode.BadRequest, "evidence-form-unknown");
        (await campaign.Record(secretary, "nothing", "version", document)).IsRefused(HttpStatusCode.NotFound, "activity-not-found");
        (await secretary.Client.Post($"/api/v1/runs/{Guid.CreateVersion7()}/requirements/plan/evidence", new { form = "version", document }))
            .IsRefused(HttpStatusCode.NotFound, "not-found");
        (await secretary.Client.Post($"/api/v1/runs/{campaign.Run}/requirements/plan/evidence", new { form = "version" }))
            .IsRefused(HttpStatusCode.BadRequest, "bad-shape");
    }

    [Fact]
    public async Task A_requirement_of_a_later_phase_takes_no_records_after_the_run_was_closed()
    {
        var (campaign, secretary) = await Begin();
        var office = await server.As("campaignOffice", campaign.Committee);

        (await office.Client.Post($"/api/v1/runs/{campaign.Run}/closing", new { reason = "活动结束" })).Is(HttpStatusCode.OK);

        (await campaign.Record(secretary, "plan", "version", new { on = campaign.Day(0), title = "x" })).IsRefused(HttpStatusCode.Conflict, "run-not-active");
    }

    [Fact]
    public async Task Pasted_names_find_the_members_asked()
    {
        var (campaign, secretary) = await Begin();

        var answer = await secretary.Client.Post(
            $"/api/v1/runs/{campaign.Run}/requirements/essay/members/match", new { text = "党员 1号\n党员2号、路人甲" });

        Assert.Equal(2, answer.Is(HttpStatusCode.OK).Body!["found"]!.AsArray().Count);
        Assert.Equal("路人甲", (string?)answer.Body!["unknown"]!.AsArray().Single());
    }

    private async Task<(SmallCampaign Campaign, Person Secretary)> Begin()
    {
        var campaign = await SmallCampaign.Of(server);
        return (campaign, await server.As("secretary", campaign.Branch));
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> Metric(SmallCampaign campaign, Person reader, string key, string metric, int branch = 0)
    {
        var run = (await reader.Client.Get($"/api/v1/runs/{campaign.Runs[branch]}")).Is(HttpStatusCode.OK).Body!;
        var requirement = run["phases"]!.AsArray().SelectMany(p => p!["requirements"]!.AsArray()).First(r => (string?)r!["key"] == key)!;
        return requirement["metrics"]!.AsArray().First(m => (string?)m!["name"] == metric)!;
    }
}
