using System.CommandLine;
using PhaseEngine.Server.Features.Templates;

namespace PhaseEngine.Server.Cli;

/// <summary>Checks templates in files: every finding at once.</summary>
internal sealed class CheckVerb : IVerb
{
    private static readonly Argument<FileInfo[]> Files =
        new Argument<FileInfo[]>("FILE") { Description = "Definitions (JSON)", Arity = ArgumentArity.OneOrMore }.AcceptExistingOnly();

    private static readonly Option<string> Language = LanguageOption.Make();
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document instead of text" };

    public Command Describe()
    {
        var command = new Command("check", "Check templates and print every finding; exit code 1 when one of them could not be published") { Files, Language, Json };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken ct)
    {
        var language = parsed.GetRequiredValue(Language);
        var terminal = Terminal.Of(parsed);

        var templates = new List<TemplateFile>();
        foreach (var file in parsed.GetRequiredValue(Files)) templates.Add(await TemplateFile.Read(file, ct));

        if (parsed.GetValue(Json))
            terminal.Document(templates.Select(t => new { File = t.Name, Publishable = t.Plan is not null, Findings = t.Findings.Select(f => FindingView.Of(f, t.Document, language)) }));
        else
            foreach (var template in templates) template.PrintFindings(terminal.Line, language);
        return (int)(templates.All(t => t.Plan is not null) ? ExitCode.Ok : ExitCode.Findings);
    }
}
