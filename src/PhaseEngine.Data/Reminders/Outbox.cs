using Microsoft.EntityFrameworkCore;

namespace PhaseEngine.Data.Reminders;

/// <summary>
/// Reminders on their way out. <see cref="Gather"/> puts what one person has got into one mail; <see cref="Claim"/> gives mails
/// to a node for a while and counts the attempt; the node sends without a transaction open and says with <see cref="Close"/>
/// what became of it. A node that dies in between lets its lease run out, and the mail goes out again under the same Message-ID.
/// </summary>
public sealed class Outbox(PhaseEngineDb db)
{
    /// <summary>Tried so often, a mail is given up: with <see cref="Backoff"/> after about a day and a half.</summary>
    public const int MostAttempts = 12;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    /// <summary>How long to wait after an attempt that failed: twice as long each time.</summary>
    /// <param name="attempts">Attempts so far, from 1.</param>
    public static TimeSpan Backoff(int attempts) =>
        TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(attempts - 1, 20)));

    /// <summary>
    /// Makes one mail of all reminders of a person that are not in a mail yet, for persons whose first such reminder was written
    /// before an instant: so long a sweep may go on writing more for the same mail. In one transaction, so that a reminder is in
    /// one mail or none.
    /// </summary>
    /// <param name="writtenBefore">Which persons' turn it is.</param>
    /// <param name="now">When.</param>
    /// <param name="domain">What the Message-IDs end with.</param>
    /// <param name="atMost">About how many reminders to look at.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many reminders were looked at; 0 when none is left.</returns>
    public async Task<int> Gather(DateTimeOffset writtenBefore, DateTimeOffset now, string domain, int atMost, CancellationToken ct)
    {
        await using var transaction = await db.BeginWrite(ct);

        // Ids begin with the instant they were made at.
        var border = Guid.CreateVersion7(writtenBefore).FirstOfItsMillisecond();
        var turn = await db.Reminders.Where(r => !r.Gathered && r.Id.CompareTo(border) < 0)
            .OrderBy(r => r.Id).Select(r => r.UserId).Take(atMost).ToListAsync(ct);
        var people = turn.Distinct().ToArray();
        var reminders = await Ungathered(people).AsTracking().ToListAsync(ct);
        var addresses = await db.Users
            .Where(u => people.Contains(u.Id) && u.EmailConfirmed && u.WantsMail && u.Email != null)
            .ToDictionaryAsync(u => u.Id, u => u.Email!, ct);

        foreach (var ofOne in reminders.GroupBy(r => r.UserId))
        {
            var delivery = addresses.TryGetValue(ofOne.Key, out var address) ? Mail(ofOne.Min(r => r.Id), ofOne.Key, address, domain, now) : null;
            if (delivery is not null) db.Deliveries.Add(delivery);
            foreach (var reminder in ofOne) (reminder.Gathered, reminder.DeliveryId) = (true, delivery?.Id);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
        return reminders.Count;
    }

    /// <summary>Takes mails that are due, for as long as the lease lasts. Those another node is just taking are passed over.</summary>
    public async Task<IReadOnlyList<Delivery>> Claim(DateTimeOffset now, TimeSpan lease, int atMost, CancellationToken ct)
    {
        await using var transaction = await db.BeginWrite(ct);
        var claimed = await db.Deliveries
            .FromSqlRaw(db.Database.IsSqlite() ? ClaimSql("") : ClaimSql("for update skip locked"), Instant(now), MostAttempts, atMost, Instant(now + lease))
            .AsNoTracking().ToListAsync(ct);
        await transaction.CommitAsync(ct);
        return claimed;
    }

    /// <summary>Says what became of a mail that was claimed.</summary>
    /// <param name="claimed">As it was claimed.</param>
    /// <param name="state">Sent, failed for good, or still waiting: then it is tried again after a pause.</param>
    /// <param name="error">What went wrong.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False when the mail belongs to somebody else by now: the lease had run out.</returns>
    public async Task<bool> Close(Delivery claimed, DeliveryState state, string? error, DateTimeOffset now, CancellationToken ct)
    {
        await using var transaction = await db.BeginWrite(ct);
        var closed = await db.Deliveries
            .Where(d => d.Id == claimed.Id && d.Fence == claimed.Fence && d.State == DeliveryState.Waiting)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(d => d.State, state == DeliveryState.Waiting && claimed.Attempts >= MostAttempts ? DeliveryState.Failed : state)
                    .SetProperty(d => d.NextAt, now + Backoff(claimed.Attempts))
                    .SetProperty(d => d.LeaseUntil, (DateTimeOffset?)null)
                    .SetProperty(d => d.LastError, error),
                ct);
        await transaction.CommitAsync(ct);
        return closed == 1;
    }

    /// <summary>Gives up mails whose last attempt nobody lived to tell of.</summary>
    public async Task<int> GiveUp(DateTimeOffset now, CancellationToken ct)
    {
        await using var transaction = await db.BeginWrite(ct);
        var givenUp = await db.Deliveries
            .Where(d => d.State == DeliveryState.Waiting && d.Attempts >= MostAttempts && d.LeaseUntil != null && d.LeaseUntil <= now)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(d => d.State, DeliveryState.Failed)
                    .SetProperty(d => d.LeaseUntil, (DateTimeOffset?)null)
                    .SetProperty(d => d.LastError, "The last attempt broke off."),
                ct);
        await transaction.CommitAsync(ct);
        return givenUp;
    }

    private static string ClaimSql(string passOver) =>
        $$"""
        with due as materialized (
            select id from deliveries
            where state = 'waiting' and next_at <= {0} and attempts < {1} and (lease_until is null or lease_until <= {0})
            order by next_at limit {2} {{passOver}})
        update deliveries set attempts = attempts + 1, fence = fence + 1, lease_until = {3}
        where id in (select id from due)
        returning *
        """;

    private static Delivery Mail(Guid firstReminder, Guid user, string address, string domain, DateTimeOffset now) => new()
    {
        Id = firstReminder,
        UserId = user,
        Channel = "mail",
        Address = address,
        MessageId = $"<{firstReminder}@{domain}>",
        CreatedAt = now,
        NextAt = now,
    };

    /// <summary>Locked, where others can write at the same time: what one node is putting into a mail, no other does.</summary>
    private IQueryable<Reminder> Ungathered(Guid[] people) => db.Database.IsSqlite()
        ? db.Reminders.Where(r => people.Contains(r.UserId) && !r.Gathered).OrderBy(r => r.Id)
        : db.Reminders.FromSqlRaw(
            "select * from reminders where user_id = any({0}) and not gathered order by id for update skip locked", people);

    private object Instant(DateTimeOffset at) => db.Database.IsSqlite() ? at.UtcTicks : at;
}

internal static class GuidOrder
{
    /// <summary>The least id (version 7) of the millisecond one was made in.</summary>
    public static Guid FirstOfItsMillisecond(this Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[6..].Clear();
        return new Guid(bytes, bigEndian: true);
    }
}
