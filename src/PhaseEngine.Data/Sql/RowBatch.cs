namespace PhaseEngine.Data.Sql;

/// <summary>
/// A few rows of different tables that are written together, in the order they were given: on PostgreSQL in one round trip. For
/// many rows of one table see <see cref="SqlSets"/>. Always inside the caller's transaction.
/// </summary>
internal abstract class RowBatch
{
    public void Insert<TRow>(Table<TRow> table, TRow row) => Add(table, table.Insert, row);

    /// <summary>Rows that may be there already by their natural key; those stay as they are.</summary>
    public void InsertNew<TRow>(Table<TRow> table, IReadOnlyList<TRow> rows) => Add(table, table.InsertNew, table.OnConflictNothing, rows);

    public void Update<TRow>(Table<TRow> table, TRow row) => Add(table, table.Update, row);

    public void Upsert<TRow>(Table<TRow> table, TRow row) => Add(table, table.Upsert, row);

    public void Upsert<TRow>(Table<TRow> table, IReadOnlyList<TRow> rows) => Add(table, table.Upsert, table.OnConflictUpdate, rows);

    public abstract void Delete(string table, string column, Guid id);

    public abstract Task Write(CancellationToken ct);

    /// <param name="table">The table.</param>
    /// <param name="sql">One of its statements.</param>
    /// <param name="row">What to write.</param>
    protected abstract void Add<TRow>(Table<TRow> table, string sql, TRow row);

    /// <param name="table">The table.</param>
    /// <param name="sql">The statement for one row.</param>
    /// <param name="onConflict">What it says of a row that is there already.</param>
    /// <param name="rows">What to write.</param>
    protected virtual void Add<TRow>(Table<TRow> table, string sql, string onConflict, IReadOnlyList<TRow> rows)
    {
        foreach (var row in rows) Add(table, sql, row);
    }
}
