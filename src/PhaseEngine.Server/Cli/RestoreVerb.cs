using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Events;
using PhaseEngine.Server.Cli.Backups;

namespace PhaseEngine.Server.Cli;

/// <summary>Makes an empty database what an archive holds, brings its schema up to date and checks its record.</summary>
internal sealed class RestoreVerb : IVerb
{
    private static readonly Argument<FileInfo> Source = new Argument<FileInfo>("FILE") { Description = "An archive made by backup" }.AcceptExistingOnly();

    public Command Describe()
    {
        var command = new Command("restore", "Fill an empty database from an archive, and verify it") { Source };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken ct)
    {
        await using var app = Program.Build(SettingOptions.Read(parsed), Installation.Quiet);
        await using var scope = app.Services.CreateAsyncScope();
        var (services, terminal) = (scope.ServiceProvider, Terminal.Of(parsed));
        var database = IDatabaseCopy.Of(services.GetRequiredService<Database>());
        var file = parsed.GetRequiredValue(Source).FullName;

        var manifest = await Archive.ReadManifest(file, ct);
        if (!manifest.IsOk) return terminal.Refuse(manifest.Problem);
        var known = services.GetRequiredService<PhaseEngineDb>().Database.GetMigrations();
        if (await WhyNot(manifest.Value, database, known, ct) is { } refusal) return terminal.Refuse(refusal);

        var restored = await Restore(file, manifest.Value, database, terminal, ct);
        if (!restored.IsOk) return terminal.Refuse(restored.Problem);
        terminal.Line($"Restored {restored.Value.Rows.Values.Sum()} rows as of {manifest.Value.MadeAt:u}.");
        if (!restored.Value.SameAs(manifest.Value.Contents))
        {
            terminal.Line("broken: the database does not hold what the archive says.");
            return (int)ExitCode.Findings;
        }

        foreach (var migration in (await services.GetRequiredService<DatabaseUpgrade>().Upgrade(ct)).Value ?? []) terminal.Line($"applied {migration}");
        await EndListOfSeals(services, terminal, ct);
        var report = await terminal.Progress("Verifying streams", progress => services.GetRequiredService<ChainCheck>().VerifyAll(progress, ct));
        return (int)VerifyVerb.Tell(terminal, report);
    }

    /// <summary>Seals made after the backup are gone with what they covered; nothing more could be sealed below a list that has them.</summary>
    private static async Task EndListOfSeals(IServiceProvider services, Terminal terminal, CancellationToken ct)
    {
        var last = await services.GetRequiredService<PhaseEngineDb>().Seals.MaxAsync(s => (int?)s.Number, ct) ?? 0;
        var list = services.GetRequiredService<SealFiles>().SealFile;
        var aside = $"{list}.before-restore-{services.GetRequiredService<TimeProvider>().GetUtcNow():yyyyMMdd-HHmmss}";
        if (new SealList(list).EndAt(last, aside)) terminal.Line($"The list of seals went further than the backup; it is now {aside}.");
    }

    private static async Task<Problem?> WhyNot(Manifest manifest, IDatabaseCopy database, IEnumerable<string> knownMigrations, CancellationToken ct)
    {
        if (manifest.Database != database.Kind)
            return new Problem("backup-other-database", ProblemKind.Conflict, ("backup", manifest.Database), ("database", database.Kind));
        if (manifest.Migrations.Except(knownMigrations).ToList() is { Count: > 0 } unknown)
            return new Problem("database-newer", ProblemKind.Conflict, ("migrations", string.Join(", ", unknown)));
        return await database.IsEmpty(ct) ? null : new Problem("database-not-empty", ProblemKind.Conflict);
    }

    private static async Task<Result<Contents>> Restore(string file, Manifest manifest, IDatabaseCopy database, Terminal terminal, CancellationToken ct)
    {
        var copy = database.NewFile();
        try
        {
            var damage = await terminal.Progress("Unpacking", progress => Archive.Extract(file, manifest, copy, progress, ct));
            if (damage is not null) return damage;

            terminal.Aside("Filling the database.");
            return await database.MakeFrom(copy, manifest.Contents.Rows.Keys, ct);
        }
        finally
        {
            File.Delete(copy);
        }
    }
}
