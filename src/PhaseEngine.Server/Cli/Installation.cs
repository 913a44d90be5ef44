using System.CommandLine;
using PhaseEngine.Core;
using PhaseEngine.Data;

namespace PhaseEngine.Server.Cli;

/// <summary>The installation a verb works on: the server's parts over its database, without serving.</summary>
internal static class Installation
{
    /// <summary>Works on the database the settings name, if its schema is this program's.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="work">Gets the services of one scope.</param>
    /// <param name="ct">Interrupts.</param>
    public static async Task<int> Work(ParseResult parsed, Func<IServiceProvider, Terminal, Task<int>> work, CancellationToken ct)
    {
        await using var app = Program.Build(SettingOptions.Read(parsed), Quiet);
        await using var scope = app.Services.CreateAsyncScope();
        var terminal = Terminal.Of(parsed);
        return await scope.ServiceProvider.GetRequiredService<DatabaseUpgrade>().Check(ct) == SchemaState.Current
            ? await work(scope.ServiceProvider, terminal)
            : terminal.Refuse(new Problem("database-not-current", ProblemKind.Conflict));
    }

    /// <summary>Whoever waits for a verb is not helped by a line for each use case.</summary>
    public static void Quiet(WebApplicationBuilder builder) => builder.Logging.AddFilter("PhaseEngine", LogLevel.Warning);
}
