using System.CommandLine;
using System.Text.Json.Nodes;
using PhaseEngine.Core.Simulation;

namespace PhaseEngine.Server.Cli;

/// <summary>Plays recorded traces of a reference engine through ours and counts the steps that differ. For those who change the engine.</summary>
internal sealed class ReplayVerb : IVerb
{
    private static readonly Argument<FileInfo> Traces =
        new Argument<FileInfo>("FILE.jsonl") { Description = "One trace a line: definition, unit, steps" }.AcceptExistingOnly();

    public Command Describe()
    {
        var command = new Command("replay", "Replay recorded traces; exit code 1 when a step differs") { Traces };
        command.Hidden = true;
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken ct)
    {
        var terminal = Terminal.Of(parsed);
        var (traces, steps, differ) = (0, 0, 0);
        await foreach (var line in File.ReadLinesAsync(parsed.GetRequiredValue(Traces).FullName, ct))
        {
            traces++;
            var trace = JsonNode.Parse(line)!.AsObject();
            var replayed = TraceReplay.Replay(trace);
            steps += replayed.Steps;
            differ += replayed.Differences.Count;
            foreach (var difference in replayed.Differences) terminal.Line($"trace {traces} ({trace["definition"]?["definitionId"]}), {difference}");
        }

        terminal.Line($"{traces} traces, {steps} steps, {differ} differ");
        return (int)(differ == 0 ? ExitCode.Ok : ExitCode.Findings);
    }
}
