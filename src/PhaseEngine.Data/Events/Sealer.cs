using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace PhaseEngine.Data.Events;

/// <summary>
/// Seals campaigns: a signed Merkle root over the heads of all their streams, kept in the database and in a file outside it.
/// Whoever can write the database can recompute a chain, but neither the signature nor the file.
/// </summary>
public sealed class Sealer(PhaseEngineDb db, SealFiles files)
{
    /// <summary>Seals a campaign as it stands.</summary>
    /// <returns>Null when nothing has happened since its last seal, which says all there is to say.</returns>
    public async Task<Seal?> Seal(Guid campaign, DateTimeOffset now, CancellationToken ct)
    {
        var heads = new List<SealedHead>();
        var runs = db.Runs.Where(r => r.CampaignId == campaign).OrderBy(r => r.Id).Select(r => new SealedHead(r.Id, r.Seq, r.Head));
        await foreach (var head in runs.AsAsyncEnumerable().WithCancellation(ct)) heads.Add(head);

        var others = await db.OtherStreams(campaign, ct);
        heads.AddRange(await db.Streams.Where(s => others.Contains(s.Id)).OrderBy(s => s.Id).Select(s => new SealedHead(s.Id, s.Seq, s.Head)).ToListAsync(ct));

        await using var transaction = await db.BeginWrite(ct);
        var last = await db.Seals.AsNoTracking().Where(s => s.CampaignId == campaign).OrderByDescending(s => s.Number)
            .Select(s => new { s.Number, s.Root }).FirstOrDefaultAsync(ct);
        var leaves = SealedHead.Pack(heads);
        var (number, at, root, previous) = ((last?.Number ?? 0) + 1, Chain.OnRecord(now), SealedHead.MerkleRoot(leaves), last?.Root ?? Chain.Empty);
        if (root.AsSpan().SequenceEqual(previous)) return null;

        using var key = SealKey.LoadOrCreate(files.KeyFile);
        var seal = new Seal
        {
            CampaignId = campaign, Number = number, At = at, Streams = heads.Count, Root = root, Leaves = leaves, Previous = previous,
            Signature = key.Sign(Statement(campaign, number, at, heads.Count, root, previous)),
        };
        db.Seals.Add(seal);
        await db.SaveChangesAsync(ct);
        await File.AppendAllTextAsync(files.SealFile, Line(seal) + "\n", ct);
        await transaction.CommitAsync(ct);
        return seal;
    }

    /// <summary>What is signed.</summary>
    internal static byte[] Statement(Guid campaign, int number, DateTimeOffset at, int streams, byte[] root, byte[] previous) =>
        Encoding.UTF8.GetBytes($"{campaign} {number} {at.UtcTicks} {streams} {Convert.ToHexString(root)} {Convert.ToHexString(previous)}");

    /// <summary>The seal in the file outside.</summary>
    internal static string Line(Seal seal) => JsonSerializer.Serialize(
        new OutsideSeal(seal.CampaignId, seal.Number, seal.At, seal.Streams, Convert.ToHexString(seal.Root), Convert.ToBase64String(seal.Signature)),
        JsonSerializerOptions.Web);
}

/// <summary>A seal as the file outside has it.</summary>
internal sealed record OutsideSeal(Guid Campaign, int Number, DateTimeOffset At, int Streams, string Root, string Signature);

internal static class CampaignStreams
{
    /// <summary>The streams other than runs that a campaign's seal covers: its own, its template's, the system's.</summary>
    public static async Task<List<Guid>> OtherStreams(this PhaseEngineDb db, Guid campaign, CancellationToken ct) =>
    [
        campaign, EventStream.SystemId,
        .. await (from c in db.Campaigns join t in db.Templates on c.TemplateId equals t.Id where c.Id == campaign select t.StreamId).ToListAsync(ct),
    ];
}
