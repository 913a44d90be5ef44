namespace PhaseEngine.Data.Sql;

/// <summary>A table that is written by hand, with the statements for one row, which both databases understand.</summary>
/// <param name="Name">The table.</param>
/// <param name="Key">The columns that say which row, for updates and conflicts.</param>
/// <param name="Columns">All columns that are written.</param>
internal sealed record Table<TRow>(string Name, IReadOnlyList<string> Key, IReadOnlyList<Column<TRow>> Columns)
{
    public string ColumnList { get; } = string.Join(", ", Columns.Select(c => Quoted(c.Name)));

    public string OnConflictNothing { get; } = $"on conflict ({string.Join(", ", Key.Select(Quoted))}) do nothing";

    public string OnConflictUpdate { get; } =
        $"on conflict ({string.Join(", ", Key.Select(Quoted))}) do update set "
        + string.Join(", ", Columns.Where(c => !Key.Contains(c.Name)).Select(c => $"{Quoted(c.Name)} = excluded.{Quoted(c.Name)}"));

    /// <summary>The parameters of the statements below, one for each column.</summary>
    public IReadOnlyList<string> Parameters { get; } = [.. Columns.Select((_, number) => $"${number + 1}")];

    public string Insert => field ??= $"insert into {Name} ({ColumnList}) values ({string.Join(", ", Parameters)})";

    public string InsertNew => field ??= $"{Insert} {OnConflictNothing}";

    public string Upsert => field ??= $"{Insert} {OnConflictUpdate}";

    public string Update => field ??=
        $"update {Name} set {string.Join(", ", Changing.Select(Is))} where {string.Join(" and ", Columns.Where(c => Key.Contains(c.Name)).Select(Is))}";

    /// <summary>Columns that are not part of the key.</summary>
    public IEnumerable<Column<TRow>> Changing => Columns.Where(c => !Key.Contains(c.Name));

    private string Is(Column<TRow> column) => $"{Quoted(column.Name)} = {Parameters[Columns.ToList().IndexOf(column)]}";

    /// <summary>Names such as <c>key</c>, <c>from</c> and <c>by</c> are words of SQL too.</summary>
    private static string Quoted(string name) => $"\"{name}\"";
}
