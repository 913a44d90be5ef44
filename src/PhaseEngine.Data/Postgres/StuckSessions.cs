using Npgsql;

namespace PhaseEngine.Data.Postgres;

/// <summary>
/// Ends sessions of nodes that stand still in the middle of a transaction (a process that was stopped, a machine that was
/// paused), so that the rows they hold are free for the others. PostgreSQL notices that a node is dead, never that it stands
/// still. What was not committed is undone, and the node finds its connection broken when it wakes.
/// </summary>
public sealed class StuckSessions(NpgsqlDataSource source)
{
    /// <summary>A session is stuck that is found in the very same wait so many times in a row. Looks, not time, so that a node that slept counts nobody out.</summary>
    public const int Looks = 5;

    /// <summary>
    /// Of our own program, user and database; in a transaction that has written or locked something; and the next move is the
    /// node's. Whoever copies rows slowly is not stuck: more has arrived.
    /// </summary>
    private const string Waiting =
        """
        from pg_stat_activity a left join pg_stat_progress_copy c on c.pid = a.pid
        where a.datname = current_database() and a.usename = current_user and a.application_name = current_setting('application_name')
            and a.backend_xid is not null and a.wait_event_type = 'Client'
        """;

    private Dictionary<Wait, int> _seen = [];

    /// <summary>Looks once, and ends what has not moved for <see cref="Looks"/> looks.</summary>
    /// <returns>How many sessions were ended.</returns>
    public async Task<int> Look(CancellationToken ct)
    {
        _seen = (await Find(ct)).ToDictionary(wait => wait, wait => _seen.GetValueOrDefault(wait) + 1);
        var ended = 0;
        foreach (var wait in _seen.Where(seen => seen.Value >= Looks).Select(seen => seen.Key))
        {
            if (await End(wait, ct)) ended++;
        }

        return ended;
    }

    private async Task<List<Wait>> Find(CancellationToken ct)
    {
        await using var command = source.CreateCommand($"select a.pid, a.state_change, coalesce(c.bytes_processed, 0) {Waiting}");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var waiting = new List<Wait>();
        while (await reader.ReadAsync(ct)) waiting.Add(new(reader.GetInt32(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetInt64(2)));
        return waiting;
    }

    /// <summary>Unless it has moved since it was found.</summary>
    private async Task<bool> End(Wait wait, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            $"select pg_terminate_backend(a.pid) {Waiting} and a.pid = $1 and a.state_change = $2 and coalesce(c.bytes_processed, 0) = $3");
        command.Parameters.Add(new() { Value = wait.Session });
        command.Parameters.Add(new() { Value = wait.Since });
        command.Parameters.Add(new() { Value = wait.Copied });
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <param name="Session">The process that serves it.</param>
    /// <param name="Since">The beginning of its statement, or of the pause after one.</param>
    /// <param name="Copied">Bytes that a COPY has brought so far.</param>
    private readonly record struct Wait(int Session, DateTimeOffset Since, long Copied);
}
