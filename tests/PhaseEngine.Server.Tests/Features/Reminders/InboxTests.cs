using System.Net;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Reminders;

public sealed class InboxOnSqlite(SqliteServer server) : InboxTests(server);

public sealed class InboxOnPostgres(PostgresBackedServer server) : InboxTests(server);

public abstract class InboxTests(RunningServer server)
{
    [Fact]
    public async Task The_supervisor_is_told_that_a_gate_was_asked_for()
    {
        var campaign = await SmallCampaign.Of(server);
        await campaign.AskedFor();

        var message = await GateMessage(campaign);

        Assert.Contains("申请转段，请审批", (string?)message["text"], StringComparison.Ordinal);
        Assert.Equal((campaign.Run, campaign.Branch.Name), ((Guid)message["runId"]!, (string)message["unit"]!));
        Assert.False((bool)message["read"]!);
    }

    [Fact]
    public async Task A_message_leads_only_where_its_reader_may_go()
    {
        var campaign = await SmallCampaign.Of(server);
        var evaluator = await server.As("massEvaluator", campaign.Committee);
        await server.Save(db => db.AddRange(
            Message(evaluator, campaign, "opinion"), Message(evaluator, campaign, "meeting"), Message(campaign.Supervisor, campaign, "opinion")));

        Assert.Equal(["nowhere", "opinion"], (await Leads(evaluator)).Order());
        Assert.Contains("run", await Leads(campaign.Supervisor));
    }

    [Fact]
    public async Task Messages_are_marked_as_read_and_counted()
    {
        var campaign = await SmallCampaign.Of(server);
        await campaign.AskedFor();
        var before = await Unread(campaign.Supervisor);
        var message = (Guid)(await GateMessage(campaign))["id"]!;

        (await campaign.Supervisor.Client.Post("/api/v1/me/inbox/read", new { messages = new[] { message } })).Is(HttpStatusCode.NoContent);
        Assert.Equal(before - 1, await Unread(campaign.Supervisor));
        (await campaign.Supervisor.Client.Post("/api/v1/me/inbox/read", new { })).Is(HttpStatusCode.NoContent);

        Assert.Equal(0, await Unread(campaign.Supervisor));
        Assert.Empty((await campaign.Supervisor.Client.Get("/api/v1/me/inbox?unread=true")).Body!["items"]!.AsArray());
    }

    [Fact]
    public async Task Nobody_reads_or_marks_the_messages_of_others()
    {
        var campaign = await SmallCampaign.Of(server);
        await campaign.AskedFor();
        var message = (Guid)(await GateMessage(campaign))["id"]!;
        var other = await server.As("supervisor", campaign.Committee);
        await other.Client.Post("/api/v1/me/inbox/read", new { messages = new[] { message } });

        Assert.DoesNotContain((await other.Client.Get("/api/v1/me/inbox")).Body!["items"]!.AsArray(), m => (Guid)m!["id"]! == message);
        Assert.False((bool)(await GateMessage(campaign))["read"]!);
        (await server.Anonymous().Get("/api/v1/me/inbox")).IsRefused(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task The_inbox_comes_page_by_page()
    {
        var campaign = await SmallCampaign.Of(server, branches: 2);
        await campaign.AskedFor(0);
        await campaign.AskedFor(1);
        var all = (await campaign.Supervisor.Client.Get("/api/v1/me/inbox")).Body!["items"]!.AsArray().Count;

        var seen = 0;
        string? after = null;
        do
        {
            var page = (await campaign.Supervisor.Client.Get($"/api/v1/me/inbox?limit=1&after={after}")).Is(HttpStatusCode.OK).Body!;
            seen += page["items"]!.AsArray().Count;
            after = (string?)page["next"];
        }
        while (after is not null);

        Assert.Equal(all, seen);
        (await campaign.Supervisor.Client.Get("/api/v1/me/inbox?after=x")).IsRefused(HttpStatusCode.BadRequest, "cursor-invalid");
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> GateMessage(SmallCampaign campaign) =>
        (await campaign.Supervisor.Client.Get("/api/v1/me/inbox")).Is(HttpStatusCode.OK).Body!["items"]!.AsArray()
            .Single(m => (string?)m!["key"] == "gate" && ((string?)m["text"])!.Contains("申请", StringComparison.Ordinal))!;

    private static PhaseEngine.Data.Reminders.Reminder Message(Person to, SmallCampaign campaign, string key) => new()
    {
        Id = Guid.CreateVersion7(), RunId = campaign.Run, Key = key, Round = 1, Stage = "-2d", UserId = to.Id, At = campaign.Server.Time.GetUtcNow(),
    };

    private static async Task<IEnumerable<string>> Leads(Person person) =>
        (await person.Client.Get("/api/v1/me/inbox")).Is(HttpStatusCode.OK).Body!["items"]!.AsArray().Select(m => (string)m!["leadsTo"]!);

    private static async Task<int> Unread(Person person) => (int)(await person.Client.Get("/api/v1/me/inbox/count")).Is(HttpStatusCode.OK).Body!["unread"]!;
}
