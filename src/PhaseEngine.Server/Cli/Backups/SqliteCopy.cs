using Microsoft.Data.Sqlite;
using PhaseEngine.Core;
using PhaseEngine.Data;

namespace PhaseEngine.Server.Cli.Backups;

/// <summary>SQLite's own online copy: one reader's view of the file, for which no writer waits.</summary>
internal sealed class SqliteCopy(Database database) : IDatabaseCopy
{
    public string Kind => "sqlite";

    public async Task<Result<Contents>> CopyInto(string file, IReadOnlyList<string> tables, CancellationToken ct)
    {
        await PrivateFile.Create(file).DisposeAsync();
        await using (var source = new SqliteConnection(database.ConnectionString))
        await using (var copy = Connect(file))
        {
            await source.OpenAsync(ct);
            await copy.OpenAsync(ct);
            await Task.Run(() => source.BackupDatabase(copy), ct);
            // One file, without a log beside it.
            await Execute(copy, "pragma journal_mode = delete", ct);
        }

        ct.ThrowIfCancellationRequested();
        return await Look(file, tables, ct);
    }

    public async Task<bool> IsEmpty(CancellationToken ct)
    {
        // A log that was left behind belongs to whatever was there before: SQLite would play it into the restored file.
        if (File.Exists($"{database.SqlitePath}-wal") || File.Exists($"{database.SqlitePath}-shm")) return false;
        if (!File.Exists(database.SqlitePath)) return true;

        await using var connection = Connect(database.SqlitePath, SqliteOpenMode.ReadOnly);
        await connection.OpenAsync(ct);
        return await Execute(connection, "select count(*) from sqlite_master", ct) is 0L;
    }

    public string NewFile()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(database.SqlitePath)!);
        return $"{database.SqlitePath}.{Path.GetRandomFileName()}.restoring";
    }

    public async Task<Result<Contents>> MakeFrom(string file, IEnumerable<string> tables, CancellationToken ct)
    {
        File.Move(file, database.SqlitePath, overwrite: true);
        // Only now: what counts is what a reader finds in the place where it is to stand.
        return await Look(database.SqlitePath, tables, ct);
    }

    private static async Task<Contents> Look(string file, IEnumerable<string> tables, CancellationToken ct)
    {
        await using var connection = Connect(file, SqliteOpenMode.ReadOnly);
        await connection.OpenAsync(ct);
        return await Contents.Of(connection, tables, ct);
    }

    private static async Task<object?> Execute(SqliteConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(ct);
    }

    // Not pooled: a pooled connection would keep a file open that is about to be moved.
    private static SqliteConnection Connect(string file, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate) =>
        new(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ConnectionString);
}
