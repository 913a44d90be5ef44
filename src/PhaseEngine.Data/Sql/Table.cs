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

    public string Insert => $"insert into {Name} ({ColumnList}) values ({string.Join(", ", Columns.Select(c => $"@{Name}_{c.Name}"))})";

    public string InsertNew => $"{Insert} {OnConflictNothing}";

    public string OnConflictNothing => $"on conflict ({KeyList}) do nothing";

    public string Upsert => $"{Insert} {OnConflictUpdate}";

    public string OnConflictUpdate =>
        $"on conflict ({KeyList}) do update set {string.Join(", ", Changing.Select(c => $"{Quoted(c.Name)} = excluded.{Quoted(c.Name)}"))}";

    public string Update =>
        $"update {Name} set {string.Join(", ", Changing.Select(c => $"{Quoted(c.Name)} = @{Name}_{c.Name}"))} "
        + $"where {string.Join(" and ", Key.Select(k => $"{Quoted(k)} = @{Name}_{k}"))}";

    /// <summary>Columns that are not part of the key.</summary>
    public IEnumerable<Column<TRow>> Changing => Columns.Where(c => !Key.Contains(c.Name));

    /// <summary>Names such as <c>key</c>, <c>from</c> and <c>by</c> are words of SQL too.</summary>
    public static string Quoted(string name) => $"\"{name}\"";

    /// <summary>Gives a command the parameters of the statements above, to be filled by <see cref="Bind"/>.</summary>
    public DbParameter[] AddParameters(DbCommand command) =>
    [
        .. Columns.Select(column =>
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@{Name}_{column.Name}";
            command.Parameters.Add(parameter);
            return parameter;
        }),
    ];

    public void Bind(DbParameter[] parameters, TRow row)
    {
        for (var i = 0; i < parameters.Length; i++) Columns[i].Bind(parameters[i], row);
    }
}
