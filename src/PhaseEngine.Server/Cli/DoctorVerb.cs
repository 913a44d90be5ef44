using System.CommandLine;
using PhaseEngine.Server.Doctor;

namespace PhaseEngine.Server.Cli;

/// <summary>Looks the installation over and says what is wrong and what to do about it.</summary>
internal sealed class DoctorVerb : IVerb
{
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document instead of a table" };

    public Command Describe()
    {
        var command = new Command("doctor", "Check settings, machine, clock, database, calendar, and that figures are what events say") { Json };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken ct)
    {
        await using var app = Program.Build(SettingOptions.Read(parsed), Installation.Quiet);
        await using var scope = app.Services.CreateAsyncScope();

        var findings = new List<CheckUp>();
        foreach (var check in scope.ServiceProvider.GetServices<ICheckUp>().OrderBy(c => c.Order))
        {
            var found = await check.Look(ct);
            findings.AddRange(found);
            // What follows would only repeat that the database cannot be used.
            if (check.StopsTheRest && found.Any(f => !f.Well)) break;
        }

        var terminal = Terminal.Of(parsed);
        if (parsed.GetValue(Json)) terminal.Document(findings);
        else terminal.Table(["", "what", "found"], findings.Select(f => (string[])[f.Well ? "ok" : "!!", f.What, f.Found]));
        return (int)(findings.All(f => f.Well) ? ExitCode.Ok : ExitCode.Findings);
    }
}
