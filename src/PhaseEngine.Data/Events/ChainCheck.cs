using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Data.Runs;

namespace PhaseEngine.Data.Events;

/// <summary>Something about the record that is not as it should be.</summary>
/// <param name="Code">
/// <c>event-changed</c>, <c>event-missing</c>, <c>tail-missing</c>, <c>run-missing</c>, <c>chain-recomputed</c>, <c>content-changed</c>,
/// <c>content-missing</c>, <c>seal-forged</c>, <c>seal-missing</c>, <c>stream-missing</c> (events without a head).
/// </param>
/// <param name="Subject">The stream, record or campaign concerned.</param>
/// <param name="Seq">The event's or seal's number; null where there is none.</param>
public sealed record ChainFinding(string Code, Guid Subject, int? Seq);

/// <summary>What came of a check.</summary>
/// <param name="Streams">Streams read.</param>
/// <param name="Events">Events read.</param>
/// <param name="Seals">Seals read.</param>
/// <param name="Unsigned">Seals whose signature nobody could check, because the key is not on this machine.</param>
/// <param name="Erased">Contents erased on purpose, which is no fault.</param>
/// <param name="Findings">What is wrong; nothing in a healthy record.</param>
public sealed record ChainReport(int Streams, int Events, int Seals, int Unsigned, int Erased, IReadOnlyList<ChainFinding> Findings);

/// <summary>Checks the record of a campaign, or of everything: each chain by itself, contents against their commitments, and all against the seals.</summary>
public sealed class ChainCheck(PhaseEngineDb db, SealFiles files)
{
    private readonly List<ChainFinding> findings = [];
    private int streams;
    private int events;
    private int erased;
    private int seals;
    private int unsigned;

    /// <summary>One campaign: its runs, its own stream, its template's, the installation's, and its seals.</summary>
    public async Task<ChainReport> Verify(Guid campaign, CancellationToken ct)
    {
        var others = await db.OtherStreams(campaign, ct);
        return await Verify([campaign], db.Runs.Where(r => r.CampaignId == campaign), db.Streams.Where(s => others.Contains(s.Id)), null, ct);
    }

    /// <summary>Every stream and every seal there is.</summary>
    /// <param name="progress">Told how many streams are done.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<ChainReport> VerifyAll(IProgress<(long Done, long Of)>? progress, CancellationToken ct)
    {
        var headless = await db.Events.Select(e => e.Stream).Distinct()
            .Where(id => !db.Runs.Any(r => r.Id == id) && !db.Streams.Any(s => s.Id == id)).ToListAsync(ct);
        findings.AddRange(headless.Select(stream => new ChainFinding("stream-missing", stream, null)));
        var campaigns = await db.Seals.Select(s => s.CampaignId).Union(db.Campaigns.Select(c => c.Id)).ToListAsync(ct);
        return await Verify([.. campaigns.Union(OutsideSeals().Select(s => s.Campaign))], db.Runs, db.Streams, progress, ct);
    }

    private async Task<ChainReport> Verify(
        Guid[] campaigns, IQueryable<Run> ofRuns, IQueryable<EventStream> ofOthers, IProgress<(long Done, long Of)>? progress, CancellationToken ct)
    {
        var heads = await ofRuns.Select(r => new SealedHead(r.Id, r.Seq, r.Head)).ToListAsync(ct);
        heads.AddRange(await ofOthers.Select(s => new SealedHead(s.Id, s.Seq, s.Head)).ToListAsync(ct));
        foreach (var chunk in heads.Chunk(1000))
        {
            await VerifyChains(chunk, ct);
            progress?.Report((streams, heads.Count));
        }

        var known = heads.Select(h => h.Stream).ToHashSet();
        foreach (var campaign in campaigns) await VerifySeals(campaign, known, ct);
        return new ChainReport(streams, events, seals, unsigned, erased, findings);
    }

    private async Task VerifyChains(SealedHead[] heads, CancellationToken ct)
    {
        var ids = heads.Select(h => h.Stream).ToArray();
        var rows = await db.Events.AsNoTracking().Where(e => ids.Contains(e.Stream)).OrderBy(e => e.Stream).ThenBy(e => e.Seq).ToListAsync(ct);
        var byStream = rows.ToLookup(e => e.Stream);
        foreach (var head in heads) VerifyChain(head, byStream[head.Stream]);

        var commitments = rows.Where(e => e.Payload is not []).SelectMany(e => CommitmentsOf(e)).ToList();
        foreach (var chunk in commitments.Chunk(1000)) await VerifyContents(chunk, ct);
    }

    private void VerifyChain(SealedHead head, IEnumerable<Event> chain)
    {
        streams++;
        var (seq, hash) = (0, Chain.Empty);
        foreach (var e in chain)
        {
            events++;
            if (e.Seq != seq + 1)
            {
                findings.Add(new ChainFinding("event-missing", head.Stream, seq + 1));
                return;
            }

            if (!e.Hash.AsSpan().SequenceEqual(Chain.Hash(hash, e.Stream, e.Seq, e.At, e.Actor, e.Act, e.Payload)))
            {
                findings.Add(new ChainFinding("event-changed", head.Stream, e.Seq));
                return;
            }

            (seq, hash) = (e.Seq, e.Hash);
            // Events behind the head were written while this was read.
            if (seq == head.Seq) break;
        }

        if (seq < head.Seq) findings.Add(new ChainFinding("tail-missing", head.Stream, seq + 1));
        else if (!hash.AsSpan().SequenceEqual(head.Hash)) findings.Add(new ChainFinding("event-changed", head.Stream, head.Seq));
    }

    private static IEnumerable<(Guid Evidence, byte[] Commitment)> CommitmentsOf(Event e)
    {
        try
        {
            return EventPayload.Commitments(e.Payload);
        }
        catch (JsonException)
        {
            // Not as it was written: the chain has said so already.
            return [];
        }
    }

    private async Task VerifyContents(IReadOnlyCollection<(Guid Evidence, byte[] Commitment)> commitments, CancellationToken ct)
    {
        var ids = commitments.Select(c => c.Evidence).Distinct().ToArray();
        var contents = await db.EvidenceContents.AsNoTracking().Where(c => ids.Contains(c.EvidenceId)).ToDictionaryAsync(c => c.EvidenceId, ct);
        foreach (var (evidence, commitment) in commitments.DistinctBy(c => c.Evidence))
        {
            if (!contents.TryGetValue(evidence, out var content)) findings.Add(new ChainFinding("content-missing", evidence, null));
            else if (content.ErasedAt is not null) erased++;
            else if (content is not { Document: { } document, Salt: { } salt } || !Commitment.Of(salt, document).AsSpan().SequenceEqual(commitment))
                findings.Add(new ChainFinding("content-changed", evidence, null));
        }
    }

    private async Task VerifySeals(Guid campaign, HashSet<Guid> known, CancellationToken ct)
    {
        var inside = await db.Seals.AsNoTracking().Where(s => s.CampaignId == campaign).OrderBy(s => s.Number).ToListAsync(ct);
        var outside = OutsideSeals().Where(s => s.Campaign == campaign).ToDictionary(s => s.Number, s => s.Root);
        // Only whoever seals makes a key: with a new one every seal would look forged.
        using var key = File.Exists(files.KeyFile) ? SealKey.LoadOrCreate(files.KeyFile) : null;
        var previous = Chain.Empty;
        foreach (var seal in inside)
        {
            var statement = Sealer.Statement(campaign, seal.Number, seal.At, seal.Streams, seal.Root, seal.Previous);
            var asOutside = !outside.Remove(seal.Number, out var root) || root == Convert.ToHexString(seal.Root);
            var genuine = asOutside
                && key?.Signed(statement, seal.Signature) != false
                && seal.Previous.AsSpan().SequenceEqual(previous)
                && SealedHead.MerkleRoot(seal.Leaves).AsSpan().SequenceEqual(seal.Root);
            if (!genuine) findings.Add(new ChainFinding("seal-forged", campaign, seal.Number));
            if (key is null) unsigned++;
            seals++;
            previous = seal.Root;
        }

        findings.AddRange(outside.Keys.Select(number => new ChainFinding("seal-missing", campaign, number)));

        // Every seal covers what the one before did and more, so the last one says it all.
        if (inside is not [])
        {
            foreach (var chunk in SealedHead.Unpack(inside[^1].Leaves).Chunk(1000)) await VerifySealedHeads(chunk, known, ct);
        }
    }

    private IEnumerable<OutsideSeal> OutsideSeals() =>
        File.Exists(files.SealFile)
            ? File.ReadLines(files.SealFile).Select(line => JsonSerializer.Deserialize<OutsideSeal>(line, JsonSerializerOptions.Web)!)
            : [];

    private async Task VerifySealedHeads(SealedHead[] heads, HashSet<Guid> known, CancellationToken ct)
    {
        foreach (var head in heads.Where(h => !known.Contains(h.Stream))) findings.Add(new ChainFinding("run-missing", head.Stream, null));

        var ids = heads.Select(h => h.Stream).ToArray();
        var hashes = (await db.Events.Where(e => ids.Contains(e.Stream)).Select(e => new { e.Stream, e.Seq, e.Hash }).ToListAsync(ct))
            .ToDictionary(e => (e.Stream, e.Seq), e => e.Hash);
        foreach (var head in heads.Where(h => known.Contains(h.Stream) && h.Seq > 0))
        {
            if (!hashes.TryGetValue((head.Stream, head.Seq), out var hash)) findings.Add(new ChainFinding("tail-missing", head.Stream, head.Seq));
            else if (!hash.AsSpan().SequenceEqual(head.Hash)) findings.Add(new ChainFinding("chain-recomputed", head.Stream, head.Seq));
        }
    }
}
