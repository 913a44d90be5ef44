using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Cli.Backups;

namespace PhaseEngine.Server.Cli;

/// <summary>Copies the whole database, attachments included, into one file while the server goes on.</summary>
internal sealed class BackupVerb : IVerb
{
    private static readonly Argument<FileInfo> Target = new("FILE") { Description = "The archive to make" };

    public Command Describe()
    {
        var command = new Command("backup", "Copy the database into one file, while others go on writing") { Target };
        command.SetAction((parsed, ct) => Installation.Work(parsed, (services, terminal) => Run(parsed, services, terminal, ct), ct));
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, IServiceProvider services, Terminal terminal, CancellationToken ct)
    {
        var target = parsed.GetRequiredValue(Target);
        if (target.Exists) return terminal.Refuse(new Problem("backup-exists", ProblemKind.Conflict, ("file", target.FullName)));

        var db = services.GetRequiredService<PhaseEngineDb>();
        var database = IDatabaseCopy.Of(services.GetRequiredService<Database>());
        var tables = db.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Distinct().ToList();
        List<string> migrations = [.. await db.Database.GetAppliedMigrationsAsync(ct)];
        // Of two at once, and after one that was killed, each has files of its own.
        var own = $"{target.FullName}.{Path.GetRandomFileName()}";
        var (copy, unfinished) = ($"{own}.copy", $"{own}.part");
        try
        {
            terminal.Aside("Copying the database.");
            var contents = await database.CopyInto(copy, tables, ct);
            if (!contents.IsOk) return terminal.Refuse(contents.Problem);

            var madeAt = services.GetRequiredService<TimeProvider>().GetUtcNow();
            await terminal.Progress("Packing", async progress =>
            {
                await Archive.Write(unfinished, copy, database.Kind, madeAt, migrations, contents.Value, progress, ct);
                return contents;
            });
            File.Move(unfinished, target.FullName);
            terminal.Line($"{target.FullName}: {contents.Value.Rows.Values.Sum()} rows, {new FileInfo(target.FullName).Length} bytes, heads {contents.Value.Heads[..16]}…");
            return (int)ExitCode.Ok;
        }
        finally
        {
            File.Delete(copy);
            File.Delete(unfinished);
        }
    }
}
