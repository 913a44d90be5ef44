using Microsoft.EntityFrameworkCore;
using Npgsql;
using PhaseEngine.Core;

namespace PhaseEngine.Data;

/// <summary>How a database's schema compares with this program's.</summary>
public enum SchemaState
{
    Current,

    /// <summary>The database is older, or empty: upgrade it.</summary>
    Older,

    /// <summary>The database was upgraded by a newer program: this one keeps its hands off.</summary>
    Newer,
}

/// <summary>Brings a database to the schema of this program; of several nodes that try at once one does it and the others wait.</summary>
public sealed class DatabaseUpgrade(PhaseEngineDb db, Database database)
{
    // Any number that nobody else uses.
    private const long AdvisoryLock = 0x5048_4153_4545_4E47;

    public async Task<SchemaState> Check(CancellationToken ct)
    {
        if (database.IsSqlite && !File.Exists(database.SqlitePath)) return SchemaState.Older;

        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToHashSet(StringComparer.Ordinal);
        return !applied.IsSubsetOf(known) ? SchemaState.Newer
            : applied.Count < known.Count ? SchemaState.Older
            : SchemaState.Current;
    }

    /// <summary>Upgrades, or finds that nothing is to be done, or refuses (<c>database-newer</c>).</summary>
    /// <returns>The migrations that were applied.</returns>
    public async Task<Result<IReadOnlyList<string>>> Upgrade(CancellationToken ct)
    {
        await using var alone = database.IsSqlite ? await LockFile(ct) : await LockPostgres(ct);

        if (await Check(ct) == SchemaState.Newer)
        {
            var unknown = (await db.Database.GetAppliedMigrationsAsync(ct)).Except(db.Database.GetMigrations());
            return new Problem("database-newer", ProblemKind.Conflict, ("migrations", string.Join(", ", unknown)));
        }

        List<string> pending = [.. await db.Database.GetPendingMigrationsAsync(ct)];
        await db.Database.MigrateAsync(ct);
        return pending;
    }

    /// <summary>A lock that goes when its connection does, however the process ends.</summary>
    private async Task<IAsyncDisposable> LockPostgres(CancellationToken ct)
    {
        // Not pooled: a pooled connection keeps its locks until somebody uses it again.
        var alone = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ConnectionString;
        var connection = new NpgsqlConnection(alone);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand($"select pg_advisory_lock({AdvisoryLock})", connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
        return connection;
    }

    private async Task<IAsyncDisposable> LockFile(CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(database.SqlitePath)!);
        var file = await OpenAlone($"{database.SqlitePath}.upgrade", ct);

        // SQLite gives its log the permissions of its file, so that is made here and not by SQLite.
        if (!File.Exists(database.SqlitePath)) await PrivateFile.Create(database.SqlitePath).DisposeAsync();

        // EF's own lock is a row, which stays when a process is killed. Whoever holds the file is alone, so it is stale.
        await db.Database.ExecuteSqlRawAsync("""drop table if exists "__EFMigrationsLock" """, ct);
        return file;
    }

    private static async Task<FileStream> OpenAlone(string path, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
            }
        }
    }
}
