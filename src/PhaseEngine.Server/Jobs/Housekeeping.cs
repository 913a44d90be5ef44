using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Data.Reminders;

namespace PhaseEngine.Server.Jobs;

/// <summary>
/// Clears away what nobody needs any more: kept answers, links and tokens that let nobody in, old records of jobs and of
/// signing in, and sent mails, which hold an address. Reminders, evidence and events stay. Lets SQLite count its rows anew.
/// </summary>
[Recurring("housekeeping", everySeconds: 60 * 60)]
internal sealed class Housekeeping(PhaseEngineDb db, Database database, TimeProvider clock) : IRecurringJob
{
    /// <summary>Few enough that on SQLite nobody waits long for their turn to write.</summary>
    private const int AtOnce = 500;

    private static readonly TimeSpan LinksShown = TimeSpan.FromDays(30);
    private static readonly TimeSpan MailsKept = TimeSpan.FromDays(90);
    private static readonly TimeSpan JobsKept = TimeSpan.FromDays(30);
    private static readonly TimeSpan IdleJobsKept = TimeSpan.FromHours(1);

    public async Task<int> Run(CancellationToken ct)
    {
        if (database.IsSqlite) await CountRows(ct);

        var now = clock.GetUtcNow();
        var (links, mails, jobs, idle) = (now - LinksShown, now - MailsKept, now - JobsKept, now - IdleJobsKept);
        return await Clear(db.IdempotencyKeys.Where(k => k.ExpiresAt <= now).OrderBy(k => k.ExpiresAt), ct)
            + await Clear(db.Invitations.Where(i => i.ExpiresAt <= links).OrderBy(i => i.ExpiresAt), ct)
            + await Clear(db.AccessTokens.Where(t => t.ExpiresAt <= links || t.RevokedAt <= links).OrderBy(t => t.ExpiresAt), ct)
            + await Clear(db.Imports.Where(i => i.StartedAt <= jobs).OrderBy(i => i.StartedAt), ct)
            + await Clear(db.Set<SignInAttempt>().Where(a => a.LastAt <= mails).OrderBy(a => a.LastAt), ct)
            + await Clear(db.Deliveries.Where(d => d.State != DeliveryState.Waiting && d.NextAt <= mails).OrderBy(d => d.NextAt), ct)
            // Most runs of the quick jobs find nothing to do.
            + await Clear(db.JobRuns.Where(r => r.StartedAt <= jobs || (r.StartedAt <= idle && r.FinishedAt != null && r.Processed == 0 && r.Error == null)).OrderBy(r => r.StartedAt), ct);
    }

    /// <summary>
    /// PostgreSQL gathers statistics by itself; SQLite plans by guesses until somebody tells it to. Tables that grew much are looked
    /// at, a few hundred rows of each index.
    /// </summary>
    private async Task CountRows(CancellationToken ct)
    {
        await using var transaction = await db.BeginWrite(ct);
        await db.Database.ExecuteSqlRawAsync("pragma optimize = 0x10012", ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<int> Clear<T>(IOrderedQueryable<T> rows, CancellationToken ct)
        where T : class
    {
        var cleared = 0;
        while (true)
        {
            await using var transaction = await db.BeginWrite(ct);
            var some = await rows.Take(AtOnce).ExecuteDeleteAsync(ct);
            await transaction.CommitAsync(ct);
            cleared += some;
            if (some < AtOnce) return cleared;
        }
    }
}
