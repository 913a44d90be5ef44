using System.CommandLine;
using PhaseEngine.Data;
using PhaseEngine.Server.Features.People;

namespace PhaseEngine.Server.Cli;

/// <summary>Serves until it is told to stop.</summary>
internal sealed class ServeVerb : IVerb
{
    public Command Describe()
    {
        var command = new Command("serve", "Serve the API and the pages (this is what happens without a verb)");
        command.SetAction(Run);
        return command;
    }

    public async Task<int> Run(ParseResult parsed, CancellationToken ct)
    {
        await using var app = Program.Build(SettingOptions.Read(parsed));
        if (await PrepareDatabase(app.Services, ct) is { } problem) return Terminal.Of(parsed).Refuse(problem);

        await app.StartAsync(ct);
        await FirstStart.PrintSetUpLink(app.Services, parsed.InvocationConfiguration.Output, ct);
        await app.WaitForShutdownAsync(ct);
        return (int)ExitCode.Ok;
    }

    private static async Task<Core.Problem?> PrepareDatabase(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var schema = scope.ServiceProvider.GetRequiredService<DatabaseUpgrade>();
        if (scope.ServiceProvider.GetRequiredService<Settings.ServerSettings>().UpgradeAtStart) return (await schema.Upgrade(ct)).Problem;
        return await schema.Check(ct) is SchemaState.Current ? null : new("database-not-current", Core.ProblemKind.Conflict);
    }
}
