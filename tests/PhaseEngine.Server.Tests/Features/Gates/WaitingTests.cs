using System.Net;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Gates;

public sealed class WaitingOnSqlite(SqliteServer server) : WaitingTests(server);

public sealed class WaitingOnPostgres(PostgresBackedServer server) : WaitingTests(server);

public abstract class WaitingTests(RunningServer server)
{
    [Fact]
    public async Task The_superiors_desk_shows_what_waits_and_by_when_to_answer()
    {
        var campaign = await SmallCampaign.Of(server);
        await campaign.AskedFor();

        var waiting = (await campaign.Supervisor.Client.Get("/api/v1/gates/waiting")).Is(HttpStatusCode.OK).Body!["items"]!.AsArray();

        var one = Assert.Single(waiting)!;
        Assert.Equal((campaign.Run, "gate", campaign.Day(7)), ((Guid)one["runId"]!, (string)one["key"]!, (string)one["answerBy"]!));
        Assert.True((bool)one["conditionsMet"]!);
    }

    [Fact]
    public async Task Papers_wait_on_the_desk_as_gates_do()
    {
        var campaign = await SmallCampaign.Of(server);
        var instructor = await server.As("instructor", campaign.Branch);
        var secretary = await server.As("secretary", campaign.Branch);
        await campaign.Record(secretary, "plan", "version", new { on = campaign.Day(0), title = "学习计划" });

        var waiting = (await instructor.Client.Get("/api/v1/gates/waiting")).Body!["items"]!.AsArray();

        Assert.Equal("plan", (string?)Assert.Single(waiting)!["key"]);
    }

    [Fact]
    public async Task What_waits_for_somebody_nearer_is_on_their_desk()
    {
        var campaign = await SmallCampaign.Of(server);
        var nearer = await server.As("supervisor", campaign.Branch, subtree: false);
        await campaign.AskedFor();

        Assert.Empty((await campaign.Supervisor.Client.Get("/api/v1/gates/waiting")).Body!["items"]!.AsArray());
        Assert.Single((await campaign.Supervisor.Client.Get("/api/v1/gates/waiting?all=true")).Body!["items"]!.AsArray());
        Assert.Single((await nearer.Client.Get("/api/v1/gates/waiting")).Body!["items"]!.AsArray());
    }

    [Fact]
    public async Task The_desk_comes_page_by_page()
    {
        var campaign = await SmallCampaign.Of(server, branches: 3);
        for (var branch = 0; branch < 3; branch++) await campaign.AskedFor(branch);

        var first = await campaign.Supervisor.Client.Get("/api/v1/gates/waiting?limit=2");
        var second = await campaign.Supervisor.Client.Get($"/api/v1/gates/waiting?limit=2&after={(string?)first.Body!["next"]}");

        var runs = first.Body["items"]!.AsArray().Concat(second.Body!["items"]!.AsArray()).Select(w => (Guid)w!["runId"]!);
        Assert.Equal(campaign.Runs.Order(), runs.Order());
        Assert.Null(second.Body["next"]);
    }

    [Fact]
    public async Task Many_are_given_together_after_the_sample_was_opened()
    {
        var campaign = await SmallCampaign.Of(server, branches: 3);
        for (var branch = 0; branch < 3; branch++) await campaign.AskedFor(branch);

        var closed = await Give(campaign, campaign.Runs);
        closed.IsRefused(HttpStatusCode.Conflict, "decisions-sample-not-opened");
        foreach (var run in closed.Body!["facts"]!["runs"]!.AsArray()) await campaign.Supervisor.Client.Get($"/api/v1/runs/{run}/gates/gate/report");
        var given = await Give(campaign, campaign.Runs);

        Assert.Equal(3, (int)given.Is(HttpStatusCode.OK).Body!["given"]!);
        var decisions = await server.InScope(s => Task.FromResult(
            s.GetRequiredService<Data.PhaseEngineDb>().Decisions.Where(d => campaign.Runs.Contains(d.RunId)).Select(d => d.OneOf).ToList()));
        Assert.Equal([3, 3, 3], decisions);
    }

    [Fact]
    public async Task Which_have_to_be_opened_can_be_known_before_anything_is_given()
    {
        var campaign = await SmallCampaign.Of(server, branches: 2);
        for (var branch = 0; branch < 2; branch++) await campaign.AskedFor(branch);

        var before = (await Sample(campaign, campaign.Runs)).Is(HttpStatusCode.OK).Body!["notOpened"]!.AsArray();
        Assert.Single(before);
        Assert.Equal($"{before[0]}", $"{(await Give(campaign, campaign.Runs)).Body!["facts"]!["runs"]!.AsArray()[0]}");
        await campaign.Supervisor.Client.Get($"/api/v1/runs/{before[0]}/gates/gate/report");

        Assert.Empty((await Sample(campaign, campaign.Runs)).Is(HttpStatusCode.OK).Body!["notOpened"]!.AsArray());
    }

    [Fact]
    public async Task What_needs_a_look_of_its_own_is_not_given_with_others()
    {
        var campaign = await SmallCampaign.Of(server, branches: 2);
        await campaign.AskedFor(0);
        await campaign.Supervisor.Client.Post($"/api/v1/runs/{campaign.Runs[1]}/requirements/study/waiver", new { reason = "新建支部" });
        await campaign.AskedFor(1);

        var answer = await Give(campaign, campaign.Runs);

        answer.IsRefused(HttpStatusCode.Conflict, "decisions-not-alike");
        (await Sample(campaign, campaign.Runs)).IsRefused(HttpStatusCode.Conflict, "decisions-not-alike");
        Assert.Equal(campaign.Runs[1], (Guid)Assert.Single(answer.Body!["facts"]!["runs"]!.AsArray())!);
    }

    [Fact]
    public async Task Foreign_units_and_empty_or_doubled_lists_are_refused()
    {
        var campaign = await SmallCampaign.Of(server);
        await campaign.AskedFor();
        var elsewhere = await server.As("supervisor", await server.Unit());

        (await Give(campaign, campaign.Runs, elsewhere)).IsRefused(HttpStatusCode.NotFound, "not-found");
        (await Sample(campaign, campaign.Runs, elsewhere)).IsRefused(HttpStatusCode.NotFound, "not-found");
        (await Give(campaign, [])).IsRefused(HttpStatusCode.BadRequest, "bad-shape");
        (await Give(campaign, [campaign.Run, campaign.Run])).IsRefused(HttpStatusCode.BadRequest, "decisions-named-twice");
    }

    private static Task<Answer> Give(SmallCampaign campaign, IReadOnlyList<Guid> runs, Person? by = null) => Post("/api/v1/gates/decisions", campaign, runs, by);

    private static Task<Answer> Sample(SmallCampaign campaign, IReadOnlyList<Guid> runs, Person? by = null) => Post("/api/v1/gates/decisions/sample", campaign, runs, by);

    private static Task<Answer> Post(string address, SmallCampaign campaign, IReadOnlyList<Guid> runs, Person? by) =>
        (by ?? campaign.Supervisor).Client.Post(address, new { decisions = runs.Select(run => new { runId = run, key = "gate", asking = 1 }) });
}
