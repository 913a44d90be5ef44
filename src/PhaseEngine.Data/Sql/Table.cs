using System.Data.Common;

namespace PhaseEngine.Data.Sql;

/// <summary>A table that is written in sets, with the statements for one row, which both databases understand.</summary>
/// <param name="Name">The table.</param>
/// <param name="Key">The columns that say which row, for updates and conflicts.</param>
/// <param name="Columns">All columns that are written.</param>
internal sealed record Table<TRow>(string Name, IReadOnlyList<string> Key, IReadOnlyList<Column<TRow>> Columns)
{
    public string ColumnList { get; } = string.Join(", ", Columns.Select(c => Quoted(c.Name)));

    public string KeyList { get; } = string.Join(", ", Key.Select(Quoted));

    public string Insert { get; } =
        $"insert into {Name} ({string.Join(", ", Columns.Select(c => Quoted(c.Name)))}) values ({string.Join(", ", Columns.Select(c => Parameter(Name, c)))})";

    public string InsertNew => $"{Insert} {OnConflictNothing}";

    public string OnConflictNothing => $"on conflict ({KeyList}) do nothing";

    public string Upsert => $"{Insert} {OnConflictUpdate}";

    public string OnConflictUpdate { get; } =
        $"on conflict ({string.Join(", ", Key.Select(Quoted))}) do update set "
        + string.Join(", ", Columns.Where(c => !Key.Contains(c.Name)).Select(c => $"{Quoted(c.Name)} = excluded.{Quoted(c.Name)}"));

    public string Update { get; } =
        $"update {Name} set {string.Join(", ", Columns.Where(c => !Key.Contains(c.Name)).Select(c => $"{Quoted(c.Name)} = {Parameter(Name, c)}"))} "
        + $"where {string.Join(" and ", Key.Select(k => $"{Quoted(k)} = @{Name}_{k}"))}";

    /// <summary>Columns that are not part of the key.</summary>
    public IEnumerable<Column<TRow>> Changing => Columns.Where(c => !Key.Contains(c.Name));

    /// <summary>The parameter of a column in the statements above.</summary>
    public string Parameter(Column<TRow> column) => Parameter(Name, column);

    /// <summary>Names such as <c>key</c>, <c>from</c> and <c>by</c> are words of SQL too.</summary>
    public static string Quoted(string name) => $"\"{name}\"";

    /// <summary>Gives a command the parameters of the statements above, to be filled by <see cref="Bind"/>.</summary>
    public DbParameter[] AddParameters(DbCommand command) =>
    [
        .. Columns.Select(column =>
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = Parameter(column);
            command.Parameters.Add(parameter);
            return parameter;
        }),
    ];

    public void Bind(DbParameter[] parameters, TRow row)
    {
        for (var i = 0; i < parameters.Length; i++) Columns[i].Bind(parameters[i], row);
    }

    private static string Parameter(string table, Column<TRow> column) => $"@{table}_{column.Name}";
}
