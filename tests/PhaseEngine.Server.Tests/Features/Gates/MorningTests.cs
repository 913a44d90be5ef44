using System.Net;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Gates;

public sealed class MorningOnSqlite(SqliteServer server) : MorningTests(server);

public sealed class MorningOnPostgres(PostgresBackedServer server) : MorningTests(server);

public abstract class MorningTests(RunningServer server)
{
    [Fact]
    public async Task Says_how_many_need_the_superior_and_how_many_do_not()
    {
        var campaign = await SmallCampaign.Of(server, branches: 3);
        await campaign.AskedFor(1);

        var morning = await Morning(campaign.Supervisor);

        Assert.Equal((1, 2), ((int)morning["needYou"]!, (int)morning["needNot"]!));
        Assert.Equal((0, 0), ((int)morning["answerLate"]!, (int)morning["answerToday"]!));
    }

    [Fact]
    public async Task Counts_all_that_wait_however_many_they_are()
    {
        const int like = 501;
        var campaign = await SmallCampaign.Of(server, branches: 2);
        await campaign.AskedFor();
        List<Unit> units = [.. Enumerable.Range(0, like).Select(n => Core.Organisations.Unit.Create(Guid.CreateVersion7(), new($"U-{campaign.Id:N}-{n}", $"第{n}党支部", "branch", campaign.Committee.Id)))];
        await server.Save(db => db.AddRange(units));
        await server.InScope(async services =>
        {
            var db = services.GetRequiredService<PhaseEngineDb>();
            var asked = db.Entry(await db.Runs.AsNoTracking().SingleAsync(r => r.Id == campaign.Run, TestContext.Current.CancellationToken)).CurrentValues;
            foreach (var unit in units)
            {
                var copy = db.Add((Run)asked.ToObject());
                (copy.Property(r => r.Id).CurrentValue, copy.Property(r => r.UnitId).CurrentValue) = (Guid.CreateVersion7(), unit.Id);
            }

            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        var morning = await Morning(campaign.Supervisor);

        Assert.Equal((like + 1, 1), ((int)morning["needYou"]!, (int)morning["needNot"]!));
    }

    [Fact]
    public async Task Names_what_others_decided_since_and_not_what_the_reader_did()
    {
        var campaign = await SmallCampaign.Of(server, branches: 3);
        var other = await server.As("supervisor", campaign.Committee);
        for (var branch = 0; branch < 3; branch++) await campaign.AskedFor(branch);
        (await campaign.Decide(other, new { word = "give", asking = 1 }, 0)).Is(HttpStatusCode.OK);
        (await campaign.Decide(other, new { word = "return", asking = 1, reason = "心得体会流于形式" }, 1)).Is(HttpStatusCode.OK);
        (await campaign.Decide(campaign.Supervisor, new { word = "give", asking = 1 }, 2)).Is(HttpStatusCode.OK);

        var morning = await Morning(campaign.Supervisor);

        Assert.Equal(campaign.Runs[0], (Guid)Assert.Single(morning["passed"]!["items"]!.AsArray())!["runId"]!);
        Assert.Equal(campaign.Runs[1], (Guid)Assert.Single(morning["returned"]!["items"]!.AsArray())!["runId"]!);
        Assert.Equal(0, (int)(await Morning(campaign.Supervisor, campaign.Day(1)))["passed"]!["count"]!);
    }

    [Fact]
    public async Task A_gate_kept_or_opened_again_has_not_passed_once_more()
    {
        var campaign = await SmallCampaign.Of(server, branches: 2);
        var other = await server.As("supervisor", campaign.Committee);
        foreach (var branch in new[] { 0, 1 })
        {
            await campaign.AskedFor(branch);
            (await campaign.Decide(other, new { word = "give", asking = 1 }, branch)).Is(HttpStatusCode.OK);
        }

        (await other.Client.Post($"/api/v1/runs/{campaign.Run}/gates/gate/reopening", new { requirements = new[] { "essay" }, reason = "补交心得体会" })).Is(HttpStatusCode.NoContent);

        var morning = await Morning(campaign.Supervisor);
        Assert.Equal((2, 1), ((int)morning["passed"]!["count"]!, (int)morning["returned"]!["count"]!));
        Assert.Equal(campaign.Run, (Guid)Assert.Single(morning["returned"]!["items"]!.AsArray())!["runId"]!);
    }

    [Fact]
    public async Task Names_units_nobody_leads_until_somebody_does()
    {
        var campaign = await SmallCampaign.Of(server, branches: 2);
        await server.As("secretary", campaign.Branches[1]);

        var vacant = (await Morning(campaign.Supervisor))["withoutSecretary"]!;

        Assert.Equal(1, (int)vacant["count"]!);
        Assert.Equal(campaign.Branch.Id, (Guid)Assert.Single(vacant["items"]!.AsArray())!["unitId"]!);
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("1969-12-31")]
    [InlineData("9999-12-31")]
    public async Task A_day_far_away_is_a_day_too(string since)
    {
        var campaign = await SmallCampaign.Of(server);

        Assert.Equal(1, (int)(await Morning(campaign.Supervisor, since))["needNot"]!);
    }

    [Fact]
    public async Task Is_about_the_readers_own_units_only()
    {
        var campaign = await SmallCampaign.Of(server);
        await campaign.AskedFor();

        var morning = await Morning(await server.As("supervisor", await server.Unit(type: "committee")));

        Assert.Equal((0, 0), ((int)morning["needYou"]!, (int)morning["needNot"]!));
        (await (await server.As("secretary", campaign.Branch)).Client.Get("/api/v1/gates/morning")).Is(HttpStatusCode.Forbidden);
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> Morning(Person reader, string? since = null) =>
        (await reader.Client.Get($"/api/v1/gates/morning{(since is null ? "" : $"?since={since}")}")).Is(HttpStatusCode.OK).Body!;
}
