using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Server.Jobs;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Registers;

public sealed class RegistersOnSqlite(SqliteServer server) : RegisterTests(server);

public sealed class RegistersOnPostgres(PostgresBackedServer server) : RegisterTests(server);

public abstract class RegisterTests(RunningServer server)
{
    [Fact]
    public async Task A_problem_is_entered_and_counts()
    {
        var (campaign, secretary) = await Begin();

        var entered = (await Enter(campaign, secretary)).Is(HttpStatusCode.Created);

        Assert.Equal(("open", "\"1\""), ((string)entered.Body!["state"]!, entered.ETag));
        Assert.Equal((1, 1), (await Figure(campaign, secretary, "items"), await Figure(campaign, secretary, "open")));
    }

    [Fact]
    public async Task A_solved_problem_is_watched_and_may_relapse()
    {
        var (campaign, secretary) = await Begin();
        var item = (await Enter(campaign, secretary)).Id;

        var solved = await Move(secretary, item, 1, "result", new { to = "solved", text = "已修好" });
        var relapsed = await Move(campaign.Supervisor, item, 2, "relapse", new { text = "又漏水", due = campaign.Day(20) });

        Assert.Equal(("solved", campaign.Day(90)), ((string)solved.Is(HttpStatusCode.OK).Body!["state"]!, (string)solved.Body!["watchUntil"]!));
        Assert.Equal("relapsed", (string?)relapsed.Is(HttpStatusCode.OK).Body!["state"]);
        Assert.Equal((1, 1), (await Figure(campaign, secretary, "open"), await Figure(campaign, secretary, "relapsed")));
    }

    [Fact]
    public async Task What_cannot_be_solved_now_needs_the_peoples_understanding()
    {
        var (campaign, secretary) = await Begin();
        var item = (await Enter(campaign, secretary)).Id;

        (await Move(secretary, item, 1, "result", new { to = "explained", text = "暂无资金" })).IsRefused(HttpStatusCode.BadRequest, "evidence-invalid");
        (await Move(secretary, item, 1, "result", new { to = "explained", text = "暂无资金", understanding = "座谈会上群众表示理解" })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_item_becomes_overdue_by_itself_when_its_day_is_over_where_the_campaign_is()
    {
        await using var own = await server.Another();
        var campaign = await SmallCampaign.Of(own);
        var secretary = await own.As("secretary", campaign.Branch);
        (await secretary.Client.Post(
            $"/api/v1/runs/{campaign.Run}/registers/problems/items",
            new { problem = "活动室漏水", source = "masses", priority = "main", @class = "concentrate", responsible = "张三", due = campaign.Day(0) }))
            .Is(HttpStatusCode.Created);
        var before = await Overdue(new(2026, 3, 2, 23, 59, 0, TimeSpan.FromHours(8)));

        var after = await Overdue(new(2026, 3, 3, 0, 1, 0, TimeSpan.FromHours(8)));

        Assert.Equal((0, 1), (before, after));

        async Task<int> Overdue(DateTimeOffset at)
        {
            own.Time.AdvanceTo(at);
            Assert.Null((await own.Services.GetRequiredService<JobRunner>().Run("sweep-alarms", TestContext.Current.CancellationToken)).Error);
            return (int)await Figure(campaign, secretary, "overdue");
        }
    }

    [Fact]
    public async Task Only_the_superior_has_it_done_again()
    {
        var (campaign, secretary) = await Begin();
        var item = (await Enter(campaign, secretary)).Id;
        await Move(secretary, item, 1, "result", new { to = "solved", text = "已修好" });

        (await Move(secretary, item, 2, "redo", new { text = "群众不满意" })).IsRefused(HttpStatusCode.Forbidden, "evidence-not-yours");
        Assert.Equal("redo", (string?)(await Move(campaign.Supervisor, item, 2, "redo", new { text = "群众不满意" })).Is(HttpStatusCode.OK).Body!["state"]);
    }

    [Fact]
    public async Task Whoever_looked_at_an_older_item_looks_again()
    {
        var (campaign, secretary) = await Begin();
        var item = (await Enter(campaign, secretary)).Id;
        await Move(secretary, item, 1, "progress", new { text = "已联系施工队" });

        (await Move(secretary, item, 1, "result", new { to = "solved", text = "已修好" })).IsRefused(HttpStatusCode.PreconditionFailed, "stale");
        (await secretary.Client.Post($"/api/v1/items/{item}/records", new { form = "progress", document = new { text = "x" } }))
            .IsRefused(HttpStatusCode.PreconditionRequired, "if-match-missing");
    }

    [Fact]
    public async Task A_settled_problem_has_no_progress()
    {
        var (campaign, secretary) = await Begin();
        var item = (await Enter(campaign, secretary)).Id;
        await Move(secretary, item, 1, "result", new { to = "solved", text = "已修好" });

        (await Move(secretary, item, 2, "progress", new { text = "x" })).IsRefused(HttpStatusCode.Conflict, "register-item-moved");
    }

    [Fact]
    public async Task A_wrong_result_is_taken_back_and_the_problem_is_open_again()
    {
        var (campaign, secretary) = await Begin();
        var item = (await Enter(campaign, secretary)).Id;
        await Move(secretary, item, 1, "result", new { to = "solved", text = "已修好" });
        var result = await LatestRecord(campaign, secretary, "result");

        var entry = await secretary.Client.Post($"/api/v1/evidence/{item}/supersession", new { reason = "x" }, ("If-Match", "\"1\""));
        var taken = await secretary.Client.Post($"/api/v1/evidence/{result}/supersession", new { reason = "记错了" }, ("If-Match", "\"1\""));

        entry.IsRefused(HttpStatusCode.Conflict, "register-record-not-latest");
        taken.Is(HttpStatusCode.Created);
        Assert.Equal("open", (string?)(await secretary.Client.Get($"/api/v1/items/{item}")).Body!["state"]);
        Assert.Equal(1, await Figure(campaign, secretary, "open"));
    }

    [Fact]
    public async Task What_is_past_its_date_is_counted_when_somebody_touches_it()
    {
        var (campaign, secretary) = await Begin();
        var item = (await Enter(campaign, secretary)).Id;

        var edited = await secretary.Client.Put(
            $"/api/v1/items/{item}", new { responsible = "李四", priority = "main", deadline = campaign.Day(-1) }, "\"1\"");

        Assert.True((bool)edited.Is(HttpStatusCode.OK).Body!["overdue"]!);
        Assert.Equal(1, await Figure(campaign, secretary, "overdue"));
        await Move(secretary, item, 2, "result", new { to = "solved", text = "已修好" });
        Assert.Equal(0, await Figure(campaign, secretary, "overdue"));
    }

    [Fact]
    public async Task What_an_edit_replaces_stays_on_record_until_it_is_erased()
    {
        var (campaign, secretary) = await Begin();
        var item = (await Enter(campaign, secretary)).Id;
        (await secretary.Client.Put($"/api/v1/items/{item}", new { responsible = "李四", measures = "请李四修", priority = "main", deadline = campaign.Day(10) }, "\"1\""))
            .Is(HttpStatusCode.OK);
        (await secretary.Client.Put($"/api/v1/items/{item}", new { responsible = "王五", priority = "main", deadline = campaign.Day(12), watchUntil = campaign.Day(30) }, "\"2\""))
            .Is(HttpStatusCode.OK);

        var edits = await Edits();

        Assert.Equal(["原责任人：张三"], edits[0]!.Split('\n'));
        Assert.Equal(["原责任人：李四", "原整改措施：请李四修"], edits[1]!.Split('\n')[..2]);
        Assert.StartsWith("原整改时限：", edits[1]!.Split('\n')[2], StringComparison.Ordinal);
        var eraser = await server.As("administrator", campaign.Committee);
        (await eraser.Client.Post($"/api/v1/evidence/{item}/erasure", new { reason = "个人信息" }, ("If-Match", "\"1\""))).Is(HttpStatusCode.NoContent);
        Assert.Equal("原责任人：（内容已删除）", (await Edits())[0]);
        Assert.Empty((await server.InScope(services => services.GetRequiredService<Data.Events.ChainCheck>().Verify(campaign.Branch.Id, TestContext.Current.CancellationToken))).Findings);

        async Task<List<string?>> Edits() => [.. (await secretary.Client.Get($"/api/v1/items/{item}/records")).Is(HttpStatusCode.OK).Body!.AsArray()
            .Where(r => (string?)r!["form"] == "edited").Select(r => (string?)r!["text"])];
    }

    [Fact]
    public async Task The_list_begins_with_what_is_most_pressing()
    {
        var (campaign, secretary) = await Begin();
        await Enter(campaign, secretary, "minor");
        var main = (await Enter(campaign, secretary)).Id;
        var list = $"/api/v1/runs/{campaign.Run}/registers/problems/items";

        var first = (await secretary.Client.Get($"{list}?limit=1")).Is(HttpStatusCode.OK).Body!;
        var second = (await secretary.Client.Get($"{list}?limit=1&after={(string?)first["next"]}")).Body!;

        Assert.Equal(main, (Guid)first["items"]![0]!["id"]!);
        Assert.Single(second["items"]!.AsArray());
        Assert.Empty((await secretary.Client.Get($"{list}?unsettled=false")).Body!["items"]!.AsArray());
    }

    [Fact]
    public async Task What_is_erased_stands_in_the_register_no_more_and_counts_all_the_same()
    {
        var (campaign, secretary) = await Begin();
        var entered = await secretary.Client.Post(
            $"/api/v1/runs/{campaign.Run}/registers/problems/items",
            new { problem = "王芳家漏水", source = "masses", priority = "main", @class = "concentrate", measures = "请王芳配合", responsible = "王芳", due = campaign.Day(10) },
            ("Idempotency-Key", $"{Guid.NewGuid():N}"));
        var item = entered.Is(HttpStatusCode.Created).Id;
        (await Move(secretary, item, 1, "result", new { to = "explained", text = "王芳暂不同意", understanding = "王芳表示理解" })).Is(HttpStatusCode.OK);
        var result = await LatestRecord(campaign, secretary, "result");
        var eraser = await server.As("administrator", campaign.Committee);

        foreach (var record in (Guid[])[item, result])
            (await eraser.Client.Post($"/api/v1/evidence/{record}/erasure", new { reason = "个人信息" }, ("If-Match", "\"1\""))).Is(HttpStatusCode.NoContent);

        Assert.DoesNotContain("王芳", await Stored(item), StringComparison.Ordinal);
        var seen = (await secretary.Client.Get($"/api/v1/items/{item}")).Body!;
        Assert.Equal(("—", "explained"), ((string)seen["problem"]!, (string)seen["state"]!));
        Assert.Equal((1, 1), (await Figure(campaign, secretary, "items"), await Figure(campaign, secretary, "explained")));

        Task<string> Stored(Guid id) => server.InScope(async services =>
        {
            var db = services.GetRequiredService<PhaseEngineDb>();
            var row = await db.RectificationItems.AsNoTracking().SingleAsync(i => i.Id == id, TestContext.Current.CancellationToken);
            var answers = await db.IdempotencyKeys.AsNoTracking().Where(k => k.UserId == secretary.Id).Select(k => k.Body).ToListAsync(TestContext.Current.CancellationToken);
            return $"{row.Problem} {row.Measures} {row.Owner} {row.Result} {row.Explanation} {string.Join(' ', answers.Select(Encoding.UTF8.GetString))}";
        });
    }

    [Fact]
    public async Task Items_of_other_units_are_not_there()
    {
        var (campaign, secretary) = await Begin();
        var item = (await Enter(campaign, secretary)).Id;
        var elsewhere = await server.As("secretary", await server.Unit());

        (await elsewhere.Client.Get($"/api/v1/items/{item}")).IsRefused(HttpStatusCode.NotFound, "not-found");
        (await Move(elsewhere, item, 1, "progress", new { text = "x" })).IsRefused(HttpStatusCode.NotFound, "not-found");
        (await secretary.Client.Post($"/api/v1/runs/{campaign.Run}/registers/problems/items", new { problem = "x" })).IsRefused(HttpStatusCode.BadRequest, "bad-shape");
    }

    private async Task<(SmallCampaign Campaign, Person Secretary)> Begin()
    {
        var campaign = await SmallCampaign.Of(server);
        return (campaign, await server.As("secretary", campaign.Branch));
    }

    private static Task<Answer> Enter(SmallCampaign campaign, Person by, string priority = "main") => by.Client.Post(
        $"/api/v1/runs/{campaign.Run}/registers/problems/items",
        new { problem = "活动室漏水", source = "masses", priority, @class = "concentrate", responsible = "张三", due = campaign.Day(10) });

    private static Task<Answer> Move(Person by, Guid item, int version, string form, object document) =>
        by.Client.Post($"/api/v1/items/{item}/records", new { form, document }, ("If-Match", $"\"{version}\""));

    private static async Task<Guid> LatestRecord(SmallCampaign campaign, Person reader, string form) =>
        (Guid)(await reader.Client.Get($"/api/v1/runs/{campaign.Run}/requirements/problems/evidence")).Body!["items"]!.AsArray()
            .First(e => (string?)e!["form"] == form)!["id"]!;

    private static async Task<int> Figure(SmallCampaign campaign, Person reader, string metric)
    {
        var run = (await reader.Client.Get($"/api/v1/runs/{campaign.Run}")).Is(HttpStatusCode.OK).Body!;
        var register = run["phases"]![0]!["requirements"]!.AsArray().First(r => (string?)r!["key"] == "problems")!;
        return (int)(decimal)register["metrics"]!.AsArray().First(m => (string?)m!["name"] == metric)!["value"]!;
    }
}
