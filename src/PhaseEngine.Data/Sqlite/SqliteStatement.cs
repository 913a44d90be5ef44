using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PhaseEngine.Data.Sqlite;

/// <summary>
/// One statement, compiled once and executed for row after row. Values are bound in the forms Entity Framework reads them in,
/// their places looked up once; a command does that again for each row, which takes longer than writing the row.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private readonly int[] places;
    private int bound;

    /// <param name="connection">Open.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">Its parameters, in the order in which they will be bound.</param>
    public SqliteStatement(SqliteConnection connection, string sql, IEnumerable<string> parameters)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
        places = [.. parameters.Select(parameter => raw.sqlite3_bind_parameter_index(statement, parameter))];
    }

    /// <summary>The next value: a number, day, instant, id or answer.</summary>
    public void Bind<T>(T? value) where T : struct
    {
        var place = places[bound++];
        // One of these is left of all, compiled for each type.
        if (value is not { } given) Check(raw.sqlite3_bind_null(statement, place));
        else if (typeof(T) == typeof(int)) Check(raw.sqlite3_bind_int(statement, place, (int)(object)given));
        else if (typeof(T) == typeof(bool)) Check(raw.sqlite3_bind_int(statement, place, (bool)(object)given ? 1 : 0));
        else if (typeof(T) == typeof(DateTimeOffset)) Check(raw.sqlite3_bind_int64(statement, place, ((DateTimeOffset)(object)given).UtcTicks));
        else if (typeof(T) == typeof(Guid)) BindId(place, (Guid)(object)given);
        else if (typeof(T) == typeof(DateOnly)) BindDay(place, (DateOnly)(object)given);
        else throw new NotSupportedException($"No form for {typeof(T)} in SQLite.");
    }

    /// <summary>The next value: words or bytes.</summary>
    public void Bind(object? value)
    {
        var place = places[bound++];
        Check(value switch
        {
            null => raw.sqlite3_bind_null(statement, place),
            string text => raw.sqlite3_bind_text(statement, place, text),
            byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(statement, place, 0),
            byte[] content => raw.sqlite3_bind_blob(statement, place, content),
            _ => throw new NotSupportedException($"No form for {value.GetType()} in SQLite."),
        });
    }

    /// <summary>Executes it with the values bound, and begins anew.</summary>
    public void Execute()
    {
        var result = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        bound = 0;
        if (result is not (raw.SQLITE_DONE or raw.SQLITE_ROW)) Check(result);
    }

    public void Dispose() => statement.Dispose();

    /// <summary>Ids are texts in capitals.</summary>
    private void BindId(int place, Guid id)
    {
        Span<byte> text = stackalloc byte[36];
        id.TryFormat(text, out _);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] >= 'a') text[i] -= 'a' - 'A';
        }

        Check(raw.sqlite3_bind_text(statement, place, text));
    }

    private void BindDay(int place, DateOnly day)
    {
        Span<byte> text = stackalloc byte[10];
        day.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        Check(raw.sqlite3_bind_text(statement, place, text));
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, database);
}
