using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PhaseEngine.Core;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Data;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Demo;
using PhaseEngine.Server.Features.People;
using PhaseEngine.Server.Settings;
using Spectre.Console;

namespace PhaseEngine.Server.Cli;

/// <summary>
/// The main job from beginning to end on invented data: a district, its stage launched, weeks played in virtual time that end
/// today; then what came of it, served on this machine only.
/// </summary>
internal sealed class DemoVerb : IVerb
{
    /// <summary>The stage is planned for 40 days; it is shown in its last week.</summary>
    private const int DaysPlayed = 36;

    private static readonly Option<bool> AsJson = new("--json") { Description = "Print one JSON document instead of tables" };
    private static readonly Option<bool> NoServe = new("--no-serve") { Description = "End after the summary" };

    public Command Describe()
    {
        var command = new Command("demo", "Play some weeks of a campaign on invented data, print what happened, and serve the result on this machine");
        command.Options.Add(AsJson);
        command.Options.Add(NoServe);
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("phaseengine-demo-").FullName;
        try
        {
            return await Play(parsed, folder, ct);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> Play(ParseResult parsed, string folder, CancellationToken ct)
    {
        var json = parsed.GetValue(AsJson);
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var console = Terminal.ConsoleOn(json ? error : output);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(new ServerSettings().Zone);
        var today = LocalDays.On(TimeProvider.System.GetUtcNow(), zone);
        var start = today.AddDays(-DaysPlayed);
        var clock = new DemoClock(LocalDays.At(start, new TimeOnly(8, 0), zone));

        var settings = SettingOptions.Read(parsed);
        settings["Database"] = $"sqlite:{Path.Combine(folder, "demo.db")}";
        settings["DataDirectory"] = folder;
        settings["Zone"] = zone.Id;
        settings.TryAdd("Urls", "http://127.0.0.1:5080");
        if (!settings["Urls"]!.Split(';').All(IsOfThisMachine)) return Terminal.Of(parsed).Refuse(new Problem("demo-not-elsewhere", ProblemKind.Invalid));
        // The machine may be set up for a real server: the demo's links lead to itself, and nothing of it leaves.
        settings["PublicUrl"] = settings["Mail:Host"] = settings["Otlp"] = null;
        await using var app = Program.Build(settings, builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            builder.Services.Replace(ServiceDescriptor.Singleton(new DemoMode(On: true)));
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            // Keys that live as long as the demo need no certificate.
            builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        });

        var actor = new DemoActor(app.Services);
        if ((await actor.Read(s => s.GetRequiredService<DatabaseUpgrade>().Upgrade(ct))).Problem is { } problem) return Terminal.Of(parsed).Refuse(problem);

        var district = DemoDistrict.Build(start, () => Guid.CreateVersion7(clock.GetUtcNow()));
        var world = new DemoWorld(actor, clock);
        Guid campaign = default;
        IReadOnlyList<DemoUnit> units = [];
        await Tell(console, "云川区：建立组织和名册 …", async say =>
        {
            await world.Store(district, ct);
            say("发布模板，启动学习动员阶段 …");
            campaign = await world.Launch(district, start, ct);
            units = await world.Cast(district, campaign, ct);
            var story = new DemoStory(actor, clock, zone, WorkingCalendar.China);
            await story.Play(units, start, today, day => say($"{day:yyyy-MM-dd}  各支部开展学习、请示转段，上级审批 …"), ct);
        });

        var verified = await actor.Read(async s => (await s.GetRequiredService<ChainCheck>().Verify(campaign, ct)).Findings.Count == 0);
        var summary = await actor.Read(s => DemoSummary.Count(s.GetRequiredService<PhaseEngineDb>(), s.GetRequiredService<RunStore>(), campaign, verified, ct));
        if (json) parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(summary, JsonSerializerOptions.Web));
        else DemoTables.Print(console, district, summary, start, today);

        clock.Release();
        if (parsed.GetValue(NoServe)) return (int)(verified ? ExitCode.Ok : ExitCode.Findings);

        await app.StartAsync(ct);
        DemoTables.PrintDoors(console, app.Urls.First(), await Doors(app, actor, district, units, ct));
        await app.WaitForShutdownAsync(ct);
        return (int)ExitCode.Ok;
    }

    private static bool IsOfThisMachine(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback;

    /// <summary>One link for each role, to look at the same things through several eyes.</summary>
    private static Task<IReadOnlyList<(string Role, string Name, Uri Link)>> Doors(
        WebApplication app, DemoActor actor, DemoDistrict district, IReadOnlyList<DemoUnit> units, CancellationToken ct) => actor.Read(async services =>
    {
        var db = services.GetRequiredService<PhaseEngineDb>();
        var links = app.Services.GetRequiredService<Links>();
        // Of the others those who are nearest to one branch: what it sends up waits for them.
        string[] ofTheDistrict = ["administrator", "campaignOffice"];
        string[] ofTheBranch = ["supervisor", "supervisionGroup", "instructor", "massEvaluator", "secretary"];
        IReadOnlyList<(string Role, string Name, Uri Link)> doors =
        [
            .. ofTheDistrict.Select(district.Holder).Concat(ofTheBranch.Select(role => district.Users.Single(u => u.Id == units.Single(unit => unit.Shown).People[role])))
                .Zip([.. ofTheDistrict, .. ofTheBranch], (user, role) => (role, user.Name, links.IssueDemo(db, user))),
        ];
        await db.SaveChangesAsync(ct);
        return doors;
    });

    /// <summary>What is going on: one line that changes where a person looks; in a file or a pipe only how it begins.</summary>
    private static async Task Tell(IAnsiConsole console, string beginning, Func<Action<string>, Task> work)
    {
        if (console.Profile.Capabilities.Interactive)
        {
            await console.Status().StartAsync(beginning, status => work(now => status.Status(now)));
            return;
        }

        console.WriteLine(beginning);
        await work(_ => { });
    }
}
