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
}
