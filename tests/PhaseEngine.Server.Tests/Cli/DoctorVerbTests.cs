using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Events;
using PhaseEngine.Server.Cli;
using PhaseEngine.Server.Tests.Running;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Cli;

public sealed class DoctorOnSqlite : DoctorVerbTests
{
    protected override async Task<string> NewDatabase()
    {
        var database = $"sqlite:{PathOf("patient.db")}";
        await Databases.Upgrade(database);
        return database;
    }
}

public sealed class DoctorOnPostgres : DoctorVerbTests
{
    protected override Task<string> NewDatabase() => Databases.NewPostgres();
}

public abstract class DoctorVerbTests : FilesOfATest, IAsyncLifetime
{
    private string _database = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await NewDatabase();

    public ValueTask DisposeAsync()
    {
        Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_healthy_installation_has_nothing_to_complain_about()
    {
        await Launch();

        var verb = await Look();

        verb.Is(ExitCode.Ok);
        Assert.Equal("1, as their events say", Found(verb, "runs of 巩固和扩大整改成果"));
        Assert.Equal("none", Found(verb, "orphans"));
        Assert.StartsWith("known to the end of ", Found(verb, "holidays"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_whose_row_is_not_what_its_events_say_is_named()
    {
        await Launch();
        var run = Guid.Empty;
        await Change(async db =>
        {
            run = await db.Runs.Select(r => r.Id).SingleAsync(Ct);
            await db.Alarms.Where(a => a.RunId == run).ExecuteDeleteAsync(Ct);
        });

        var verb = await Look();

        Assert.Equal(ExitCode.Findings, verb.Code);
        Assert.Equal($"1 of 1 are not as they should be: alarm-missing {run}", Found(verb, "runs of 巩固和扩大整改成果"));
    }

    [Fact]
    public async Task A_run_that_cannot_be_read_or_that_time_cannot_reach_is_named()
    {
        await Launch();
        var run = Guid.Empty;
        await Change(async db =>
        {
            run = await db.Runs.Select(r => r.Id).SingleAsync(Ct);
            await db.Runs.ExecuteUpdateAsync(set => set.SetProperty(r => r.State, new byte[] { 1 }), Ct);
            await db.Alarms.ExecuteUpdateAsync(set => set.SetProperty(a => a.Failures, 1).SetProperty(a => a.Fault, "no state"), Ct);
        });

        var verb = await Look();

        Assert.Equal(ExitCode.Findings, verb.Code);
        Assert.Equal($"1 of 1 are not as they should be: unreadable {run}", Found(verb, "runs of 巩固和扩大整改成果"));
        Assert.Equal($"time cannot reach 1: {run} (no state)", Found(verb, "runs that fail"));
    }

    [Fact]
    public async Task A_time_zone_this_machine_does_not_know_is_named()
    {
        await Change(async db =>
        {
            db.Units.Add(Unit.Create(Guid.CreateVersion7(), new("M", "火星党支部", "branch", Zone: "Mars/Base")));
            await db.SaveChangesAsync(Ct);
        });

        var verb = await Look();

        Assert.Equal(ExitCode.Findings, verb.Code);
        Assert.Equal("this machine does not know Mars/Base: install tzdata", Found(verb, "time zones"));
    }

    [Fact]
    public async Task A_clock_behind_what_is_on_record_is_found()
    {
        await Change(async db =>
        {
            db.Events.Add(new() { Stream = Guid.CreateVersion7(), Seq = 1, At = new(2999, 1, 1, 0, 0, 0, TimeSpan.Zero), Act = "noted", Payload = [], Hash = Chain.Empty });
            await db.SaveChangesAsync(Ct);
        });

        var verb = await Look();

        Assert.Equal(ExitCode.Findings, verb.Code);
        Assert.EndsWith(": set the clock", Found(verb, "clock"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_folder_that_cannot_be_written_to_is_found()
    {
        var file = Write("mail", "a file where the folder should be");

        var verb = await Verb.Run(["doctor", "--json", .. Options, "--set", $"Mail:Pickup={file}"]);

        Assert.Equal(ExitCode.Findings, verb.Code);
        Assert.StartsWith($"letters cannot be written to {file}: ", Found(verb, "mail"), StringComparison.Ordinal);
    }

    protected abstract Task<string> NewDatabase();

    private string[] Options => ["--database", _database, "--set", $"DataDirectory={PathOf("data")}"];

    private Task<Verb> Look() => Verb.Run(["doctor", "--json", .. Options]);

    private static string Found(Verb verb, string what) => (string)verb.Document().AsArray().Single(f => (string)f!["what"]! == what)!["found"]!;

    private async Task Launch()
    {
        await Change(async db =>
        {
            db.Units.Add(Unit.Create(Guid.CreateVersion7(), new("A", "第一支部", "branch")));
            await db.SaveChangesAsync(Ct);
        });
        var template = Repository.PathOf("workflows", "consolidation-review.json");
        (await Verb.Run(["launch", "--template", template, "--unit", "A", "--start", "2026-03-02", .. Options])).Is(ExitCode.Ok);
    }

    private async Task Change(Func<PhaseEngineDb, Task> change)
    {
        await using var services = new ServiceCollection().AddPhaseEngineData(_database).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await change(scope.ServiceProvider.GetRequiredService<PhaseEngineDb>());
    }
}
