using System.CommandLine;
using MediatR;
using PhaseEngine.Data;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Server.Cli.Lists;
using PhaseEngine.Server.Features.Organisation;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Cli;

/// <summary>Writes units or members as a list that an import reads back without a change.</summary>
internal sealed class ExportVerb : IVerb
{
    private static readonly Argument<string> List = ListArguments.WhichList();
    private static readonly Argument<FileInfo> Target = new("FILE") { Description = "The list to write: .xlsx or .csv" };
    private static readonly Option<string?> Under = new("--under") { Description = "Only this unit and those below it", HelpName = "CODE" };
    private static readonly Option<string> Language = LanguageOption.Make();

    public Command Describe()
    {
        if (Target.Validators.Count == 0) Target.Validators.Add(result => ListArguments.MustBeTable(result, result.GetValueOrDefault<FileInfo>()));
        var command = new Command("export", "Write units or members as a list that import reads back") { List, Target, Under, Language };
        command.SetAction((parsed, ct) => Installation.Work(parsed, (services, terminal) => Run(parsed, services, terminal, ct), ct));
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, IServiceProvider services, Terminal terminal, CancellationToken ct)
    {
        var db = services.GetRequiredService<PhaseEngineDb>();
        var under = await ListArguments.UnitOf(db, parsed.GetValue(Under), ct);
        if (!under.IsOk && under.Problem is { } unknown) return terminal.Refuse(unknown);

        var place = under.Value is { } unit ? (await db.Units.PathOf(unit, ct))! : HeldPost.Everywhere;
        var rights = new Rights([new(RoleActs.Administrator, place, Subtree: true)]);
        var table = await services.GetRequiredService<IMediator>().Send(new ExportList.Query(Operator.Id, rights, ListArguments.KindOf(parsed.GetRequiredValue(List)), parsed.GetRequiredValue(Language)), ct);
        if (!table.IsOk) return terminal.Refuse(table.Problem);

        var file = parsed.GetRequiredValue(Target);
        ListArguments.Write(file, table.Value);
        terminal.Line($"{file.FullName}: {table.Value.Rows.Count} rows");
        return (int)ExitCode.Ok;
    }
}
