using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Data;
using PhaseEngine.Server.Jobs;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Calendars;

/// <summary>The official notice of a year, from its preview to the runs it moves.</summary>
public abstract class CalendarTests(RunningServer shared)
{
    [Fact]
    public async Task A_preview_says_which_planned_dates_would_move_and_changes_nothing()
    {
        await using var server = await shared.Another();
        var campaign = await SmallCampaign.Of(server);
        var administrator = await server.AsEverywhere("administrator");

        var preview = (await administrator.Client.Post("/api/v1/calendar/import-previews", Notice("2026-03-12"))).Is(HttpStatusCode.OK).Body!;

        var plan = preview["moved"]!.AsArray().Single(m => (string?)m!["key"] == "plan")!;
        Assert.Equal(("小活动", 1, "学习计划", "due"), ((string?)plan["campaign"], (int)plan["units"]!, (string?)plan["title"], (string?)plan["what"]));
        Assert.Equal(("2026-03-12", "2026-03-13"), ((string?)plan["from"], (string?)plan["to"]));
        Assert.Equal(campaign.Id, (Guid)plan["campaignId"]!);
        Assert.Null((await YearOf(administrator, 2026))["importedAt"]);
    }

    [Fact]
    public async Task Imported_it_holds_for_what_begins_now_and_given_dates_stay()
    {
        await using var server = await shared.Another();
        var before = await SmallCampaign.Of(server);
        var administrator = await server.AsEverywhere("administrator");

        (await administrator.Client.Post("/api/v1/calendar/imports", Notice("2026-03-12"))).Is(HttpStatusCode.OK);
        var after = await SmallCampaign.Of(server);

        Assert.Equal("2026-03-12", await DueOfPlan(before));
        Assert.Equal("2026-03-13", await DueOfPlan(after));
        var year = await YearOf(administrator, 2026);
        Assert.NotNull(year["importedAt"]);
        Assert.Equal(("2026-03-12", "试行假日"), ((string?)year["holidays"]![0]!["day"], (string?)year["holidays"]![0]!["name"]));
        Assert.True((bool)(await YearOf(administrator, 2028))["provisional"]!);
    }

    [Fact]
    public async Task A_job_lets_each_run_under_way_look_at_its_messages_again_once()
    {
        await using var server = await shared.Another();
        var campaign = await SmallCampaign.Of(server, branches: 2);
        var administrator = await server.AsEverywhere("administrator");
        var rings = await Alarms(server);
        var day = LocalDays.On(rings[0], TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

        (await administrator.Client.Post("/api/v1/calendar/imports", Notice($"{day:yyyy-MM-dd}"))).Is(HttpStatusCode.OK);
        server.Time.Advance(TimeSpan.FromMinutes(1));
        var first = await Follow(server);
        server.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await Follow(server);

        Assert.Equal((2, 0), (first, second));
        Assert.All(await Alarms(server), at => Assert.True(LocalDays.On(at, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")) > day));
        Assert.DoesNotContain(FollowCalendar.Act, await server.Acts(campaign.Run));
    }

    [Fact]
    public async Task A_notice_that_contradicts_itself_is_refused_with_the_places()
    {
        var administrator = await shared.AsEverywhere("administrator");

        var refused = await administrator.Client.Post("/api/v1/calendar/imports", new
        {
            calendar = new { name = "2027", years = new[] { new { year = 2027, holidays = new[] { Day("2026-12-31") }, workdays = new[] { "2027-02-03" } } } },
        });

        refused.IsRefused(HttpStatusCode.BadRequest, "calendar-import-invalid");
        Assert.Equal(["not-in-year", "worked-on-a-weekday"], refused.Body!["facts"]!["findings"]!.AsArray().Select(f => (string)f!["reason"]!));
    }

    [Fact]
    public async Task Who_answers_for_some_units_only_does_not_change_the_calendar_of_all()
    {
        var administrator = await shared.As("administrator", await shared.Unit());

        (await administrator.Client.Post("/api/v1/calendar/imports", Notice("2026-03-12"))).IsRefused(HttpStatusCode.Forbidden, "forbidden");
        (await administrator.Client.Post("/api/v1/calendar/import-previews", Notice("2026-03-12"))).IsRefused(HttpStatusCode.Forbidden, "forbidden");
    }

    private static object Notice(string day) =>
        new { calendar = new { name = "2026", years = new[] { new { year = 2026, holidays = new[] { Day(day) }, workdays = Array.Empty<string>() } } } };

    private static JsonObject Day(string day) => new() { ["from"] = day, ["zh-CN"] = "试行假日", ["en"] = "Trial holiday" };

    private static async Task<JsonNode> YearOf(Person person, int year) =>
        (await person.Client.Get($"/api/v1/calendar/years?from={year}&to={year}")).Is(HttpStatusCode.OK).Body![0]!;

    private static async Task<string?> DueOfPlan(SmallCampaign campaign) =>
        (string?)(await campaign.Supervisor.Client.Get($"/api/v1/runs/{campaign.Run}")).Body!["phases"]![0]!["requirements"]!.AsArray()
            .Single(r => (string?)r!["key"] == "plan")!["due"];

    private static Task<List<DateTimeOffset>> Alarms(RunningServer server) => server.InScope(services => services.GetRequiredService<PhaseEngineDb>().Alarms
        .OrderBy(a => a.At).Select(a => a.At).ToListAsync(TestContext.Current.CancellationToken));

    private static async Task<int> Follow(RunningServer server)
    {
        var run = await server.InScope(services => services.GetRequiredService<JobRunner>().Run(FollowCalendar.Name, TestContext.Current.CancellationToken));
        Assert.Null(run.Error);
        return run.Processed;
    }
}

public sealed class CalendarTestsOnSqlite(SqliteServer server) : CalendarTests(server);

public sealed class CalendarTestsOnPostgres(PostgresBackedServer server) : CalendarTests(server);
