using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using PhaseEngine.Data.Sql;

namespace PhaseEngine.Data.Postgres;

/// <summary>COPY for new rows, <c>unnest</c> for everything else: one statement for any number of rows.</summary>
internal sealed class PostgresSets : SqlSets
{
    private const int SentAtOnce = 1 << 15;

    public override int ChunkSize => 1000;

    /// <summary>While one waits for the server the other works.</summary>
    public override int WritersAtOnce => 2;

    public override async Task Insert<TRow>(PhaseEngineDb db, Table<TRow> table, IReadOnlyList<TRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0) return;

        await using var command = await Command(db, "", ct);
        var connection = (NpgsqlConnection)command.Connection!;
        await using var copy = await connection.BeginRawBinaryCopyAsync($"copy {table.Name} ({table.ColumnList}) from stdin (format binary)", ct);
        var buffer = new CopyBuffer();
        try
        {
            buffer.Begin();
            foreach (var row in rows)
            {
                buffer.Row(table.Columns.Count);
                foreach (var column in table.Columns) column.Copy(buffer, row);
                if (buffer.Written.Length < SentAtOnce) continue;

                await copy.WriteAsync(buffer.Written, ct);
                buffer.Clear();
            }

            buffer.End();
            await copy.WriteAsync(buffer.Written, ct);
        }
        catch
        {
            // Otherwise disposing would end the COPY as if these were all the rows.
            await copy.CancelAsync();
            throw;
        }
    }

    public override Task InsertNew<TRow>(PhaseEngineDb db, Table<TRow> table, IReadOnlyList<TRow> rows, CancellationToken ct) =>
        Execute(db, table, rows, values =>
            $"insert into {table.Name} ({table.ColumnList}) select * from {values} {table.OnConflictNothing}", ct);

    public override Task Update<TRow>(PhaseEngineDb db, Table<TRow> table, IReadOnlyList<TRow> rows, CancellationToken ct) =>
        Execute(db, table, rows, values =>
            $"update {table.Name} t set {string.Join(", ", table.Changing.Select(c => $"\"{c.Name}\" = v.\"{c.Name}\""))} "
            + $"from {values} where {string.Join(" and ", table.Key.Select(k => $"t.\"{k}\" = v.\"{k}\""))}", ct);

    public override Task Upsert<TRow>(PhaseEngineDb db, Table<TRow> table, IReadOnlyList<TRow> rows, CancellationToken ct) =>
        Execute(db, table, rows, values =>
            $"insert into {table.Name} ({table.ColumnList}) select * from {values} {table.OnConflictUpdate}", ct);

    public override async Task Delete(PhaseEngineDb db, string table, string column, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0) return;

        await using var command = await Command(db, $"{ListsUnseen}delete from {table} where {IsIn(column, "@ids")}", ct);
        command.Parameters.Add(Ids("@ids", ids));
        await command.ExecuteNonQueryAsync(ct);
    }

    public override DbParameter Ids(string name, IReadOnlyList<Guid> ids) =>
        new NpgsqlParameter(name, NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = ids.ToArray() };

    public override DbParameter Words(string name, IReadOnlyList<string> words) =>
        new NpgsqlParameter(name, NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = words.ToArray() };

    public override string IsIn(string column, string parameter) => $"{column} = any({parameter})";

    /// <summary>
    /// Seeing a list of a thousand ids, the planner rather reads a table of a hundred thousand rows from end to end, for each
    /// thousand again; not seeing it, it looks the rows up, and plans once. Until the end of the transaction.
    /// </summary>
    public override string ListsUnseen => "select set_config('plan_cache_mode', 'force_generic_plan', true);\n";

    public override object Instant(DateTimeOffset instant) => instant.ToUniversalTime();

    public override DateTimeOffset ReadInstant(DbDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column);

    public override string Taking(string select) => $"{select} for update; ";

    public override string ForUpdateSkipLocked(string tables) => $"for update of {tables} skip locked";

    public override Task TakeTurn(PhaseEngineDb db, Turn turn, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({(int)turn})", ct);

    private async Task Execute<TRow>(
        PhaseEngineDb db, Table<TRow> table, IReadOnlyList<TRow> rows, Func<string, string> sql, CancellationToken ct)
    {
        if (rows.Count == 0) return;

        var values = $"unnest({string.Join(", ", table.Columns.Select(c => $"@{c.Name}"))}) as v({table.ColumnList})";
        await using var command = await Command(db, ListsUnseen + sql(values), ct);
        foreach (var column in table.Columns) command.Parameters.Add(column.All($"@{column.Name}", rows));
        await command.ExecuteNonQueryAsync(ct);
    }
}
