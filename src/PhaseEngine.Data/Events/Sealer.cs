using System.Text;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;
using PhaseEngine.Data.Sql;

namespace PhaseEngine.Data.Events;

/// <summary>
/// Seals the record: a signed Merkle root over the heads of all streams that moved since the seal before, kept in the database
/// and in a list outside it. Whoever can write the database can recompute a chain, but neither the signature nor the list.
/// </summary>
public sealed class Sealer(PhaseEngineDb db, SealFiles files)
{
    /// <summary>How many streams one seal covers at most: more that moved get more seals.</summary>
    private const int Most = 10_000;

    private static readonly Table<SealedHead> Runs = MarksOf("runs");
    private static readonly Table<SealedHead> Streams = MarksOf("streams");

    /// <summary>Seals what moved. Nothing is signed while what was sealed last is not as it was.</summary>
    /// <returns>How many streams had moved.</returns>
    /// <exception cref="InvalidDataException">The record was rewritten, or the database lacks seals that the list has.</exception>
    public async Task<int> Seal(DateTimeOffset now, CancellationToken ct)
    {
        await CheckLast(ct);
        using var key = SealKey.LoadOrCreate(files.KeyFile);
        for (var moved = 0; ;)
        {
            var more = await SealNext(key, now, ct);
            if (more == 0) return moved;
            moved += more;
        }
    }

    /// <summary>What is signed.</summary>
    internal static byte[] Statement(int number, DateTimeOffset at, int streams, byte[] root, byte[] previous) =>
        Encoding.UTF8.GetBytes($"{number} {at.UtcTicks} {streams} {Convert.ToHexString(root)} {Convert.ToHexString(previous)}");

    /// <summary>Looks at what was sealed the last time; all the seals before are for <see cref="ChainCheck"/>.</summary>
    private async Task CheckLast(CancellationToken ct)
    {
        if (await db.Seals.MaxAsync(s => (DateTimeOffset?)s.At, ct) is not { } last) return;

        var heads = new SealedHeads(db);
        foreach (var number in await db.Seals.Where(s => s.At == last).OrderBy(s => s.Number).Select(s => s.Number).ToListAsync(ct))
        {
            var leaves = await db.Seals.Where(s => s.Number == number).Select(s => s.Leaves).SingleAsync(ct);
            var findings = await heads.Compare(leaves, null, ct);
            if (findings is [var first, ..])
                throw new InvalidDataException($"Nothing is sealed: {findings.Count} streams are not as seal {number} says, among them {first.Subject} ({first.Code}). See verify.");
        }
    }

    private async Task<int> SealNext(SealKey key, DateTimeOffset now, CancellationToken ct)
    {
        await using var transaction = await db.BeginWrite(ct);
        await db.Sets.TakeTurn(db, Turn.Seal, ct);
        var last = await db.Seals.AsNoTracking().OrderByDescending(s => s.Number).Select(s => new { s.Number, s.Root }).FirstOrDefaultAsync(ct);
        await Relist(last?.Number ?? 0, ct);

        var runs = await db.Runs.Where(r => r.Seq != r.Sealed).OrderBy(r => r.Id).Take(Most).Select(r => new SealedHead(r.Id, r.Seq, r.Head)).ToListAsync(ct);
        var streams = await db.Streams.Where(s => s.Seq != s.Sealed).OrderBy(s => s.Id).Take(Most - runs.Count)
            .Select(s => new SealedHead(s.Id, s.Seq, s.Head)).ToListAsync(ct);
        if (runs.Count + streams.Count == 0) return 0;

        var leaves = SealedHead.Pack([.. runs, .. streams]);
        var (number, at, root, previous) = ((last?.Number ?? 0) + 1, Chain.OnRecord(now), SealedHead.MerkleRoot(leaves), last?.Root ?? Chain.Empty);
        db.Seals.Add(new Seal
        {
            Number = number, At = at, Streams = runs.Count + streams.Count, Root = root, Leaves = leaves, Previous = previous,
            Signature = key.Sign(Statement(number, at, runs.Count + streams.Count, root, previous)),
        });
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        await db.Sets.Update(db, Runs, runs, ct);
        await db.Sets.Update(db, Streams, streams, ct);
        await transaction.CommitAsync(ct);
        return runs.Count + streams.Count;
    }

    /// <summary>
    /// Writes down outside what is not there yet. A seal is listed after its commit, by the next look for what moved: so a process
    /// may die at any point, and a line whose seal the database lacks always means that somebody took it away.
    /// </summary>
    private async Task Relist(int last, CancellationToken ct)
    {
        var list = new SealList(files.SealFile);
        var listed = list.Last();
        if (listed > last) throw new InvalidDataException($"Nothing is sealed: the list has seals up to {listed}, the database up to {last}.");

        var rows = await db.Seals.AsNoTracking().Where(s => s.Number > listed).OrderBy(s => s.Number)
            .Select(s => new { s.Number, s.At, s.Streams, s.Root, s.Signature }).ToListAsync(ct);
        list.Append(rows.Select(s => new ListedSeal(s.Number, s.At, s.Streams, Convert.ToHexString(s.Root), Convert.ToBase64String(s.Signature))));
    }

    private static Table<SealedHead> MarksOf(string table) => new(table, ["id"],
    [
        Column.Of<SealedHead, Guid>("id", NpgsqlDbType.Uuid, h => h.Stream),
        Column.Of<SealedHead, int>("sealed", NpgsqlDbType.Integer, h => h.Seq),
    ]);
}
