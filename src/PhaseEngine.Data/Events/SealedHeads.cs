using Microsoft.EntityFrameworkCore;

namespace PhaseEngine.Data.Events;

/// <summary>Compares what a seal says of streams with what is on record.</summary>
internal sealed class SealedHeads(PhaseEngineDb db)
{
    /// <summary>What the record lacks of a seal.</summary>
    /// <param name="leaves">The seal's.</param>
    /// <param name="campaign">Only streams of this campaign, and streams that are gone, whosever they were.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<List<ChainFinding>> Compare(byte[] leaves, Guid? campaign, CancellationToken ct)
    {
        var findings = new List<ChainFinding>();
        foreach (var chunk in SealedHead.Unpack(leaves).Chunk(1000)) await Compare(chunk, campaign, findings, ct);
        return findings;
    }

    private async Task Compare(SealedHead[] heads, Guid? campaign, List<ChainFinding> findings, CancellationToken ct)
    {
        var ids = heads.Select(h => h.Stream).ToArray();
        var known = (await db.Runs.Where(r => ids.Contains(r.Id)).Select(r => r.Id)
            .Union(db.Streams.Where(s => ids.Contains(s.Id)).Select(s => s.Id)).ToListAsync(ct)).ToHashSet();
        findings.AddRange(heads.Where(h => !known.Contains(h.Stream)).Select(h => new ChainFinding("stream-missing", h.Stream, null)));

        if (campaign is { } one)
        {
            known = (await db.Runs.Where(r => r.CampaignId == one && ids.Contains(r.Id)).Select(r => r.Id)
                .Union(db.StreamsOf(one).Where(s => ids.Contains(s.Id)).Select(s => s.Id)).ToListAsync(ct)).ToHashSet();
        }

        var numbers = heads.Select(h => h.Seq).Distinct().ToArray();
        var hashes = (await db.Events.Where(e => ids.Contains(e.Stream) && numbers.Contains(e.Seq)).Select(e => new { e.Stream, e.Seq, e.Hash }).ToListAsync(ct))
            .ToDictionary(e => (e.Stream, e.Seq), e => e.Hash);
        foreach (var head in heads.Where(h => known.Contains(h.Stream)))
        {
            if (!hashes.TryGetValue((head.Stream, head.Seq), out var hash)) findings.Add(new ChainFinding("tail-missing", head.Stream, head.Seq));
            else if (!hash.AsSpan().SequenceEqual(head.Hash)) findings.Add(new ChainFinding("chain-recomputed", head.Stream, head.Seq));
        }
    }
}

internal static class CampaignStreams
{
    /// <summary>The streams other than runs in which something about a campaign stands: its own, its template's, its units', the installation's.</summary>
    public static IQueryable<EventStream> StreamsOf(this PhaseEngineDb db, Guid campaign) => db.Streams.Where(
        s => s.Id == campaign || s.Id == EventStream.SystemId
            || db.Runs.Any(r => r.CampaignId == campaign && r.UnitId == s.Id)
            || db.Campaigns.Any(c => c.Id == campaign && db.Templates.Any(t => t.Id == c.TemplateId && t.StreamId == s.Id)));
}
