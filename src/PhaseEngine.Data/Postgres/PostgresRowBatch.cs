using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using PhaseEngine.Data.Sql;

namespace PhaseEngine.Data.Postgres;

/// <summary>One batch of statements with numbered parameters, which the driver sends as they are.</summary>
internal sealed class PostgresRowBatch(PhaseEngineDb db) : RowBatch
{
    private readonly List<NpgsqlBatchCommand> statements = [];

    public override void Delete(string table, string column, Guid id) => statements.Add(
        new NpgsqlBatchCommand($"delete from {table} where {column} = $1") { Parameters = { new NpgsqlParameter<Guid> { TypedValue = id } } });

    public override async Task Write(CancellationToken ct)
    {
        if (statements.Count == 0) return;

        await db.Database.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
        foreach (var statement in statements) batch.BatchCommands.Add(statement);
        await batch.ExecuteNonQueryAsync(ct);
    }

    protected override void Add<TRow>(Table<TRow> table, string sql, TRow row)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var column in table.Columns) statement.Parameters.Add(column.One(row));
        statements.Add(statement);
    }

    /// <summary>Several rows are one statement: what it costs to begin one is more than a row.</summary>
    protected override void Add<TRow>(Table<TRow> table, string sql, string onConflict, IReadOnlyList<TRow> rows)
    {
        if (rows.Count < 2)
        {
            base.Add(table, sql, onConflict, rows);
            return;
        }

        var statement = new NpgsqlBatchCommand(
            $"insert into {table.Name} ({table.ColumnList}) select * from unnest({string.Join(", ", table.Parameters)}) as v({table.ColumnList}) {onConflict}");
        foreach (var column in table.Columns) statement.Parameters.Add(column.All("", rows));
        statements.Add(statement);
    }
}
