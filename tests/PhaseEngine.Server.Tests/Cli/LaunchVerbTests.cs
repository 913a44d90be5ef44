using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Cli;
using PhaseEngine.Server.Tests.Running;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Cli;

public sealed class LaunchVerbTests : FilesOfATest, IAsyncLifetime
{
    private const int Branches = 450;

    private static readonly string Template = Repository.PathOf("workflows", "consolidation-review.json");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Database => $"sqlite:{PathOf("launched.db")}";

    public async ValueTask InitializeAsync()
    {
        await Databases.Upgrade(Database);
        await InDatabase(async db =>
        {
            var top = Unit.Create(Guid.CreateVersion7(), new("A", "某区委", "committee"));
            db.Units.Add(top);
            for (var n = 1; n <= Branches; n++) db.Units.Add(Unit.Create(Guid.CreateVersion7(), new($"A{n}", $"第{n}支部", "branch", top.Id)));
            return await db.SaveChangesAsync(Ct);
        });
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_template_in_a_file_becomes_a_campaign_under_way()
    {
        var verb = await Run("launch", "--template", Template, "--unit", "A", "--start", "2026-03-02", "--type", "branch");

        Assert.Equal($"{Branches} of {Branches} runs; the campaign is under way", verb.Is(ExitCode.Ok).Lines[^1]);
        Assert.Equal(Branches, await InDatabase(db => db.Runs.CountAsync(Ct)));
        Assert.Equal(CampaignStatus.Running, await InDatabase(db => db.Campaigns.Select(c => c.Status).SingleAsync(Ct)));
        Assert.Equal(ExitCode.Ok, (await Run("verify")).Code);
    }

    [Fact]
    public async Task Interrupted_it_stops_between_sets_and_run_again_it_finishes_each_unit_once()
    {
        string[] launch = ["launch", "--template", Template, "--unit", "A", "--start", "2026-03-02", "--type", "branch", .. Options];

        var stopped = await Verb.InterruptedAt("Runs: ", launch);
        var meanwhile = await InDatabase(db => db.Runs.CountAsync(Ct));
        var status = await InDatabase(db => db.Campaigns.Select(c => c.Status).SingleAsync(Ct));
        var again = await Verb.Run(launch);

        Assert.Equal(ExitCode.Interrupted, stopped.Code);
        Assert.Contains("goes on", stopped.Error, StringComparison.Ordinal);
        Assert.InRange(meanwhile, 1, Branches - 1);
        Assert.Equal(CampaignStatus.Launching, status);
        Assert.Equal(stopped.Lines[0], again.Is(ExitCode.Ok).Lines[0]);
        Assert.Equal(Branches, await InDatabase(db => db.Runs.Select(r => r.UnitId).Distinct().CountAsync(Ct)));
        Assert.Equal(Branches, await InDatabase(db => db.Runs.CountAsync(Ct)));
    }

    [Fact]
    public async Task Launched_again_it_is_the_same_campaign_and_nothing_is_doubled()
    {
        string[] launch = ["launch", "--template", Template, "--unit", "A", "--start", "2026-03-02", "--type", "branch"];
        var first = await Run(launch);

        var second = await Run(launch);
        var third = await Run("launch", first.Lines[0].Split(' ')[1]);

        Assert.Equal(first.Is(ExitCode.Ok).Lines, second.Is(ExitCode.Ok).Lines);
        Assert.Equal(first.Lines, third.Is(ExitCode.Ok).Lines);
        Assert.Equal((1, 1), (await InDatabase(db => db.Campaigns.CountAsync(Ct)), await InDatabase(db => db.TemplateVersions.CountAsync(Ct))));
    }

    [Fact]
    public async Task A_changed_file_becomes_the_templates_next_version()
    {
        await Run("launch", "--template", Template, "--unit", "A", "--start", "2026-03-02", "--type", "committee");
        var changed = Write("changed.json", (await File.ReadAllTextAsync(Template, Ct)).Replace("campaign+60d", "campaign+70d", StringComparison.Ordinal));

        (await Run("launch", "--template", changed, "--unit", "A", "--start", "2026-03-02", "--type", "committee")).Is(ExitCode.Ok);

        var versions = await InDatabase(db => db.TemplateVersions.OrderBy(v => v.Version).Select(v => v.Status).ToListAsync(Ct));
        Assert.Equal([TemplateStatus.Published, TemplateStatus.Published], versions);
        Assert.Equal([1, 2], await InDatabase(db => db.Campaigns.Select(c => c.TemplateVersion).Order().ToListAsync(Ct)));
    }

    [Fact]
    public async Task A_template_with_errors_is_not_stored()
    {
        var verb = await Run("launch", "--template", Write("bad.json", "{}"), "--unit", "A", "--start", "2026-03-02");

        Assert.Equal(ExitCode.Findings, verb.Code);
        Assert.Equal(0, await InDatabase(db => db.Templates.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_campaign_nobody_knows_is_refused()
    {
        var verb = await Run("launch", Guid.CreateVersion7().ToString());

        Assert.Equal(ExitCode.Refused, verb.Code);
        Assert.StartsWith("campaign-not-found", verb.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_campaign_nor_file_is_a_mistake_of_the_command_line()
    {
        var verb = await Run("launch");

        Assert.Equal(ExitCode.Usage, verb.Code);
        Assert.Contains("Either CAMPAIGN-ID", verb.Error, StringComparison.Ordinal);
    }

    private string[] Options => ["--database", Database, "--set", $"DataDirectory={PathOf("data")}"];

    private Task<Verb> Run(params string[] args) => Verb.Run([.. args, .. Options]);

    private async Task<T> InDatabase<T>(Func<PhaseEngineDb, Task<T>> work)
    {
        await using var services = new ServiceCollection().AddPhaseEngineData(Database).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<PhaseEngineDb>());
    }
}
