using Microsoft.EntityFrameworkCore;

namespace PhaseEngine.Data.Tests;

internal static class Waiting
{
    /// <summary>Returns once another transaction on the same PostgreSQL database waits for a lock.</summary>
    public static async Task UntilSomebodyWaits(this PhaseEngineDb db, CancellationToken ct)
    {
        while (await db.Database.SqlQueryRaw<int>(
            """select count(*)::int as "Value" from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'""").SingleAsync(ct) == 0)
        {
            await Task.Yield();
        }
    }
}
