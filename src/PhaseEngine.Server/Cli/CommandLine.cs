using System.CommandLine;
using PhaseEngine.Core;
using PhaseEngine.Server.Doctor;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Cli;

/// <summary>Finds the verb that is asked for, runs it, and turns whatever comes of it into an exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> Run(string[] args)
    {
        var parsed = Describe().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await parsed.InvokeAsync();
            return (int)ExitCode.Usage;
        }

        try
        {
            // The verbs see to it themselves that they end soon after an interruption, and in order.
            return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(5) });
        }
        catch (SettingsException wrong)
        {
            return Fail(ExitCode.Usage, wrong.Findings);
        }
        catch (OperationCanceledException)
        {
            return Fail(ExitCode.Interrupted, ["Interrupted."]);
        }
        catch (Exception unreachable) when (Unreachable.Is(unreachable))
        {
            return Fail(ExitCode.Unreachable, [Unreachable.Reason(unreachable)]);
        }
        catch (Exception fault)
        {
            return Fail(ExitCode.Fault, [fault.ToString()]);
        }
    }

    public static RootCommand Describe()
    {
        var root = new RootCommand("PhaseEngine drives a campaign through its phases over a tree of units. Without a verb: serve.");
        SettingOptions.AddTo(root);
        foreach (var verb in typeof(IVerb).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IVerb)) && t.IsClass).OrderBy(t => t.Name, StringComparer.Ordinal))
            root.Subcommands.Add(((IVerb)Activator.CreateInstance(verb)!).Describe());
        root.SetAction((parsed, ct) => new ServeVerb().Run(parsed, ct));
        return root;
    }

    /// <summary>An expected refusal, told to whoever sits at the terminal.</summary>
    public static int Refuse(Problem problem) => Fail(ExitCode.Refused,
    [
        $"{problem.Code}: {Phrases.FindIn("en", $"problems.{problem.Code}.title", problem.Facts)}",
        Phrases.FindIn("en", $"problems.{problem.Code}.detail", problem.Facts) ?? "",
    ]);

    private static int Fail(ExitCode code, IReadOnlyList<string> lines)
    {
        foreach (var line in lines.Where(l => l.Length > 0)) Console.Error.WriteLine(line);
        return (int)code;
    }
}
