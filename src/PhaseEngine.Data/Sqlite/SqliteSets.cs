using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data.Sql;

namespace PhaseEngine.Data.Sqlite;

/// <summary>One prepared statement, executed for each row; far faster here than any statement over a list.</summary>
internal sealed class SqliteSets : SqlSets
{
    /// <summary>Small enough that others who want to write wait 50 ms at most.</summary>
    public override int ChunkSize => 200;

    /// <summary>It has one writer.</summary>
    public override int WritersAtOnce => 1;

    public override Task Insert<TRow>(PhaseEngineDb db, Table<TRow> table, IReadOnlyList<TRow> rows, CancellationToken ct) =>
        Each(db, table, rows, table.Insert, ct);

    public override Task InsertNew<TRow>(PhaseEngineDb db, Table<TRow> table, IReadOnlyList<TRow> rows, CancellationToken ct) =>
        Each(db, table, rows, table.InsertNew, ct);

    public override Task Update<TRow>(PhaseEngineDb db, Table<TRow> table, IReadOnlyList<TRow> rows, CancellationToken ct) =>
        Each(db, table, rows, table.Update, ct);

    public override Task Upsert<TRow>(PhaseEngineDb db, Table<TRow> table, IReadOnlyList<TRow> rows, CancellationToken ct) =>
        Each(db, table, rows, table.Upsert, ct);

    public override async Task Delete(PhaseEngineDb db, string table, string column, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        using var statement = await Statement(db, $"delete from {table} where {column} = @id", ["@id"], ct);
        foreach (var id in ids)
        {
            statement.Bind<Guid>(id);
            statement.Execute();
        }
    }

    public override DbParameter Ids(string name, IReadOnlyList<Guid> ids) =>
        new SqliteParameter(name, JsonSerializer.Serialize(ids.Select(id => id.ToString().ToUpperInvariant())));

    public override DbParameter Words(string name, IReadOnlyList<string> words) => new SqliteParameter(name, JsonSerializer.Serialize(words));

    public override string IsIn(string column, string parameter) => $"{column} in (select value from json_each({parameter}))";

    public override string ListsUnseen => "";

    public override object Instant(DateTimeOffset instant) => instant.UtcTicks;

    public override DateTimeOffset ReadInstant(DbDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);

    public override string Taking(string select) => "";

    public override string ForUpdateSkipLocked(string tables) => "";

    /// <summary>There is one writer anyway.</summary>
    public override Task TakeTurn(PhaseEngineDb db, Turn turn, CancellationToken ct) => Task.CompletedTask;

    private static async Task Each<TRow>(PhaseEngineDb db, Table<TRow> table, IReadOnlyList<TRow> rows, string sql, CancellationToken ct)
    {
        if (rows.Count == 0) return;

        using var statement = await Statement(db, sql, table.Columns.Select(table.Parameter), ct);
        foreach (var row in rows)
        {
            foreach (var column in table.Columns) column.Bind(statement, row);
            statement.Execute();
        }
    }

    /// <summary>A statement on the connection of a context, and so in its transaction.</summary>
    private static async Task<SqliteStatement> Statement(PhaseEngineDb db, string sql, IEnumerable<string> parameters, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        return new SqliteStatement((SqliteConnection)db.Database.GetDbConnection(), sql, parameters);
    }
}
