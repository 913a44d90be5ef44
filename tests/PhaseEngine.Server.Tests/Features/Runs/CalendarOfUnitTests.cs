using System.Net;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Runs;

public sealed class CalendarOfUnitOnSqlite(SqliteServer server) : CalendarOfUnitTests(server);

public sealed class CalendarOfUnitOnPostgres(PostgresBackedServer server) : CalendarOfUnitTests(server);

public abstract class CalendarOfUnitTests(RunningServer server)
{
    [Fact]
    public async Task Due_days_meetings_problems_and_phases_stand_on_their_days()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);
        await secretary.Client.Post(
            $"/api/v1/runs/{campaign.Run}/registers/problems/items",
            new { problem = "活动室漏水", source = "masses", priority = "main", @class = "concentrate", responsible = "张三", due = campaign.Day(5) });

        var entries = await Entries(campaign, secretary, campaign.Day(0), campaign.Day(70));

        Assert.Equal("plan", (string?)entries.First(e => (string?)e["sort"] == "requirement")["key"]);
        Assert.Contains(entries, e => ((string?)e["sort"], (string?)e["day"], (string?)e["title"]) == ("item", campaign.Day(5), "活动室漏水"));
        Assert.Contains(entries, e => ((string?)e["sort"], (string?)e["key"], (bool)e["done"]!) == ("meeting", "review", false));
        Assert.Contains(entries, e => ((string?)e["sort"], (string?)e["key"]) == ("phaseEnd", "first"));
        Assert.DoesNotContain(entries, e => ((string?)e["sort"], (string?)e["key"]) == ("requirement", "review"));
    }

    [Theory]
    [InlineData("from=9999-12-31")]
    [InlineData("from=0001-01-01&to=9999-12-31")]
    public async Task Days_far_away_are_days_too(string span)
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);

        (await secretary.Client.Get($"/api/v1/units/{campaign.Branch.Id}/calendar?{span}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Holidays_and_weekend_days_worked_are_named()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);

        var days = (await secretary.Client.Get($"/api/v1/units/{campaign.Branch.Id}/calendar?from=2026-05-01&to=2026-05-31")).Is(HttpStatusCode.OK).Body!["days"]!.AsArray();

        Assert.Equal(("2026-05-01", "劳动节", false), ((string?)days[0]!["day"], (string?)days[0]!["name"], (bool)days[0]!["works"]!));
    }

    private static async Task<List<System.Text.Json.Nodes.JsonNode>> Entries(SmallCampaign campaign, Person person, string from, string to) =>
        [.. (await person.Client.Get($"/api/v1/units/{campaign.Branch.Id}/calendar?from={from}&to={to}")).Is(HttpStatusCode.OK).Body!["entries"]!.AsArray().Select(e => e!)];
}
