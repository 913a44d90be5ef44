using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace PhaseEngine.Data.Sqlite;

/// <summary>
/// What every connection to the file needs: nothing acknowledged is lost, readers never wait for the writer, and what is erased is
/// overwritten.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    /// <summary>
    /// A page that many transactions change goes from the log into the file once in 16 MB, not in 4; and 64 MB of pages are kept
    /// in memory, not 2.
    /// </summary>
    private const string Pragmas =
        """
        pragma busy_timeout = 30000; pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;
        pragma wal_autocheckpoint = 4000; pragma cache_size = -65536; pragma secure_delete = on;
        """;

    /// <summary>Connections of the pool that were told before: they keep it.</summary>
    private static readonly ConditionalWeakTable<sqlite3, object> Told = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (!Told.TryAdd(((SqliteConnection)connection).Handle!, Told)) return;

        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
