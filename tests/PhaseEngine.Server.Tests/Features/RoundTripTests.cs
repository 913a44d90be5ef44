using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Npgsql;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features;

/// <summary>How often the acts that people do most go to PostgreSQL, beside the commit: what a loaded server has least of is turns.</summary>
public sealed class RoundTripTests(PostgresBackedServer server)
{
    [Fact]
    public async Task A_decision_goes_to_the_database_four_times()
    {
        await using var alone = await server.Another();
        var campaign = await SmallCampaign.Of(alone, branches: 2);
        await campaign.AskedFor(branch: 0);
        await campaign.AskedFor(branch: 1);
        await campaign.Decide(campaign.Supervisor, new { word = "give", asking = 1 }, branch: 0);

        // The account with its rights, the place; the run with its people; everything that comes of it.
        var statements = await During(alone, async () => (await campaign.Decide(campaign.Supervisor, new { word = "give", asking = 1 }, branch: 1)).Is(HttpStatusCode.OK));

        Assert.True(statements.Count == 4, string.Join('\n', statements));
    }

    [Fact]
    public async Task A_record_goes_to_the_database_five_times()
    {
        await using var alone = await server.Another();
        var campaign = await SmallCampaign.Of(alone, branches: 2);
        var both = await alone.As(("secretary", campaign.Branches[0].Id, true), ("secretary", campaign.Branches[1].Id, true));
        await Record(branch: 0);

        // The account with its rights, the place; the run, its members with their sums; the record with everything that comes of it.
        var statements = await During(alone, () => Record(branch: 1));

        Assert.True(statements.Count == 5, string.Join('\n', statements));

        async Task Record(int branch)
        {
            var document = new { on = campaign.Day(0), form = "group", minutes = 90, absent = campaign.Members[branch].Take(1).Select(m => m.Id) };
            (await campaign.Record(both, "study", "session", document, branch)).Is(HttpStatusCode.Created);
        }
    }

    /// <summary>The commands that were sent to a server's database meanwhile.</summary>
    private static async Task<IReadOnlyCollection<string>> During(RunningServer alone, Func<Task> act)
    {
        var own = new NpgsqlConnectionStringBuilder(alone.Services.GetRequiredService<PhaseEngine.Data.Database>().ConnectionString).Database;
        var sent = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = command =>
            {
                if (command.GetTagItem("db.query.text") is string sql && (string?)command.GetTagItem("db.namespace") == own) sent.Enqueue(sql);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await act();
        return sent;
    }
}
