using System.Text.Json.Nodes;
using PhaseEngine.Server.Cli;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Cli;

public sealed class ReplayVerbTests : FilesOfATest
{
    private static readonly string Traces = Repository.PathOf("tests", "PhaseEngine.Core.Tests", "Traces", "traces.jsonl");

    [Fact]
    public async Task Recorded_traces_do_not_differ_and_the_line_says_how_many()
    {
        var lines = File.ReadLines(Traces).Take(5).ToList();
        var steps = lines.Sum(l => JsonNode.Parse(l)!["steps"]!.AsArray().Count);

        var verb = await Verb.Run("replay", Write("five.jsonl", string.Join('\n', lines)));

        Assert.Equal(ExitCode.Ok, verb.Code);
        Assert.Equal([$"5 traces, {steps} steps, 0 differ"], verb.Lines);
    }

    [Fact]
    public async Task A_step_that_differs_is_named_and_counts()
    {
        var trace = JsonNode.Parse(File.ReadLines(Traces).First())!;
        trace["steps"]![1]!["waiting"] = new JsonArray("nobody");

        var verb = await Verb.Run("replay", Write("one.jsonl", trace.ToJsonString()));

        Assert.Equal(ExitCode.Findings, verb.Code);
        Assert.StartsWith($"trace 1 ({trace["definition"]!["definitionId"]}), step 1: expected [nobody]", verb.Lines[0], StringComparison.Ordinal);
        Assert.Equal($"1 traces, {trace["steps"]!.AsArray().Count} steps, 1 differ", verb.Lines[^1]);
    }

    [Fact]
    public async Task It_is_not_among_the_verbs_shown_to_operators()
    {
        var verb = await Verb.Run("--help");

        Assert.DoesNotContain("replay", verb.Output, StringComparison.Ordinal);
        Assert.Contains("simulate", verb.Output, StringComparison.Ordinal);
    }
}
