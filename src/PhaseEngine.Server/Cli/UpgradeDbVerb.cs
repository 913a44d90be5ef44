using System.CommandLine;
using PhaseEngine.Data;

namespace PhaseEngine.Server.Cli;

/// <summary>Brings the database to this program's schema. Several nodes may try at once: one does it, the others wait.</summary>
internal sealed class UpgradeDbVerb : IVerb
{
    public Command Describe()
    {
        var command = new Command("upgrade-db", "Bring the database's schema up to date, or make it");
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken ct)
    {
        await using var app = Program.Build(SettingOptions.Read(parsed));
        await using var scope = app.Services.CreateAsyncScope();
        var applied = await scope.ServiceProvider.GetRequiredService<DatabaseUpgrade>().Upgrade(ct);
        var terminal = Terminal.Of(parsed);
        if (!applied.IsOk) return terminal.Refuse(applied.Problem);

        foreach (var migration in applied.Value) terminal.Line($"applied {migration}");
        terminal.Line("The database is up to date.");
        return (int)ExitCode.Ok;
    }
}
