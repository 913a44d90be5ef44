using System.CommandLine;
using MediatR;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations.Import;
using PhaseEngine.Data;
using PhaseEngine.Server.Cli.Lists;
using PhaseEngine.Server.Features.Organisation;
using PhaseEngine.Server.Features.Organisation.Tables;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Cli;

/// <summary>Takes over a list of units or members: the good rows in one transaction, with a finding for each row or cell that is not.</summary>
internal sealed class ImportVerb : IVerb
{
    /// <summary>Whoever sits at the machine may change the whole organisation.</summary>
    private static readonly Rights Everything = new([new(RoleActs.Administrator, HeldPost.Everywhere, Subtree: true)]);

    private static readonly Argument<string> List = ListArguments.WhichList();
    private static readonly Argument<FileInfo> Table = new Argument<FileInfo>("FILE") { Description = "Workbook (.xlsx) or text with separators" }.AcceptExistingOnly();
    private static readonly Option<bool> Strict = new("--strict") { Description = "Any error: take over nothing" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only say what would happen" };
    private static readonly Option<DateOnly?> AsOf = DayOption.Make("--as-of", "The day of the list; otherwise today");
    private static readonly Option<DateOnly?> PilotUntil = DayOption.Make("--pilot-until", "Last day of the pilot, for units of which the list only says that they took part");
    private static readonly Option<string?> Under = new("--under") { Description = "Where units hang that name no unit above; otherwise at the top", HelpName = "CODE" };
    private static readonly Option<FileInfo> Report = new("--report") { Description = "Write the table with what is wrong in front of each row", HelpName = "FILE.xlsx" };
    private static readonly Option<string> Language = LanguageOption.Make();
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document instead of tables" };

    public Command Describe()
    {
        if (Report.Validators.Count == 0) Report.Validators.Add(result => ListArguments.MustBeTable(result, result.GetValueOrDefault<FileInfo>()));
        var command = new Command("import", "Take over a list of units or members; exit code 1 when rows were refused")
        {
            List, Table, Strict, DryRun, AsOf, PilotUntil, Under, Report, Language, Json,
        };
        command.SetAction((parsed, ct) => Installation.Work(parsed, (services, terminal) => Run(parsed, services, terminal, ct), ct));
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, IServiceProvider services, Terminal terminal, CancellationToken ct)
    {
        var file = parsed.GetRequiredValue(Table);
        var under = await ListArguments.UnitOf(services.GetRequiredService<PhaseEngineDb>(), parsed.GetValue(Under), ct);
        if (!under.IsOk && under.Problem is { } unknown) return terminal.Refuse(unknown);

        var options = new ListOptions(
            ListArguments.KindOf(parsed.GetRequiredValue(List)), file.Name, parsed.GetValue(Strict),
            parsed.GetValue(AsOf) ?? services.GetRequiredService<Today>().Date, parsed.GetValue(PilotUntil), under.Value);

        terminal.Aside($"Reading {file.Name}.");
        using var content = new MemoryStream(await File.ReadAllBytesAsync(file.FullName, ct));
        var table = TableReader.Read(content, file.Name, ct);
        if (!table.IsOk) return terminal.Refuse(table.Problem);
        var read = await services.GetRequiredService<ReadList>().From(table.Value, options, Everything, ct);
        if (!read.IsOk) return terminal.Refuse(read.Problem);
        var report = read.Value.Report;
        Tell(parsed, terminal, report);
        if (parsed.GetValue(Report) is { } reportFile) WriteReport(reportFile, table.Value, report, parsed.GetRequiredValue(Language));

        if (!report.Accepted) return (int)ExitCode.Refused;
        if (!parsed.GetValue(DryRun) && report.New + report.Changed > 0 && await Store(services, terminal, table.Value, options, ct) is { } refusal)
            return terminal.Refuse(refusal);
        return (int)(report.Refused == 0 ? ExitCode.Ok : ExitCode.Findings);
    }

    /// <summary>By the use case that a person's import takes, too: compared once more and stored within one transaction.</summary>
    private static async Task<Problem?> Store(IServiceProvider services, Terminal terminal, RawTable table, ListOptions options, CancellationToken ct)
    {
        terminal.Aside("Storing; an interruption takes everything back.");
        var stored = await services.GetRequiredService<IMediator>().Send(new ImportList.Command(Operator.Id, Everything, table, options), ct);
        return stored.Problem;
    }

    private static void Tell(ParseResult parsed, Terminal terminal, ImportReport report)
    {
        var language = parsed.GetRequiredValue(Language);
        var dryRun = parsed.GetValue(DryRun);
        if (parsed.GetValue(Json))
        {
            var findings = report.Findings.Select(f => new { f.Code, f.Severity, f.Row, f.Column, f.Title, f.Value, Text = TextOf(f, language) });
            terminal.Document(new { report.Accepted, dryRun, report.Rows, report.New, report.Changed, report.Unchanged, report.Refused, report.NewHosts, findings });
            return;
        }

        if (report.Findings.Count > 0)
            terminal.Table(["at", "", "title", "value", "what"], report.Findings.Select(f => (string[])[$"{f.Column}{f.Row}", f.Severity == RowSeverity.Error ? "error" : "remark", f.Title ?? "", f.Value ?? "", TextOf(f, language)]));
        terminal.Line($"{report.Rows} rows: {report.New} new, {report.Changed} changed, {report.Unchanged} unchanged, {report.Refused} refused; {report.NewHosts} new hosts");
        if (!report.Accepted) terminal.Line("Nothing was taken over, because rows were refused.");
        else if (dryRun) terminal.Line("Nothing was changed: a dry run.");
    }

    private static void WriteReport(FileInfo file, RawTable table, ImportReport report, string language)
    {
        var title = Phrases.FindIn(language, "common.toMend") ?? "";
        ListArguments.Write(file, ErrorReport.Of(table, report, title, f => TextOf(f, language)));
    }

    private static string TextOf(Finding finding, string language) => Phrases.FindIn(language, $"import.{finding.Code}", finding.Facts) ?? finding.Code;
}
