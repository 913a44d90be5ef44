using System.Net;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Server.Tests.Features.Templates;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Campaigns;

/// <summary>A campaign from its draft to its units.</summary>
public abstract class CampaignTests(RunningServer server)
{
    [Fact]
    public async Task Launched_it_gives_each_unit_in_scope_a_run_and_the_exempt_none()
    {
        var (top, branches) = await District(3);
        var office = await server.As("campaignOffice", top);
        var template = await Given.PublishedTemplate(office.Client);

        var draft = await office.Client.Post($"/api/v1/units/{top.Id}/campaigns", new
        {
            templateId = template.Id, batches = new[] { new { start = "2026-03-02", scope = new { types = new[] { "branch" } } } },
            exempt = new[] { new { unitId = branches[2].Id, reason = "正在换届" } },
        });
        var launch = await office.Client.Post($"/api/v1/campaigns/{draft.Is(HttpStatusCode.Created).Id}/launch", new { }, ("If-Match", "\"1\""));
        await Continue(draft.Id);
        var campaign = await office.Client.Get($"/api/v1/campaigns/{draft.Id}");

        Assert.Equal(2, (int)launch.Is(HttpStatusCode.Accepted).Body!["total"]!);
        Assert.Equal("running", (string?)campaign.Body!["campaign"]!["status"]);
        Assert.Equal(1, (int)campaign.Body["batches"]![0]!["exempt"]!);
        var standing = Assert.Single(campaign.Body["standings"]!.AsArray())!;
        Assert.Equal((2, "stage"), ((int)standing["units"]!, (string?)standing["phases"]![0]));
    }

    [Fact]
    public async Task Its_preview_tells_the_dates_and_who_is_missing()
    {
        var (top, branches) = await District(2);
        await server.As("secretary", branches[0]);
        await server.As("supervisor", top);
        var office = await server.As("campaignOffice", top);
        var template = await Given.PublishedTemplate(office.Client);
        var draft = await Draft(office, top, template.Id);

        var preview = (await office.Client.Get($"/api/v1/campaigns/{draft.Id}/preview")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(2, (int)preview["units"]!);
        var stage = preview["batches"]![0]!["phases"]!.AsArray().Single(p => (string?)p!["key"] == "stage")!;
        Assert.Equal(("2026-03-02", "2026-04-11"), ((string?)stage["start"], (string?)stage["end"]));
        var vacancies = preview["vacancies"]!.AsArray().ToDictionary(v => (string)v!["role"]!, v => (int)v!["units"]!);
        Assert.Equal(1, vacancies["secretary"]);
        Assert.False(vacancies.ContainsKey("supervisor"));
    }

    [Fact]
    public async Task A_unit_below_reads_it_and_counts_its_own_units_only()
    {
        var campaign = await SmallCampaign.Of(server, branches: 2);
        var secretary = await server.As("secretary", campaign.Branch);

        var read = (await secretary.Client.Get($"/api/v1/campaigns/{campaign.Id}")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(1, read["standings"]!.AsArray().Sum(s => (int)s!["units"]!));
        Assert.Equal(1, (int)read["batches"]![0]!["units"]!);
    }

    [Fact]
    public async Task Nobody_is_in_scope_outside_the_offices_own_units()
    {
        var (top, _) = await District(1);
        var (_, others) = await District(1);
        var office = await server.As("campaignOffice", top);
        var template = await Given.PublishedTemplate(office.Client);

        var refused = await office.Client.Post($"/api/v1/units/{top.Id}/campaigns", new
        {
            templateId = template.Id, batches = new[] { new { start = "2026-03-02", scope = new { under = new[] { others[0].Id } } } },
        });

        refused.IsRefused(HttpStatusCode.BadRequest, "campaign-scope-empty");
    }

    [Fact]
    public async Task It_needs_a_published_template()
    {
        var (top, _) = await District(1);
        var office = await server.As("campaignOffice", top);

        var refused = await Draft(office, top, "none-such");

        refused.IsRefused(HttpStatusCode.Conflict, "template-not-published");
    }

    [Fact]
    public async Task It_is_launched_once()
    {
        var (top, _) = await District(1);
        var office = await server.As("campaignOffice", top);
        var template = await Given.PublishedTemplate(office.Client);
        var draft = await Draft(office, top, template.Id);
        await office.Client.Post($"/api/v1/campaigns/{draft.Id}/launch", new { }, ("If-Match", "\"1\""));

        var again = await office.Client.Post($"/api/v1/campaigns/{draft.Id}/launch", new { }, ("If-Match", "\"1\""));

        again.IsRefused(HttpStatusCode.Conflict, "campaign-not-draft");
    }

    [Fact]
    public async Task A_cancelled_launch_shows_no_runs_and_goes_on_when_launched_again()
    {
        var (top, _) = await District(2);
        var office = await server.As("campaignOffice", top);
        var template = await Given.PublishedTemplate(office.Client);
        var draft = await Draft(office, top, template.Id);
        await office.Client.Post($"/api/v1/campaigns/{draft.Id}/launch", new { }, ("If-Match", "\"1\""));

        var cancelled = await office.Client.Delete($"/api/v1/campaigns/{draft.Id}/launch");
        await Continue(draft.Id);
        var meanwhile = await office.Client.Get($"/api/v1/campaigns/{draft.Id}");
        await office.Client.Post($"/api/v1/campaigns/{draft.Id}/launch", new { }, ("If-Match", "\"2\""));
        await Continue(draft.Id);
        var after = await office.Client.Get($"/api/v1/campaigns/{draft.Id}");

        cancelled.Is(HttpStatusCode.NoContent);
        Assert.Empty(meanwhile.Body!["standings"]!.AsArray());
        Assert.Equal(2, after.Body!["standings"]!.AsArray().Sum(s => (int)s!["units"]!));
    }

    private async Task<(Unit Top, IReadOnlyList<Unit> Branches)> District(int branches)
    {
        var top = await server.Unit(type: "committee");
        var below = new List<Unit>();
        for (var n = 0; n < branches; n++) below.Add(await server.Unit(top));
        return (top, below);
    }

    private static Task<Answer> Draft(Person office, Unit top, string template) => office.Client.Post($"/api/v1/units/{top.Id}/campaigns", new
    {
        templateId = template, batches = new[] { new { start = "2026-03-02", scope = new { types = new[] { "branch" } } } },
    });

    /// <summary>What the recurring job does.</summary>
    private Task<bool> Continue(Guid campaign) => server.InScope(services =>
        services.GetRequiredService<CampaignLaunch>().Continue(campaign, server.Time, null, TestContext.Current.CancellationToken));
}

public sealed class CampaignTestsOnSqlite(SqliteServer server) : CampaignTests(server);

public sealed class CampaignTestsOnPostgres(PostgresBackedServer server) : CampaignTests(server);
