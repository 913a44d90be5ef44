using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Server.Jobs;
using PhaseEngine.Server.Tests.Features.Templates;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Campaigns;

public sealed class ChangingUnitsOnSqlite(SqliteServer server) : ChangingUnitsTests(server);

public sealed class ChangingUnitsOnPostgres(PostgresBackedServer server) : ChangingUnitsTests(server);

/// <summary>Units come into a running campaign, and leave it (S.12, B.2).</summary>
public abstract class ChangingUnitsTests(RunningServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_unit_founded_since_begins_on_the_day_it_is_brought_in()
    {
        await using var own = await server.Another();
        var campaign = await SmallCampaign.Of(own);
        var late = await own.Unit(campaign.Committee, name: "新建支部");
        var office = await own.As("campaignOffice", campaign.Committee);
        own.Time.Advance(TimeSpan.FromDays(7));

        var joined = (await Join(campaign, office, late)).Is(HttpStatusCode.OK).Body!;

        var run = await RunOf(office, (Guid)joined["runs"]![0]!["runId"]!);
        Assert.Equal(("active", "2026-03-09"), ((string?)run["status"], (string?)run["phases"]![0]!["enteredOn"]));
        Assert.Equal(["launched"], await own.Acts((Guid)run["id"]!));
        Assert.Contains("unitsJoined", await own.Acts(campaign.Id));
    }

    [Fact]
    public async Task It_follows_the_calendar_of_the_batch_that_began_last_or_of_the_one_named()
    {
        var campaign = await SmallCampaign.Of(server);
        await server.Save(db => db.Add(new Batch { CampaignId = campaign.Id, Number = 2, Title = new("第二批"), Start = server.Today.AddDays(-5) }));
        var (one, other) = (await server.Unit(campaign.Committee), await server.Unit(campaign.Committee));

        var last = await Join(campaign, campaign.Supervisor, [one.Id]);
        var office = await server.As("campaignOffice", campaign.Committee);
        last.IsRefused(HttpStatusCode.Forbidden, "forbidden");
        var byItself = (await Join(campaign, office, [one.Id])).Is(HttpStatusCode.OK);
        var named = (await Join(campaign, office, [other.Id], batch: 2)).Is(HttpStatusCode.OK);
        var unknown = await Join(campaign, office, [other.Id], batch: 7);

        Assert.Equal((1, 2), ((int)byItself.Body!["batch"]!, (int)named.Body!["batch"]!));
        unknown.IsRefused(HttpStatusCode.BadRequest, "campaign-batch-unknown");
    }

    [Fact]
    public async Task Who_was_exempt_takes_part_after_all()
    {
        var campaign = await SmallCampaign.Of(server);
        var exempt = await server.Unit(campaign.Committee);
        await server.Save(db => db.Add(new CampaignUnit { CampaignId = campaign.Id, UnitId = exempt.Id, Batch = 1, ExemptReason = "正在换届" }));
        var office = await server.As("campaignOffice", campaign.Committee);

        (await Join(campaign, office, exempt)).Is(HttpStatusCode.OK);

        Assert.Null(await server.InScope(s => s.GetRequiredService<PhaseEngineDb>().CampaignUnits
            .Where(u => u.CampaignId == campaign.Id && u.UnitId == exempt.Id).Select(u => u.ExemptReason).SingleAsync(Ct)));
    }

    [Fact]
    public async Task All_are_brought_in_or_none()
    {
        var campaign = await SmallCampaign.Of(server);
        var office = await server.As("campaignOffice", campaign.Committee);
        var late = await server.Unit(campaign.Committee);
        var elsewhere = await server.Unit();

        (await Join(campaign, office, late, elsewhere)).IsRefused(HttpStatusCode.BadRequest, "campaign-units-elsewhere");
        (await Join(campaign, office, late, campaign.Branch)).IsRefused(HttpStatusCode.Conflict, "campaign-units-take-part");
        (await Join(campaign, office)).IsRefused(HttpStatusCode.BadRequest, "bad-shape");

        Assert.Equal(1, await server.InScope(s => s.GetRequiredService<PhaseEngineDb>().Runs.CountAsync(r => r.CampaignId == campaign.Id, Ct)));
    }

    [Fact]
    public async Task The_office_sees_who_came_into_scope_since_and_a_draft_takes_nobody_in_late()
    {
        var top = await server.Unit(type: "committee");
        await server.Unit(top);
        var office = await server.As("campaignOffice", top);
        var template = await Given.PublishedTemplate(office.Client);
        var draft = (await office.Client.Post($"/api/v1/units/{top.Id}/campaigns", new
        {
            templateId = template.Id, batches = new[] { new { start = "2026-03-02", scope = new { types = new[] { "branch" } } } },
        })).Id;
        var late = await server.Unit(top, name: "新建支部");
        await server.Unit(top, type: "generalBranch");

        var newcomers = (await office.Client.Get($"/api/v1/campaigns/{draft}/newcomers")).Is(HttpStatusCode.OK).Body!.AsArray();
        var joined = await office.Client.Post($"/api/v1/campaigns/{draft}/units", new { unitIds = new[] { late.Id } });

        Assert.Equal((late.Id, 1), ((Guid)Assert.Single(newcomers)!["unitId"]!, (int)newcomers[0]!["batch"]!));
        joined.IsRefused(HttpStatusCode.Conflict, "campaign-not-running");
    }

    [Fact]
    public async Task The_run_of_a_dissolved_unit_stands_still_from_its_day_on_and_goes_on_when_that_was_a_mistake()
    {
        await using var own = await server.Another();
        var campaign = await SmallCampaign.Of(own);
        var administrator = await own.As("administrator", campaign.Committee);
        var before = await Dissolve(own, campaign, administrator, own.Today.AddDays(2));

        own.Time.Advance(TimeSpan.FromDays(2));
        await Follow(own);
        var dissolved = await Status(campaign, administrator);
        var after = await Dissolve(own, campaign, administrator, null);

        Assert.Equal(("active", "suspended", "active"), (before, dissolved, after));
        Assert.Equal(["launched", "unitDissolved", "unitBack"], await own.Acts(campaign.Run));
    }

    [Fact]
    public async Task A_run_the_office_holds_is_not_let_go_by_that()
    {
        var campaign = await SmallCampaign.Of(server);
        var administrator = await server.As("administrator", campaign.Committee);
        await Dissolve(server, campaign, administrator, server.Today);
        (await administrator.Client.Post($"/api/v1/runs/{campaign.Run}/resumption", new { reason = "尚有工作" })).Is(HttpStatusCode.OK);
        (await administrator.Client.Post($"/api/v1/runs/{campaign.Run}/suspension", new { reason = "另行安排" })).Is(HttpStatusCode.OK);

        var status = await Dissolve(server, campaign, administrator, null);

        Assert.Equal("suspended", status);
    }

    private static async Task<string> Dissolve(RunningServer server, SmallCampaign campaign, Person administrator, DateOnly? on)
    {
        var unit = (await administrator.Client.Get($"/api/v1/units/{campaign.Branch.Id}")).Is(HttpStatusCode.OK);
        (await administrator.Client.Put(
            $"/api/v1/units/{campaign.Branch.Id}",
            new { code = campaign.Branch.Code, name = campaign.Branch.Name, type = "branch", parentId = campaign.Committee.Id, dissolvedOn = on },
            unit.ETag)).Is(HttpStatusCode.OK);
        await Follow(server);
        return await Status(campaign, administrator);
    }

    private static async Task Follow(RunningServer server) =>
        Assert.Null((await server.Services.GetRequiredService<JobRunner>().Run("follow-rosters", Ct)).Error);

    private static Task<Answer> Join(SmallCampaign campaign, Person office, params Unit[] units) => Join(campaign, office, [.. units.Select(u => u.Id)]);

    private static Task<Answer> Join(SmallCampaign campaign, Person office, IReadOnlyList<Guid> unitIds, int? batch = null) =>
        office.Client.Post($"/api/v1/campaigns/{campaign.Id}/units", new { unitIds, batch });

    private static async Task<JsonNode> RunOf(Person reader, Guid run) => (await reader.Client.Get($"/api/v1/runs/{run}")).Is(HttpStatusCode.OK).Body!;

    private static async Task<string> Status(SmallCampaign campaign, Person reader) => (string)(await RunOf(reader, campaign.Run))["status"]!;
}
