using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Server.Cli;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Cli;

public sealed class VerifyVerbTests : FilesOfATest, IAsyncLifetime
{
    private readonly string _database;

    public VerifyVerbTests() => _database = $"sqlite:{PathOf("verified.db")}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Databases.Upgrade(_database);
        await using var writer = new WrittenTo(_database);
        await writer.WaitForMore(12, Ct);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_whole_record_is_counted_and_found_unbroken()
    {
        var verb = await Verify();

        Assert.Equal(ExitCode.Ok, verb.Code);
        Assert.StartsWith("5 streams, ", Assert.Single(verb.Lines), StringComparison.Ordinal);
        Assert.EndsWith(" events, 0 seals, 0 erased, 0 broken", verb.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_event_is_named_by_stream_and_number()
    {
        var stream = Guid.Empty;
        await Change(async db =>
        {
            stream = await db.Events.Where(e => e.Seq == 2).Select(e => e.Stream).FirstAsync(Ct);
            await db.Events.Where(e => e.Stream == stream && e.Seq == 2).ExecuteUpdateAsync(set => set.SetProperty(e => e.Act, "another"), Ct);
        });

        var verb = await Verify();

        Assert.Equal(ExitCode.Findings, verb.Code);
        Assert.Equal($"broken: event-changed {stream} #2", verb.Lines[0]);
    }

    [Fact]
    public async Task A_stream_whose_head_is_gone_is_found()
    {
        var stream = Guid.Empty;
        await Change(async db =>
        {
            stream = await db.Streams.Select(s => s.Id).FirstAsync(Ct);
            await db.Streams.Where(s => s.Id == stream).ExecuteDeleteAsync(Ct);
        });

        var verb = await Verify("--json");

        Assert.Equal(ExitCode.Findings, verb.Code);
        var finding = Assert.Single(verb.Document()["findings"]!.AsArray())!;
        Assert.Equal(("stream-missing", stream), ((string)finding["code"]!, (Guid)finding["subject"]!));
    }

    [Fact]
    public async Task A_campaign_nobody_knows_is_refused()
    {
        var verb = await Verify("--campaign", Guid.CreateVersion7().ToString());

        Assert.Equal(ExitCode.Refused, verb.Code);
        Assert.StartsWith("not-found", verb.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_was_not_made_is_refused()
    {
        var verb = await Verb.Run("verify", "--database", $"sqlite:{PathOf("nothing.db")}");

        Assert.Equal(ExitCode.Refused, verb.Code);
        Assert.StartsWith("database-not-current", verb.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("nothing.db")));
    }

    private Task<Verb> Verify(params string[] options) =>
        Verb.Run(["verify", .. options, "--database", _database, "--set", $"DataDirectory={PathOf("data")}"]);

    private async Task Change(Func<PhaseEngineDb, Task> change)
    {
        await using var services = new ServiceCollection().AddPhaseEngineData(_database).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await change(scope.ServiceProvider.GetRequiredService<PhaseEngineDb>());
    }
}
