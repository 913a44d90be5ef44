using System.Text.Json.Nodes;
using PhaseEngine.Server.Cli;

namespace PhaseEngine.Server.Tests.Cli;

/// <summary>The main job from beginning to end, as the README shows it.</summary>
public sealed class DemoVerbTests
{
    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://127.0.0.1:5080;http://192.0.2.1:80")]
    public async Task The_demo_is_served_on_this_machine_only(string urls)
    {
        var verb = await Verb.Run("demo", "--urls", urls);

        Assert.Equal(ExitCode.Refused, verb.Code);
        Assert.StartsWith("demo-not-elsewhere", verb.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_plays_its_weeks_and_everything_it_promises_happens()
    {
        await using var output = new StringWriter();

        var code = await CommandLine.Run(["demo", "--json", "--no-serve"], output, TextWriter.Null, TestContext.Current.CancellationToken);

        Assert.Equal((int)ExitCode.Ok, code);
        var summary = JsonNode.Parse(output.ToString())!;
        Assert.Equal(199, (int)summary["runs"]!);
        Assert.True((bool)summary["chainVerified"]!);
        Assert.InRange((int)summary["gatesPassed"]!, 100, 199);
        Assert.InRange((int)summary["passedAfterReturn"]!, 5, (int)summary["gatesReturned"]!);
        Assert.Equal((int)summary["gatesAsked"]!, Math.Max((int)summary["gatesAsked"]!, (int)summary["gatesPassed"]! + (int)summary["gatesReturned"]!));
        Assert.True((int)summary["remindersSent"]! > 199);
        Assert.True((int)summary["meetingsConvened"]! >= 31 * 2);
        Assert.True((int)summary["events"]! > (int)summary["evidence"]!);
    }
}
