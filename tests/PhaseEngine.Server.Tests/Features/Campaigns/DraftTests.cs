using System.Net;
using PhaseEngine.Server.Tests.Features.Templates;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Campaigns;

/// <summary>A campaign while its office is still choosing.</summary>
public abstract class DraftTests(RunningServer server)
{
    [Fact]
    public async Task A_preview_counts_each_batch_without_what_an_earlier_one_has_and_stores_nothing()
    {
        var (office, top, branches, template) = await Office(branches: 3);
        var wish = new
        {
            templateId = template,
            batches = new object[]
            {
                new { start = "2026-03-02", scope = new { units = new[] { branches[0] }, under = new[] { branches[0] } } },
                new { start = "2026-05-06", scope = new { types = new[] { "branch" } } },
            },
            exempt = new[] { new { unitId = branches[2], reason = "正在换届" } },
        };

        var preview = (await office.Client.Post($"/api/v1/units/{top}/campaign-previews", wish)).Is(HttpStatusCode.OK).Body!;
        var campaigns = (await office.Client.Get("/api/v1/campaigns")).Body!["items"]!.AsArray();

        Assert.Equal(2, (int)preview["units"]!);
        Assert.Equal([(1, 0), (1, 1)], preview["batches"]!.AsArray().Select(b => ((int)b!["units"]!, (int)b["exempt"]!)));
        Assert.Equal("2026-05-06", (string?)preview["batches"]![1]!["phases"]![0]!["start"]);
        Assert.Empty(campaigns);
    }

    [Fact]
    public async Task A_draft_is_read_changed_and_only_launched_as_it_was_left()
    {
        var (office, top, branches, template) = await Office(branches: 2);
        var draft = await office.Client.Post($"/api/v1/units/{top}/campaigns", new { templateId = template, batches = new[] { new { start = "2026-03-02" } } });

        var read = (await office.Client.Get($"/api/v1/campaigns/{draft.Id}/draft")).Is(HttpStatusCode.OK);
        var changed = await office.Client.Put(
            $"/api/v1/campaigns/{draft.Id}/draft",
            new
            {
                templateId = template, title = new { zhCn = "学习活动" },
                batches = new[] { new { start = "2026-04-01", scope = new { types = new[] { "branch" } } } }, exempt = new[] { new { unitId = branches[1], reason = "正在换届" } },
            },
            read.ETag);
        var stale = await office.Client.Put($"/api/v1/campaigns/{draft.Id}/draft", new { templateId = template, batches = new[] { new { start = "2026-04-01" } } }, read.ETag);
        var after = (await office.Client.Get($"/api/v1/campaigns/{draft.Id}/draft")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal("学习活动", (string?)changed.Is(HttpStatusCode.OK).Body!["title"]);
        stale.IsRefused(HttpStatusCode.PreconditionFailed, "stale");
        Assert.Equal("2026-04-01", (string?)after["batches"]![0]!["start"]);
        Assert.Equal("正在换届", (string?)Assert.Single(after["exempt"]!.AsArray())!["reason"]);
        var unseen = await office.Client.Post($"/api/v1/campaigns/{draft.Id}/launch", new { }, ("If-Match", read.ETag!));
        unseen.IsRefused(HttpStatusCode.PreconditionFailed, "stale");
        (await office.Client.Post($"/api/v1/campaigns/{draft.Id}/launch", new { })).IsRefused(HttpStatusCode.PreconditionRequired, "if-match-missing");
        var launch = await office.Client.Post($"/api/v1/campaigns/{draft.Id}/launch", new { }, ("If-Match", changed.ETag!));
        Assert.Equal(1, (int)launch.Is(HttpStatusCode.Accepted).Body!["total"]!);
    }

    [Fact]
    public async Task Launched_it_is_changed_no_more()
    {
        var (office, top, _, template) = await Office(branches: 1);
        var wish = new { templateId = template, batches = new[] { new { start = "2026-03-02" } } };
        var draft = await office.Client.Post($"/api/v1/units/{top}/campaigns", wish);
        await office.Client.Post($"/api/v1/campaigns/{draft.Id}/launch", new { }, ("If-Match", "\"1\""));

        var refused = await office.Client.Put($"/api/v1/campaigns/{draft.Id}/draft", wish, "\"1\"");

        refused.IsRefused(HttpStatusCode.Conflict, "campaign-not-draft");
    }

    private async Task<(Person Office, Guid Top, IReadOnlyList<Guid> Branches, string Template)> Office(int branches)
    {
        var top = await server.Unit(type: "committee");
        var below = new List<Guid>();
        for (var n = 0; n < branches; n++) below.Add((await server.Unit(top)).Id);
        var office = await server.As("campaignOffice", top);
        return (office, top.Id, below, (await Given.PublishedTemplate(office.Client)).Id);
    }
}

public sealed class DraftTestsOnSqlite(SqliteServer server) : DraftTests(server);

public sealed class DraftTestsOnPostgres(PostgresBackedServer server) : DraftTests(server);
