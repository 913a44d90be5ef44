using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Server.Cli;
using PhaseEngine.Server.Tests.Running;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Cli;

public sealed class BackupOnSqlite : BackupTests
{
    protected override async Task<string> NewDatabase()
    {
        var database = NewEmptyDatabase().Result;
        await Databases.Upgrade(database);
        return database;
    }

    protected override Task<string> NewEmptyDatabase() => Task.FromResult($"sqlite:{PathOf(Path.GetRandomFileName() + ".db")}");

    [Theory]
    [InlineData("-wal")]
    [InlineData("-shm")]
    public async Task A_log_left_behind_by_another_database_keeps_a_restore_away(string log)
    {
        var target = await NewEmptyDatabase();
        (await On(await NewDatabase(), "backup", Archive)).Is(ExitCode.Ok);
        await File.WriteAllTextAsync($"{target["sqlite:".Length..]}{log}", "left behind", TestContext.Current.CancellationToken);

        var verb = await On(target, "restore", Archive);

        Assert.Equal(ExitCode.Refused, verb.Code);
        Assert.StartsWith("database-not-empty", verb.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(target["sqlite:".Length..]));
    }

    [Fact]
    public async Task Nobody_else_on_the_machine_reads_databases_and_backups()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        var (source, target) = (await NewDatabase(), await NewEmptyDatabase());
        (await On(source, "backup", Archive)).Is(ExitCode.Ok);
        (await On(target, "restore", Archive)).Is(ExitCode.Ok);

        string[] files = [source["sqlite:".Length..], Archive, target["sqlite:".Length..]];

        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(file)));
    }

    private static UnixFileMode ModeOf(string file) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file);
}

public sealed class BackupOnPostgres : BackupTests
{
    protected override Task<string> NewDatabase() => Databases.NewPostgres();

    protected override async Task<string> NewEmptyDatabase() => "postgres:" + await PostgresServer.ForTests().CreateDatabaseAsync();
}

public abstract class BackupTests : FilesOfATest
{
    private static readonly byte[] Photograph = RandomNumberGenerator.GetBytes(300_000);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected string Archive => PathOf("backup.zip");

    [Fact]
    public async Task A_backup_made_while_others_write_is_restored_elsewhere_and_verified()
    {
        var (source, target) = (await NewDatabase(), await NewEmptyDatabase());
        await AddAttachment(source);
        int before, after;
        await using (var writer = new WrittenTo(source))
        {
            await writer.WaitForMore(20, Ct);
            before = writer.Events;
            (await On(source, "backup", Archive)).Is(ExitCode.Ok);
            after = writer.Events;
            await writer.WaitForMore(1, Ct);
        }

        var restored = await On(target, "restore", Archive);

        restored.Is(ExitCode.Ok);
        Assert.Contains(restored.Lines, l => l.EndsWith(", 0 broken", StringComparison.Ordinal));
        await using var services = Open(target);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PhaseEngineDb>();
        Assert.InRange(await db.Events.CountAsync(Ct), before, after + 1);
        Assert.Equal(Photograph, (await db.Attachments.SingleAsync(Ct)).Content);
        Assert.Equal(ExitCode.Ok, (await On(target, "verify")).Code);
    }

    [Fact]
    public async Task A_restored_database_takes_new_writes_and_stays_whole()
    {
        var target = await NewEmptyDatabase();
        (await On(await NewDatabase(), "backup", Archive)).Is(ExitCode.Ok);
        (await On(target, "restore", Archive)).Is(ExitCode.Ok);

        await using (var writer = new WrittenTo(target)) await writer.WaitForMore(3, Ct);

        (await On(target, "verify")).Is(ExitCode.Ok);
    }

    [Fact]
    public async Task Only_an_empty_database_is_restored_into()
    {
        var (source, target) = (await NewDatabase(), await NewDatabase());
        await AddAttachment(target);
        (await On(source, "backup", Archive)).Is(ExitCode.Ok);

        var verb = await On(target, "restore", Archive);

        Assert.Equal(ExitCode.Refused, verb.Code);
        Assert.StartsWith("database-not-empty", verb.Error, StringComparison.Ordinal);
        await using var services = Open(target);
        await using var scope = services.CreateAsyncScope();
        Assert.Equal(1, await scope.ServiceProvider.GetRequiredService<PhaseEngineDb>().Attachments.CountAsync(Ct));
    }

    [Fact]
    public async Task A_damaged_backup_is_refused_and_the_database_stays_empty()
    {
        var (source, target) = (await NewDatabase(), await NewEmptyDatabase());
        await AddAttachment(source);
        (await On(source, "backup", Archive)).Is(ExitCode.Ok);
        var bytes = await File.ReadAllBytesAsync(Archive, Ct);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(Archive, bytes, Ct);

        var damaged = await On(target, "restore", Archive);

        Assert.Equal(ExitCode.Refused, damaged.Code);
        Assert.Contains("backup-damaged: The backup is damaged", damaged.Error, StringComparison.Ordinal);
        File.Delete(Archive);
        (await On(source, "backup", Archive)).Is(ExitCode.Ok);
        (await On(target, "restore", Archive)).Is(ExitCode.Ok);
    }

    [Fact]
    public async Task What_is_no_backup_is_refused()
    {
        var verb = await On(await NewEmptyDatabase(), "restore", Write("letter.txt", "Dear all"));

        Assert.Equal(ExitCode.Refused, verb.Code);
        Assert.StartsWith("backup-unreadable", verb.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_existing_file_is_never_overwritten()
    {
        var source = await NewDatabase();

        var verb = await On(source, "backup", Write("kept.zip", "kept"));

        Assert.Equal(ExitCode.Refused, verb.Code);
        Assert.StartsWith("backup-exists", verb.Error, StringComparison.Ordinal);
        Assert.Equal("kept", await File.ReadAllTextAsync(PathOf("kept.zip"), Ct));
    }

    [Fact]
    public async Task An_interrupted_backup_leaves_no_file_behind()
    {
        var source = await NewDatabase();
        using var interrupted = new CancellationTokenSource();
        await interrupted.CancelAsync();

        var verb = await Verb.RunUntil(["backup", Archive, .. Options(source)], interrupted.Token);

        Assert.Equal(ExitCode.Interrupted, verb.Code);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Archive)!, "backup.zip*"));
    }

    protected abstract Task<string> NewDatabase();

    protected abstract Task<string> NewEmptyDatabase();

    private protected Task<Verb> On(string database, params string[] args) => Verb.Run([.. args, .. Options(database)]);

    private string[] Options(string database) => ["--database", database, "--set", $"DataDirectory={PathOf("data")}"];

    private static ServiceProvider Open(string database) => new ServiceCollection().AddPhaseEngineData(database).BuildServiceProvider();

    private static async Task AddAttachment(string database)
    {
        await using var services = Open(database);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PhaseEngineDb>();
        var (unit, evidence) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        db.Units.Add(new Unit(unit, "U-1", "第一党支部", "branch"));
        db.Evidence.Add(new() { Id = evidence, Kind = "Document", Form = "submission", UnitId = unit, On = new(2026, 3, 2), RecordedAt = default, RecordedBy = Guid.CreateVersion7() });
        db.Attachments.Add(new Attachment
        {
            Id = Guid.CreateVersion7(), EvidenceId = evidence, Name = "照片.jpg", MediaType = "image/jpeg", Size = Photograph.Length,
            Sha256 = SHA256.HashData(Photograph), Content = Photograph,
        });
        await db.SaveChangesAsync(Ct);
    }
}
