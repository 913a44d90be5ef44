using System.CommandLine;
using MediatR;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Server.Cli.Launching;
using PhaseEngine.Server.Cli.Lists;
using PhaseEngine.Server.Features.Campaigns;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Cli;

/// <summary>Launches a campaign in this process: a draft, or one made of a template in a file. Run again, it goes on where it stopped.</summary>
internal sealed class LaunchVerb : IVerb
{
    private static readonly Argument<Guid?> Campaign = new("CAMPAIGN-ID") { Description = "A campaign that is drafted, or whose launch stopped", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<FileInfo> Template = new Option<FileInfo>("--template") { Description = "Make the campaign of this definition", HelpName = "FILE" }.AcceptExistingOnly();
    private static readonly Option<string?> UnitCode = new("--unit") { Description = "The unit whose office runs it", HelpName = "CODE" };
    private static readonly Option<DateOnly?> Start = DayOption.Make("--start", "First day");
    private static readonly Option<string?> Title = new("--title") { Description = "Otherwise the template's", HelpName = "TEXT" };
    private static readonly Option<string[]> Types = new("--type") { Description = "Only units of this type take part; may be given several times", HelpName = "TYPE" };
    private static readonly Option<string> Language = LanguageOption.Make();

    public Command Describe()
    {
        Types.AcceptOnlyFromAmong([.. Vocabulary.UnitTypes]);
        var command = new Command("launch", "Launch a campaign, or go on with a launch that stopped") { Campaign, Template, UnitCode, Start, Title, Types, Language };
        command.Validators.Add(result =>
        {
            var byId = result.GetValue(Campaign) is not null;
            var fromFile = result.GetResult(Template) is not null;
            if (byId == fromFile) result.AddError("Either CAMPAIGN-ID, or --template FILE with --unit CODE and --start DATE.");
            else if (fromFile && (result.GetResult(UnitCode) is null || result.GetResult(Start) is null)) result.AddError("--template needs --unit CODE and --start DATE.");
        });
        command.SetAction((parsed, ct) => Installation.Work(parsed, (services, terminal) => Run(parsed, services, terminal, ct), ct));
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, IServiceProvider services, Terminal terminal, CancellationToken ct)
    {
        var db = services.GetRequiredService<PhaseEngineDb>();
        var campaign = parsed.GetValue(Campaign);
        if (parsed.GetValue(Template) is { } file)
        {
            var template = await TemplateFile.Read(file, ct);
            if (template is not { Document: { } document, Plan: not null })
            {
                template.PrintFindings(terminal.Aside, parsed.GetRequiredValue(Language));
                return (int)ExitCode.Findings;
            }

            var unit = await ListArguments.UnitOf(db, parsed.GetValue(UnitCode), ct);
            if (unit.Value is not { } office) return terminal.Refuse(unit.Problem!);
            var wish = new CampaignWish(office, parsed.GetValue(Start)!.Value, parsed.GetValue(Title), parsed.GetValue(Types) ?? []);
            var drafted = await new CampaignFromFile(db, services.GetRequiredService<IMediator>(), Operator.Id).Draft(document, wish, ct);
            if (!drafted.IsOk) return terminal.Refuse(drafted.Problem);
            campaign = drafted.Value;
        }

        terminal.Line($"campaign {campaign}");
        var launched = await Launch(services, terminal, campaign!.Value, ct);
        return launched is { } refusal ? terminal.Refuse(refusal) : (int)ExitCode.Ok;
    }

    private static async Task<Problem?> Launch(IServiceProvider services, Terminal terminal, Guid id, CancellationToken ct)
    {
        var db = services.GetRequiredService<PhaseEngineDb>();
        if (await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } campaign) return CampaignProblems.NotFound;

        var begun = await Standing(db, id, ct);
        if (campaign.Status != CampaignStatus.Running && begun is not { Status: LaunchStatus.Running })
        {
            var launch = await services.GetRequiredService<IMediator>().Send(new LaunchCampaign.Command(Operator.Id, id, campaign.Version), ct);
            if (!launch.IsOk) return launch.Problem;
        }

        var done = await terminal.Progress("Runs", progress => GoOn(services, id, progress, terminal, ct));
        if (done.Status != LaunchStatus.Done) return CampaignProblems.NotLaunching("cancelled");
        terminal.Line($"{done.Done} of {done.Total} runs; the campaign is under way");
        return null;
    }

    /// <summary>Works until all runs are made; where a server of the installation has the launch in hand, watches it.</summary>
    private static async Task<Launch> GoOn(
        IServiceProvider services, Guid campaign, IProgress<(long Done, long Of)> progress, Terminal terminal, CancellationToken ct)
    {
        var (db, launches, clock) = (services.GetRequiredService<PhaseEngineDb>(), services.GetRequiredService<CampaignLaunch>(), services.GetRequiredService<TimeProvider>());
        while (true)
        {
            try
            {
                await launches.Continue(campaign, clock, launch => progress.Report((launch.Done, launch.Total)), ct);
            }
            catch (OperationCanceledException)
            {
                // Nobody else goes on with it either, until it is run again.
                await launches.Cancel(campaign, CancellationToken.None);
                terminal.Aside($"Stopped between two sets of runs; no unit sees any yet. 'launch {campaign}' goes on.");
                throw;
            }

            var standing = (await Standing(db, campaign, ct))!;
            progress.Report((standing.Done, standing.Total));
            if (standing.Status != LaunchStatus.Running) return standing;
            await Task.Delay(TimeSpan.FromSeconds(1), clock, ct);
        }
    }

    private static Task<Launch?> Standing(PhaseEngineDb db, Guid campaign, CancellationToken ct) =>
        db.Launches.AsNoTracking().SingleOrDefaultAsync(l => l.CampaignId == campaign, ct);
}
