using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace PhaseEngine.Data.Sql;

/// <summary>Work that one transaction at a time does in the whole installation.</summary>
internal enum Turn
{
    /// <summary>Making seals.</summary>
    Seal = 1,

    /// <summary>Founding and moving units.</summary>
    UnitTree,

    /// <summary>Linking accounts to who people are at the organisation's own sign-in.</summary>
    Logins,
}

/// <summary>Writing and claiming many rows at once, which the two databases do differently. Always inside the caller's transaction.</summary>
internal abstract class SqlSets
{
    /// <summary>Rows that are not there yet.</summary>
    public abstract Task Insert<TRow>(PhaseEngineDb db, Table<TRow> table, IReadOnlyList<TRow> rows, CancellationToken ct);

    /// <summary>Rows that may be there already by their natural key; those stay as they are.</summary>
    public abstract Task InsertNew<TRow>(PhaseEngineDb db, Table<TRow> table, IReadOnlyList<TRow> rows, CancellationToken ct);

    public abstract Task Update<TRow>(PhaseEngineDb db, Table<TRow> table, IReadOnlyList<TRow> rows, CancellationToken ct);

    public abstract Task Upsert<TRow>(PhaseEngineDb db, Table<TRow> table, IReadOnlyList<TRow> rows, CancellationToken ct);

    public abstract Task Delete(PhaseEngineDb db, string table, string column, IReadOnlyList<Guid> ids, CancellationToken ct);

    /// <summary>For a few rows of several tables.</summary>
    public abstract RowBatch Together(PhaseEngineDb db);

    /// <summary>A list of ids as a parameter, to be used with <see cref="IsIn"/>.</summary>
    public abstract DbParameter Ids(string name, IReadOnlyList<Guid> ids);

    /// <summary>A list of words as a parameter, to be used with <see cref="IsIn"/>.</summary>
    public abstract DbParameter Words(string name, IReadOnlyList<string> words);

    /// <summary><c>column in the list of a parameter</c>.</summary>
    public abstract string IsIn(string column, string parameter);

    /// <summary>
    /// What goes before statements over lists, in the same command, and has a result of its own: nothing, or that they are planned
    /// without a look at how long a list is.
    /// </summary>
    public abstract string ListsUnseen { get; }

    /// <summary>Executes a command that begins with <see cref="ListsUnseen"/>, and passes over what that says.</summary>
    public async Task<DbDataReader> Read(DbCommand command, CancellationToken ct)
    {
        var reader = await command.ExecuteReaderAsync(ct);
        if (ListsUnseen.Length > 0) await reader.NextResultAsync(ct);
        return reader;
    }

    /// <summary>An instant as a parameter's value.</summary>
    public abstract object Instant(DateTimeOffset instant);

    public abstract DateTimeOffset ReadInstant(DbDataReader row, int column);

    /// <summary>A statement that waits for the rows of a select and keeps them; nothing where the whole database is kept.</summary>
    public abstract string Taking(string select);

    /// <summary>What makes a select keep the rows of these tables, leaving out what others keep; nothing where the whole database is kept.</summary>
    public abstract string ForUpdateSkipLocked(string tables);

    /// <summary>Waits until no other transaction has this turn, and keeps it until this one ends.</summary>
    public abstract Task TakeTurn(PhaseEngineDb db, Turn turn, CancellationToken ct);

    /// <summary>How many runs are dealt with in one transaction.</summary>
    public abstract int ChunkSize { get; }

    /// <summary>How many such transactions this process writes side by side.</summary>
    public abstract int WritersAtOnce { get; }

    /// <summary>A command on the connection and in the transaction of a context.</summary>
    public static async Task<DbCommand> Command(PhaseEngineDb db, string sql, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }
}
