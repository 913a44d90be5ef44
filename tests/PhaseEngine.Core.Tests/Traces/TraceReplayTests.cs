using System.Text.Json.Nodes;
using PhaseEngine.Core.Simulation;
using PhaseEngine.Testing;

namespace PhaseEngine.Core.Tests.Traces;

/// <summary>What real Elsa did, step by step (see README.md beside), and what our engine does.</summary>
public sealed class TraceReplayTests
{
    private const int Recorded = 152;

    private static readonly JsonObject[] All =
    [
        .. File.ReadLines(Repository.PathOf("tests", "PhaseEngine.Core.Tests", "Traces", "traces.jsonl"))
            .Select(line => JsonNode.Parse(line)!.AsObject()),
    ];

    [Fact]
    public void Every_step_of_every_trace_is_as_in_Elsa()
    {
        var steps = 0;
        var differences = new List<string>();
        foreach (var trace in All)
        {
            var replayed = TraceReplay.Replay(trace);

            steps += replayed.Steps;
            differences.AddRange(replayed.Differences.Select(difference => $"{trace["definition"]!["definitionId"]}, {difference}"));
        }

        Assert.Empty(differences);
        Assert.Equal(Recorded, All.Length);
        Assert.True(steps > 10 * Recorded / 2, $"only {steps} steps");
    }

    [Fact]
    public void A_step_that_differs_is_named()
    {
        var trace = All[0].DeepClone().AsObject();
        trace["steps"]![1]!["waiting"] = new JsonArray("nobody");

        var (_, differences) = TraceReplay.Replay(trace);

        Assert.Equal(["step 1: expected [nobody], found [b0-0]"], differences);
    }

    [Fact]
    public void An_event_that_cannot_be_is_named()
    {
        var trace = All[0].DeepClone().AsObject();
        trace["steps"]![1]!["event"]!["activity"] = "b1-1";

        var (_, differences) = TraceReplay.Replay(trace);

        Assert.StartsWith("step 1: passed b1-1: gate-not-open", Assert.Single(differences), StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_that_cannot_be_compiled_is_named()
    {
        var trace = All[0].DeepClone().AsObject();
        trace["definition"]!["root"]!["activities"]![0]!.AsObject()["type"] = "PhaseEngine.Nothing";

        var (steps, differences) = TraceReplay.Replay(trace);

        Assert.Equal(0, steps);
        Assert.NotEmpty(differences);
    }
}
