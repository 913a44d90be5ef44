using System.Net;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Gates;

public sealed class DecideOnSqlite(SqliteServer server) : DecideTests(server);

public sealed class DecideOnPostgres(PostgresBackedServer server) : DecideTests(server);

public abstract class DecideTests(RunningServer server)
{
    [Fact]
    public async Task An_approved_gate_opens_the_next_phase()
    {
        var (campaign, secretary) = await Asked();

        var answer = await campaign.Decide(campaign.Supervisor, new { word = "give", asking = 1 });

        Assert.Equal("passed", (string?)answer.Is(HttpStatusCode.OK).Body!["status"]);
        var phases = (await secretary.Client.Get($"/api/v1/runs/{campaign.Run}")).Body!["phases"]!.AsArray();
        Assert.Equal(["done", "open"], phases.Select(p => (string)p!["status"]!));
    }

    [Fact]
    public async Task A_returned_gate_reopens_the_rework_and_can_be_asked_for_again()
    {
        var (campaign, secretary) = await Asked();

        (await campaign.Decide(campaign.Supervisor, new { word = "return", asking = 1, reason = "心得体会流于形式" })).Is(HttpStatusCode.OK);

        (await campaign.Record(secretary, "essay", "done", new { on = campaign.Day(0), members = campaign.MemberIds })).Is(HttpStatusCode.Created);
        (await secretary.Client.Post($"/api/v1/runs/{campaign.Run}/gates/gate/request", new { })).Is(HttpStatusCode.Created);
        var early = await campaign.Decide(campaign.Supervisor, new { word = "give", asking = 1 });
        early.IsRefused(HttpStatusCode.Conflict, "gate-report-changed");
        (await campaign.Decide(campaign.Supervisor, new { word = "give", asking = 2 })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Anything_but_a_plain_yes_needs_a_reason()
    {
        var (campaign, _) = await Asked();

        (await campaign.Decide(campaign.Supervisor, new { word = "return", asking = 1 })).IsRefused(HttpStatusCode.BadRequest, "reason-missing");
        (await campaign.Decide(campaign.Supervisor, new { word = "onCondition", asking = 1, reason = "先行转段" }))
            .IsRefused(HttpStatusCode.BadRequest, "approval-on-condition-incomplete");
        (await campaign.Decide(campaign.Supervisor, new { word = "override", asking = 1, reason = "特殊情况" })).IsRefused(HttpStatusCode.Conflict, "decision-not-allowed");
        (await campaign.Decide(campaign.Supervisor, new { word = "perhaps", asking = 1 })).IsRefused(HttpStatusCode.BadRequest, "malformed-request");
    }

    [Fact]
    public async Task A_gate_nobody_asked_for_is_not_decided()
    {
        var campaign = await SmallCampaign.Of(server);

        (await campaign.Decide(campaign.Supervisor, new { word = "give", asking = 1 })).IsRefused(HttpStatusCode.Conflict, "gate-not-asked");
    }

    [Fact]
    public async Task The_supervisor_of_a_unit_decides_about_those_below_and_not_about_it()
    {
        var (campaign, _) = await Asked();
        var own = await server.As("supervisor", campaign.Branch);
        var instructor = await server.As("instructor", campaign.Branch);

        (await campaign.Decide(own, new { word = "give", asking = 1 })).IsRefused(HttpStatusCode.Forbidden, "decision-not-yours");
        (await campaign.Decide(instructor, new { word = "give", asking = 1 })).IsRefused(HttpStatusCode.Forbidden, "decision-not-yours");
        (await campaign.Decide(await server.As("supervisor", await server.Unit()), new { word = "give", asking = 1 })).IsRefused(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Nobody_decides_about_a_unit_they_are_an_officer_of()
    {
        var campaign = await SmallCampaign.Of(server);
        var both = await server.As(("supervisor", campaign.Committee.Id, true), ("secretary", campaign.Branch.Id, true));
        await campaign.AskedFor();

        (await campaign.Decide(both, new { word = "give", asking = 1 })).IsRefused(HttpStatusCode.Forbidden, "decision-own-unit");
    }

    [Fact]
    public async Task A_plan_is_reviewed_by_the_instructor_and_taken_on_file()
    {
        var campaign = await SmallCampaign.Of(server);
        var instructor = await server.As("instructor", campaign.Branch);
        var secretary = await server.As("secretary", campaign.Branch);
        await campaign.Record(secretary, "plan", "version", new { on = campaign.Day(0), title = "学习计划" });

        var early = await DecideOnPlan(campaign, campaign.Supervisor, new { word = "give", asking = 1, row = 1 });
        var reviewed = await DecideOnPlan(campaign, instructor, new { word = "give", asking = 1 });
        var filed = await DecideOnPlan(campaign, campaign.Supervisor, new { word = "give", asking = 1 });

        early.IsRefused(HttpStatusCode.Conflict, "decision-not-awaited");
        Assert.Equal("done", (string?)reviewed.Is(HttpStatusCode.OK).Body!["status"]);
        filed.Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Where_no_instructor_is_appointed_the_superior_reviews()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);
        await campaign.Record(secretary, "plan", "version", new { on = campaign.Day(0), title = "学习计划" });

        (await DecideOnPlan(campaign, campaign.Supervisor, new { word = "give", asking = 1 })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nobody_reviews_what_they_recorded_themselves()
    {
        var campaign = await SmallCampaign.Of(server);
        // Who writes the plan as the branch's secretary becomes its instructor.
        var both = await server.As(("instructor", campaign.Branch.Id, true), ("secretary", campaign.Branch.Id, false));
        (await campaign.Record(both, "plan", "version", new { on = campaign.Day(0), title = "学习计划" })).Is(HttpStatusCode.Created);
        await server.InScope(services => services.GetRequiredService<PhaseEngineDb>().Posts
            .Where(p => p.UserId == both.Id && p.Role == "secretary").ExecuteDeleteAsync(TestContext.Current.CancellationToken));

        (await DecideOnPlan(campaign, both, new { word = "give", asking = 1 })).IsRefused(HttpStatusCode.Forbidden, "decision-own-record");
    }

    [Fact]
    public async Task Who_is_assigned_to_one_unit_can_be_stood_in_for_too()
    {
        var campaign = await SmallCampaign.Of(server);
        var (assigned, deputy) = (await server.As("supervisor", campaign.Branch, subtree: false), await server.Stranger());
        var post = await server.InScope(services => services.GetRequiredService<PhaseEngineDb>().Posts
            .Where(p => p.UserId == assigned.Id).Select(p => p.Id).SingleAsync(TestContext.Current.CancellationToken));
        var body = new { toUserId = deputy.Id, from = server.Today, until = server.Today.AddDays(7) };

        (await assigned.Client.Post($"/api/v1/posts/{post}/delegation", body)).Is(HttpStatusCode.Created);
        (await assigned.Client.Post($"/api/v1/posts/{post}/delegation", body)).IsRefused(HttpStatusCode.Conflict, "post-held-already");
    }

    [Fact]
    public async Task Posts_that_decide_nothing_are_handed_over_and_not_delegated()
    {
        var campaign = await SmallCampaign.Of(server);
        var both = await server.As(("administrator", campaign.Branch.Id, false), ("instructor", campaign.Branch.Id, false));
        var post = await server.InScope(services => services.GetRequiredService<PhaseEngineDb>().Posts
            .Where(p => p.UserId == both.Id && p.Role == "administrator").Select(p => p.Id).SingleAsync(TestContext.Current.CancellationToken));
        var deputy = await server.Stranger();

        var answer = await both.Client.Post($"/api/v1/posts/{post}/delegation", new { toUserId = deputy.Id, from = server.Today, until = server.Today.AddDays(7) });

        answer.IsRefused(HttpStatusCode.BadRequest, "post-not-delegated");
        var offered = (await both.Client.Get($"/api/v1/units/{campaign.Branch.Id}/posts")).Is(HttpStatusCode.OK).Body!.AsArray();
        Assert.Equal(["instructor"], offered.Where(p => (Guid)p!["userId"]! == both.Id && (bool)p["mayBeDelegated"]!).Select(p => (string)p!["role"]!));
    }

    [Fact]
    public async Task Who_steps_back_decides_no_more_and_the_one_named_does()
    {
        var (campaign, _) = await Asked();
        var named = await server.Stranger();

        var recused = await campaign.Supervisor.Client.Post(
            $"/api/v1/runs/{campaign.Run}/activities/gate/recusal", new { reason = "书记系本人亲属", to = named.Id });

        recused.Is(HttpStatusCode.NoContent);
        (await campaign.Decide(campaign.Supervisor, new { word = "give", asking = 1 })).IsRefused(HttpStatusCode.Conflict, "decision-recused");
        (await campaign.Decide(named, new { word = "give", asking = 1 })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_is_away_lets_a_named_person_decide_for_some_days()
    {
        var (campaign, _) = await Asked();
        var deputy = await server.Stranger();
        var post = (await campaign.Supervisor.Client.Get("/api/v1/me")).Body!["posts"]![0]!["id"];

        var delegated = await campaign.Supervisor.Client.Post(
            $"/api/v1/posts/{post}/delegation", new { toUserId = deputy.Id, from = server.Today, until = server.Today.AddDays(7) });
        var byAnother = await deputy.Client.Post(
            $"/api/v1/posts/{post}/delegation", new { toUserId = campaign.Supervisor.Id, from = server.Today, until = server.Today.AddDays(7) });

        delegated.Is(HttpStatusCode.Created);
        byAnother.IsRefused(HttpStatusCode.Forbidden, "post-not-yours");
        (await campaign.Decide(deputy, new { word = "give", asking = 1 })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_delegated_post_is_passed_on_to_nobody_and_taken_back()
    {
        var (campaign, _) = await Asked();
        var (deputy, third) = (await server.Stranger(), await server.Stranger());
        var post = (await campaign.Supervisor.Client.Get("/api/v1/me")).Body!["posts"]![0]!["id"];
        var body = new { toUserId = deputy.Id, from = server.Today, until = server.Today.AddDays(7) };
        var delegated = (await campaign.Supervisor.Client.Post($"/api/v1/posts/{post}/delegation", body)).Is(HttpStatusCode.Created).Id;
        var administrator = await server.As("administrator", campaign.Committee);

        var offered = (await administrator.Client.Get($"/api/v1/units/{campaign.Committee.Id}/posts")).Is(HttpStatusCode.OK).Body!.AsArray();
        Assert.Equal([campaign.Supervisor.Id], offered.Where(p => (bool)p!["mayBeDelegated"]!).Select(p => (Guid)p!["userId"]!));
        (await deputy.Client.Post($"/api/v1/posts/{delegated}/delegation", body with { toUserId = third.Id })).IsRefused(HttpStatusCode.Conflict, "delegation-not-passed-on");
        (await administrator.Client.Call(HttpMethod.Post, $"/api/v1/posts/{delegated}/hand-over", new { toUserId = third.Id }, ("If-Match", "\"1\"")))
            .IsRefused(HttpStatusCode.Conflict, "delegation-not-passed-on");
        (await deputy.Client.Delete($"/api/v1/posts/{post}/delegation")).IsRefused(HttpStatusCode.Forbidden, "post-not-yours");
        (await campaign.Supervisor.Client.Delete($"/api/v1/posts/{post}/delegation")).Is(HttpStatusCode.NoContent);

        (await campaign.Supervisor.Client.Delete($"/api/v1/posts/{post}/delegation")).IsRefused(HttpStatusCode.Conflict, "nothing-delegated");
        Assert.NotEqual(HttpStatusCode.OK, (await campaign.Decide(deputy, new { word = "give", asking = 1 })).Status);
        (await campaign.Decide(campaign.Supervisor, new { word = "give", asking = 1 })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Both_see_who_decides_in_whose_place_and_only_decisions_are_delegated()
    {
        var (campaign, secretary) = await Asked();
        var deputy = await server.Stranger();
        var own = (await campaign.Supervisor.Client.Get("/api/v1/me")).Body!["posts"]![0]!;
        Assert.True((bool)own["mayBeDelegated"]!);
        Assert.False((bool)(await secretary.Client.Get("/api/v1/me")).Body!["posts"]![0]!["mayBeDelegated"]!);

        (await campaign.Supervisor.Client.Post($"/api/v1/posts/{own["id"]}/delegation", new { toUserId = deputy.Id, from = server.Today, until = server.Today.AddDays(7) })).Is(HttpStatusCode.Created);

        var away = (await campaign.Supervisor.Client.Get("/api/v1/me")).Body!;
        var delegation = Assert.Single(away["posts"]![0]!["delegations"]!.AsArray())!;
        Assert.Equal($"张 {deputy.Id:N}", (string?)delegation["name"]);
        var theirs = (await deputy.Client.Get("/api/v1/me")).Body!["posts"]![0]!;
        Assert.Equal(((string?)away["name"], false), ((string?)theirs["inPlaceOf"], (bool)theirs["mayBeDelegated"]!));
        var posts = (await campaign.Supervisor.Client.Get($"/api/v1/units/{campaign.Committee.Id}/posts")).Is(HttpStatusCode.OK).Body!.AsArray();
        Assert.Equal([(string?)own["id"]], posts.Select(p => (string?)p!["delegatedFrom"]).OfType<string>());

        (await campaign.Supervisor.Client.Delete($"/api/v1/posts/{own["id"]}/delegation")).Is(HttpStatusCode.NoContent);
        Assert.Empty((await campaign.Supervisor.Client.Get("/api/v1/me")).Body!["posts"]![0]!["delegations"]!.AsArray());
    }

    [Fact]
    public async Task A_delegation_ends_with_the_post_it_comes_from()
    {
        var (campaign, _) = await Asked();
        var deputy = await server.Stranger();
        var post = (await campaign.Supervisor.Client.Get("/api/v1/me")).Body!["posts"]![0]!["id"];
        (await campaign.Supervisor.Client.Post($"/api/v1/posts/{post}/delegation", new { toUserId = deputy.Id, from = server.Today, until = server.Today.AddDays(7) })).Is(HttpStatusCode.Created);
        var administrator = await server.As("administrator", campaign.Committee);

        (await administrator.Client.Put($"/api/v1/posts/{post}/end", new { }, "\"1\"")).Is(HttpStatusCode.OK);

        Assert.NotEqual(HttpStatusCode.OK, (await campaign.Decide(deputy, new { word = "give", asking = 1 })).Status);
        Assert.Empty((await deputy.Client.Get("/api/v1/me")).Body!["posts"]!.AsArray());
    }

    [Fact]
    public async Task A_correction_behind_a_passed_gate_flags_it_and_the_superior_keeps_or_reopens()
    {
        var (campaign, secretary) = await Asked();
        await campaign.Decide(campaign.Supervisor, new { word = "give", asking = 1 });
        var record = (await secretary.Client.Get($"/api/v1/runs/{campaign.Run}/requirements/essay/evidence")).Body!["items"]![0]!["id"];
        await secretary.Client.Post(
            $"/api/v1/evidence/{record}/supersession", new { reason = "三人未交", document = new { on = campaign.Day(0), members = campaign.MemberIds.Take(2) } },
            ("If-Match", "\"1\""));

        var gate = (await secretary.Client.Get($"/api/v1/runs/{campaign.Run}")).Body!["phases"]![0]!["gates"]![0]!;
        var byTheUnit = await secretary.Client.Post($"/api/v1/runs/{campaign.Run}/gates/gate/keeping", new { reason = "x" });
        var reopened = await campaign.Supervisor.Client.Post(
            $"/api/v1/runs/{campaign.Run}/gates/gate/reopening", new { requirements = new[] { "essay" }, reason = "补交心得体会" });

        Assert.Equal("essay.coverage", (string?)gate["flagged"]![0]);
        byTheUnit.IsRefused(HttpStatusCode.Forbidden, "forbidden");
        reopened.Is(HttpStatusCode.NoContent);
        (await campaign.Supervisor.Client.Post($"/api/v1/runs/{campaign.Run}/gates/gate/keeping", new { reason = "x" })).IsRefused(HttpStatusCode.Conflict, "gate-not-flagged");
    }

    private async Task<(SmallCampaign Campaign, Person Secretary)> Asked()
    {
        var campaign = await SmallCampaign.Of(server);
        return (campaign, await campaign.AskedFor());
    }

    private static Task<Answer> DecideOnPlan(SmallCampaign campaign, Person by, object decision) =>
        by.Client.Post($"/api/v1/runs/{campaign.Run}/requirements/plan/decision", decision);
}
