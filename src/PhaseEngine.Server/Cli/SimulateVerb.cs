using System.CommandLine;
using PhaseEngine.Core;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Simulation;
using PhaseEngine.Server.Cli.Simulating;
using PhaseEngine.Server.Features.Templates.Simulating;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Cli;

/// <summary>Runs a template over assumed units with assumed people (B.5): who would be late, at which gates, with how much work.</summary>
internal sealed class SimulateVerb : IVerb
{
    private static readonly Argument<FileInfo> Template = new Argument<FileInfo>("FILE") { Description = "Definition (JSON)" }.AcceptExistingOnly();

    private static readonly Option<int> Units = new("--units")
    {
        Description = "How many units of the product's own mix", HelpName = "N", DefaultValueFactory = _ => 200,
    };

    private static readonly Option<FileInfo> PopulationFile =
        new Option<FileInfo>("--population") { Description = "Units from a table instead (docs/operations.md)", HelpName = "FILE" }.AcceptExistingOnly();

    private static readonly Option<DateOnly?> Start = DayOption.Make("--start", "First day, e.g. 2026-07-20; otherwise today");

    private static readonly Option<FileInfo> AssumptionFile =
        new Option<FileInfo>("--assume") { Description = "Assumptions (JSON, docs/operations.md)", HelpName = "FILE" }.AcceptExistingOnly();

    private static readonly Option<int?> Seed = new("--seed") { Description = "Another chance; wins over the file's", HelpName = "N" };
    private static readonly Option<string> Language = LanguageOption.Make();
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document instead of tables" };

    public Command Describe()
    {
        Units.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 100_000) result.AddError("--units: from 1 to 100000.");
        });
        var command = new Command("simulate", "Play a template with assumed units and people: an assumption, not a forecast")
        {
            Template, Units, PopulationFile, Start, AssumptionFile, Seed, Language, Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken ct)
    {
        var terminal = Terminal.Of(parsed);
        var language = parsed.GetRequiredValue(Language);
        var template = await TemplateFile.Read(parsed.GetRequiredValue(Template), ct);
        if (template.Plan is not { } plan)
        {
            template.PrintFindings(terminal.Aside, language);
            return (int)ExitCode.Findings;
        }

        var assumptions = await ReadAssumptions(parsed, ct);
        if (!assumptions.IsOk) return terminal.Refuse(assumptions.Problem);
        var population = ReadPopulation(parsed);
        if (!population.IsOk) return terminal.Refuse(population.Problem);

        var zone = TimeZoneInfo.FindSystemTimeZoneById(new ServerSettings().Zone);
        var start = parsed.GetValue(Start) ?? LocalDays.On(TimeProvider.System.GetUtcNow(), zone);
        var timetable = new Timetable(plan, start, WorkingCalendar.China, zone);
        var result = Simulator.Run(plan, timetable, population.Value, assumptions.Value, ct);

        var tables = new SimulationTables(plan, start, assumptions.Value, result, language);
        if (parsed.GetValue(Json)) terminal.Document(tables.Document());
        else tables.Print(terminal);
        return (int)ExitCode.Ok;
    }

    private static async Task<Result<Assumptions>> ReadAssumptions(ParseResult parsed, CancellationToken ct)
    {
        var read = parsed.GetValue(AssumptionFile) is { } file ? AssumptionsFile.Read(await File.ReadAllBytesAsync(file.FullName, ct)) : new Assumptions();
        return read.IsOk && parsed.GetValue(Seed) is { } seed ? read.Value with { Seed = seed } : read;
    }

    private static Result<UnitFacts[]> ReadPopulation(ParseResult parsed)
    {
        if (parsed.GetValue(PopulationFile) is not { } file) return Population.Mix(parsed.GetValue(Units));

        using var stream = file.OpenRead();
        return Population.Read(stream, file.Name);
    }
}
