using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace PhaseEngine.Data.Access;

/// <summary>
/// Makes guessing passwords slow without letting strangers lock anybody out for long: wrong passwords count by name and address,
/// and only very many from everywhere hold up the name, and then not where its owner has come in from lately.
/// </summary>
public sealed class SignInAttempts(PhaseEngineDb db)
{
    /// <summary>Wrong passwords from one address.</summary>
    public const int MostFromOne = 5;

    /// <summary>Wrong passwords from all addresses together.</summary>
    public const int MostFromAll = 50;

    /// <summary>How long it takes until there are as many again.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Lately = TimeSpan.FromDays(90);

    /// <summary>Counts an attempt as wrong, before it is known, so that many at once are counted too.</summary>
    /// <returns>Whether the password is to be looked at.</returns>
    public async Task<bool> Begin(string name, string address, DateTimeOffset now, CancellationToken ct)
    {
        var (pair, hash, over) = (Pair(name, address), Hash(name), now - Pause);
        var (at, since) = (db.Sets.Instant(now), db.Sets.Instant(over));
        await using var transaction = await db.BeginWrite(ct);
        await db.Database.ExecuteSqlAsync(
            $"""
             insert into sign_in_attempts (pair, name, failures, last_at) values ({pair}, {hash}, 1, {at})
             on conflict (pair) do update set failures = case when sign_in_attempts.last_at <= {since} then 1 else sign_in_attempts.failures + 1 end, last_at = {at}
             """, ct);
        var mine = await db.Set<SignInAttempt>().AsNoTracking().SingleAsync(a => a.Pair == pair, ct);
        var all = await db.Set<SignInAttempt>().Where(a => a.Name == hash && a.LastAt > over).SumAsync(a => a.Failures, ct);
        await transaction.CommitAsync(ct);
        return mine.Failures <= MostFromOne && (all <= MostFromAll || now - Lately < mine.SucceededAt);
    }

    /// <summary>It was right after all.</summary>
    public async Task Succeed(string name, string address, DateTimeOffset now, CancellationToken ct)
    {
        var pair = Pair(name, address);
        await db.Set<SignInAttempt>().Where(a => a.Pair == pair)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.Failures, 0).SetProperty(a => a.SucceededAt, now), ct);
    }

    /// <summary>A new password was set: what was tried before does not count any more.</summary>
    public async Task Forget(string name, CancellationToken ct)
    {
        var hash = Hash(name);
        await db.Set<SignInAttempt>().Where(a => a.Name == hash).ExecuteUpdateAsync(set => set.SetProperty(a => a.Failures, 0), ct);
    }

    private static byte[] Hash(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(Normalized(name)));

    private static byte[] Pair(string name, string address) => SHA256.HashData(Encoding.UTF8.GetBytes($"{Normalized(name)}\n{address}"));

    /// <summary>As accounts are looked up: otherwise each way of writing one name would have tries of its own.</summary>
    private static string Normalized(string name) => new UpperInvariantLookupNormalizer().NormalizeName(name);
}
