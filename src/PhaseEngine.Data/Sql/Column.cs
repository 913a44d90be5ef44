using Npgsql;
using NpgsqlTypes;
using PhaseEngine.Data.Postgres;
using PhaseEngine.Data.Sqlite;

namespace PhaseEngine.Data.Sql;

/// <summary>A column of a table that is written in sets: where its value comes from, and how it travels.</summary>
internal abstract class Column<TRow>(string name, NpgsqlDbType type)
{
    public string Name => name;

    protected NpgsqlDbType Type => type;

    /// <summary>One value of a PostgreSQL COPY.</summary>
    public abstract void Copy(CopyBuffer to, TRow row);

    /// <summary>All values, for <c>unnest</c>.</summary>
    public abstract NpgsqlParameter All(string parameter, IReadOnlyList<TRow> rows);

    /// <summary>One value of a SQLite statement.</summary>
    public abstract void Bind(SqliteStatement to, TRow row);

    /// <summary>One value of a PostgreSQL statement.</summary>
    public abstract NpgsqlParameter One(TRow row);
}

internal static class Column
{
    /// <summary>A column of numbers, ids, days or instants; of words and bytes: the other form.</summary>
    public static Column<TRow> Of<TRow, T>(string name, NpgsqlDbType type, Func<TRow, T?> value) where T : struct =>
        new Plain<TRow, T>(name, type, value);

    public static Column<TRow> Of<TRow, T>(string name, NpgsqlDbType type, Func<TRow, T?> value) where T : class =>
        new Long<TRow, T>(name, type, value);

    private sealed class Plain<TRow, T>(string name, NpgsqlDbType type, Func<TRow, T?> get) : Column<TRow>(name, type) where T : struct
    {
        public override void Copy(CopyBuffer to, TRow row) => to.Value(get(row));

        public override void Bind(SqliteStatement to, TRow row) => to.Bind(get(row));

        public override NpgsqlParameter All(string parameter, IReadOnlyList<TRow> rows)
        {
            var values = new T?[rows.Count];
            for (var i = 0; i < values.Length; i++) values[i] = get(rows[i]);
            return new NpgsqlParameter(parameter, Type | NpgsqlDbType.Array) { Value = values };
        }

        public override NpgsqlParameter One(TRow row) => get(row) is { } value
            ? new NpgsqlParameter<T> { NpgsqlDbType = Type, TypedValue = value }
            : new NpgsqlParameter { NpgsqlDbType = Type, Value = DBNull.Value };
    }

    private sealed class Long<TRow, T>(string name, NpgsqlDbType type, Func<TRow, T?> get) : Column<TRow>(name, type) where T : class
    {
        public override void Copy(CopyBuffer to, TRow row) => to.Value(get(row));

        public override void Bind(SqliteStatement to, TRow row) => to.Bind(get(row));

        public override NpgsqlParameter All(string parameter, IReadOnlyList<TRow> rows)
        {
            var values = new T?[rows.Count];
            for (var i = 0; i < values.Length; i++) values[i] = get(rows[i]);
            return new NpgsqlParameter(parameter, Type | NpgsqlDbType.Array) { Value = values };
        }

        public override NpgsqlParameter One(TRow row) => get(row) is { } value
            ? new NpgsqlParameter<T> { NpgsqlDbType = Type, TypedValue = value }
            : new NpgsqlParameter { NpgsqlDbType = Type, Value = DBNull.Value };
    }
}
