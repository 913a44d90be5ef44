using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Studio;

/// <summary>Runs in Elsa Studio's viewer.</summary>
public abstract class StudioRunTests(RunningServer server)
{
    [Fact]
    public async Task A_run_is_an_instance_of_the_definition_its_unit_meets()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);

        var instance = (await secretary.Client.Get($"{StudioCalls.Api}/workflow-instances/{campaign.Run}")).Is(HttpStatusCode.OK).Body!;
        var definition = (await secretary.Client.Get($"{StudioCalls.Api}/workflow-definitions/by-id/{instance["definitionVersionId"]}")).Is(HttpStatusCode.OK).Body!;
        var state = (await secretary.Client.Get($"{StudioCalls.Api}/workflow-instances/{campaign.Run}/execution-state")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal((campaign.Template, "Running"), ((string?)instance["definitionId"], (string?)instance["status"]));
        Assert.Contains("小活动", (string?)instance["name"], StringComparison.Ordinal);
        Assert.Equal("心得体会", (string?)definition.Activity("essay")["title"]);
        Assert.True((bool)definition["isReadonly"]!);
        Assert.Equal("Executing", (string?)state["workflowSubStatus"]);
    }

    [Fact]
    public async Task The_journal_tells_the_record_in_sentences_at_the_activities()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await campaign.AskedFor();

        var journal = (await Journal(secretary, campaign.Run, new { })).Is(HttpStatusCode.OK).Body!;

        var lines = journal["items"]!.AsArray();
        Assert.Equal(lines.Count, (int)journal["totalCount"]!);
        Assert.Equal("进入“学习动员”。", (string?)lines.First(l => (string?)l!["activityId"] == "first")!["eventName"]);
        var asked = lines.Single(l => (string?)l!["eventName"] == "申请“转段”。")!;
        Assert.Equal(("转段", "PhaseEngine.Gate", "Workflow1:root:first:first-body:gate"), ((string?)asked["activityName"], (string?)asked["activityType"], (string?)asked["nodeId"]));
        Assert.StartsWith("张", (string?)asked["source"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_journal_of_a_phase_is_that_of_what_is_in_it()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await campaign.AskedFor();

        var phase = (await Journal(secretary, campaign.Run, new { filter = new { activityNodeIds = new[] { "Workflow1:root:first" } } })).Body!["items"]!.AsArray();
        var essay = (await Journal(secretary, campaign.Run, new { filter = new { activityIds = new[] { "essay" } } })).Body!["items"]!.AsArray();
        var incidents = (await Journal(secretary, campaign.Run, new { filter = new { eventNames = new[] { "Faulted" } } })).Body!;
        var page = (await secretary.Client.Post($"{StudioCalls.Api}/workflow-instances/{campaign.Run}/journal?skip=1&take=2", new { })).Body!["items"]!.AsArray();

        Assert.Contains(phase, l => (string?)l!["activityId"] == "gate");
        Assert.All(essay, l => Assert.Equal("essay", (string?)l!["activityId"]));
        Assert.NotEmpty(essay);
        Assert.Equal(0, (int)incidents["totalCount"]!);
        Assert.Equal([2, 3], page.Select(l => (int)l!["sequence"]!));
    }

    [Fact]
    public async Task A_line_of_the_journal_leads_to_its_activity_in_its_phase()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);

        Task<Answer> To(string node) => secretary.Client.Get($"{StudioCalls.Api}/workflow-definitions/subgraph/segments/{campaign.Run}?childNodeId={node}");

        var essay = (await To("Workflow1:root:first:first-body:essay")).Is(HttpStatusCode.OK).Body!;
        Assert.Equal(("first", "Body"), ((string?)essay["pathSegments"]![0]!["activityId"], (string?)essay["pathSegments"]![0]!["portName"]));
        Assert.Equal("心得体会", (string?)essay["childNode"]!["activity"]!["title"]);
        Assert.Empty((await To("Workflow1:root:first")).Is(HttpStatusCode.OK).Body!["pathSegments"]!.AsArray());
        (await To("Workflow1:root:nowhere")).IsRefused(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Activities_show_whether_they_are_open_or_done()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await campaign.AskedFor();

        var report = (await secretary.Client.Post($"{StudioCalls.Api}/activity-executions/report", new { workflowInstanceId = campaign.Run })).Is(HttpStatusCode.OK).Body!["stats"]!.AsArray();
        var executions = (await secretary.Client.Get(
            $"{StudioCalls.Api}/activity-execution-summaries/list?workflowInstanceId={campaign.Run}&activityNodeId=Workflow1:root:first:first-body:essay")).Is(HttpStatusCode.OK).Body!;
        var one = (await secretary.Client.Get($"{StudioCalls.Api}/activity-executions/by-id?id={executions["items"]![0]!["id"]}")).Is(HttpStatusCode.OK).Body!;

        JsonNode Of(string id) => report.Single(s => (string?)s!["activityId"] == id)!;
        Assert.Equal((1, false), ((int)Of("essay")["completedCount"]!, (bool)Of("essay")["isBlocked"]!));
        Assert.Equal((0, true), ((int)Of("gate")["completedCount"]!, (bool)Of("gate")["isBlocked"]!));
        Assert.DoesNotContain(report, s => (string?)s!["activityId"] == "report");
        Assert.Equal(("Completed", "心得体会"), ((string?)one["status"], (string?)one["activityName"]));
    }

    [Fact]
    public async Task The_list_holds_the_readers_own_units_only()
    {
        var campaign = await SmallCampaign.Of(server, branches: 3);
        var secretary = await server.As("secretary", campaign.Branches[1]);

        async Task<JsonNode> List(Person person, object filter) => (await person.Client.Post($"{StudioCalls.Api}/workflow-instances", filter)).Is(HttpStatusCode.OK).Body!;

        var own = await List(secretary, new { page = 0, pageSize = 10 });
        var all = await List(campaign.Supervisor, new { definitionId = campaign.Template, pageSize = 2, status = "Running" });
        var ended = await List(campaign.Supervisor, new { definitionId = campaign.Template, statuses = new[] { "Finished" } });

        Assert.Equal(campaign.Runs[1].ToString(), (string?)Assert.Single(own["items"]!.AsArray())!["id"]);
        Assert.Equal((2, 3), (all["items"]!.AsArray().Count, (int)all["totalCount"]!));
        Assert.Equal(0, (int)ended["totalCount"]!);
    }

    [Fact]
    public async Task A_run_named_in_a_body_or_a_query_is_not_there_for_strangers()
    {
        var campaign = await SmallCampaign.Of(server);
        var outsider = await server.As("secretary", await server.Unit());
        var execution = $"{campaign.Run}:essay";

        (await outsider.Client.Post($"{StudioCalls.Api}/activity-executions/report", new { workflowInstanceId = campaign.Run })).IsRefused(HttpStatusCode.NotFound, "not-found");
        (await outsider.Client.Post($"{StudioCalls.Api}/activity-executions/report", new { workflowInstanceId = 5 })).IsRefused(HttpStatusCode.NotFound, "not-found");
        (await outsider.Client.Get($"{StudioCalls.Api}/activity-executions/list?workflowInstanceId={campaign.Run}")).IsRefused(HttpStatusCode.NotFound, "not-found");
        (await outsider.Client.Get($"{StudioCalls.Api}/activity-executions/by-id?id={execution}")).IsRefused(HttpStatusCode.NotFound, "not-found");
        (await outsider.Client.Get($"{StudioCalls.Api}/workflow-definitions/by-id/{campaign.Run}")).IsRefused(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_run_is_not_there_before_its_campaign_is_launched_as_a_whole()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);
        await server.InScope(services => services.GetRequiredService<PhaseEngineDb>().Campaigns.Where(c => c.Id == campaign.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Status, CampaignStatus.Launching), TestContext.Current.CancellationToken));

        string[] addresses =
        [
            $"workflow-instances/{campaign.Run}", $"workflow-instances/{campaign.Run}/execution-state", $"workflow-definitions/by-id/{campaign.Run}",
            $"workflow-definitions/subgraph/segments/{campaign.Run}?childNodeId=Workflow1:root:first", $"activity-executions/list?workflowInstanceId={campaign.Run}",
        ];
        foreach (var address in addresses) (await secretary.Client.Get($"{StudioCalls.Api}/{address}")).IsRefused(HttpStatusCode.NotFound, "not-found");
    }

    private static Task<Answer> Journal(Person person, Guid run, object body) => person.Client.Post($"{StudioCalls.Api}/workflow-instances/{run}/journal", body);
}

public sealed class StudioRunTestsOnSqlite(SqliteServer server) : StudioRunTests(server);

public sealed class StudioRunTestsOnPostgres(PostgresBackedServer server) : StudioRunTests(server);
