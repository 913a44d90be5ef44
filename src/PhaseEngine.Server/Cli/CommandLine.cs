using System.CommandLine;
using PhaseEngine.Server.Doctor;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Cli;

/// <summary>Finds the verb that is asked for, runs it, and turns whatever comes of it into an exit code.</summary>
internal static class CommandLine
{
    public static Task<int> Run(string[] args) => Run(args, Console.Out, Console.Error, CancellationToken.None);

    /// <param name="args">Verb and options.</param>
    /// <param name="output">Takes the results.</param>
    /// <param name="error">Takes what is told beside them.</param>
    /// <param name="ct">Interrupts, as Ctrl-C does.</param>
    public static async Task<int> Run(string[] args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var parsed = Describe().Parse(args);
        var run = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            // The verbs see to it themselves that they end soon after an interruption, and in order.
            ProcessTerminationTimeout = TimeSpan.FromMinutes(5),
        };
        try
        {
            var code = await parsed.InvokeAsync(run, ct);
            return parsed.Errors.Count > 0 ? (int)ExitCode.Usage : code;
        }
        catch (SettingsException wrong)
        {
            return Fail(error, ExitCode.Usage, wrong.Findings);
        }
        catch (OperationCanceledException)
        {
            return Fail(error, ExitCode.Interrupted, "Interrupted.");
        }
        catch (Exception unreachable) when (Unreachable.Is(unreachable))
        {
            return Fail(error, ExitCode.Unreachable, Unreachable.Reason(unreachable));
        }
        catch (Exception fault)
        {
            return Fail(error, ExitCode.Fault, fault.ToString());
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

    private static int Fail(TextWriter error, ExitCode code, params IReadOnlyList<string> lines)
    {
        foreach (var line in lines) error.WriteLine(line);
        return (int)code;
    }
}
