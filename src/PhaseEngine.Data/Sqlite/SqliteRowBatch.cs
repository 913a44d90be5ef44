using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data.Sql;

namespace PhaseEngine.Data.Sqlite;

/// <summary>One statement after the other: here none has a way to go.</summary>
internal sealed class SqliteRowBatch(PhaseEngineDb db) : RowBatch
{
    private readonly List<Action<SqliteConnection>> statements = [];

    public override void Delete(string table, string column, Guid id) => statements.Add(connection =>
    {
        using var statement = new SqliteStatement(connection, $"delete from {table} where {column} = $1", ["$1"]);
        statement.Bind<Guid>(id);
        statement.Execute();
    });

    public override async Task Write(CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        foreach (var statement in statements) statement(connection);
    }

    protected override void Add<TRow>(Table<TRow> table, string sql, TRow row) => statements.Add(connection =>
    {
        using var statement = new SqliteStatement(connection, sql, table.Parameters);
        foreach (var column in table.Columns) column.Bind(statement, row);
        statement.Execute();
    });
}
