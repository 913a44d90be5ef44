using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data.Runs;

namespace PhaseEngine.Data.Events;

/// <summary>Something about the record that is not as it should be.</summary>
/// <param name="Code">
/// Of chains: <c>event-changed</c>, <c>event-missing</c>, <c>tail-missing</c>, <c>event-behind-head</c>, <c>run-differs</c> (its row is
/// not what it was launched as), <c>stream-missing</c> (its events or a seal know it, no row does), <c>chain-recomputed</c>. Of what
/// lies beside them: <c>content-changed</c>, <c>content-missing</c>, <c>attachment-changed</c>, <c>attachment-missing</c>. Of seals:
/// <c>seal-forged</c>, <c>seal-missing</c>, <c>seal-unreadable</c> (a line of the list).
/// </param>
/// <param name="Subject">The stream, record or file concerned; null for seals.</param>
/// <param name="Seq">The event's, seal's or line's number; null where there is none.</param>
public sealed record ChainFinding(string Code, Guid? Subject, int? Seq);

/// <summary>What came of a check.</summary>
/// <param name="Streams">Streams read.</param>
/// <param name="Events">Events read.</param>
/// <param name="Seals">Seals read.</param>
/// <param name="Unsigned">Seals whose signature nobody could check, because the key is not on this machine.</param>
/// <param name="Erased">Contents erased on purpose, which is no fault.</param>
/// <param name="Findings">What is wrong; nothing in a healthy record.</param>
public sealed record ChainReport(int Streams, int Events, int Seals, int Unsigned, int Erased, IReadOnlyList<ChainFinding> Findings);

/// <summary>
/// Checks the record of a campaign, or of everything: each chain by itself, contents against their commitments, and all against
/// the seals. Reads set by set, so that memory does not grow with the record.
/// </summary>
public sealed class ChainCheck(PhaseEngineDb db, SealFiles files)
{
    private const int Set = 500;

    private readonly List<ChainFinding> findings = [];
    private int streams;
    private int events;

    /// <summary>One campaign: its runs, its own stream, its template's, its units', the installation's, and all seals of these.</summary>
    public Task<ChainReport> Verify(Guid campaign, CancellationToken ct) =>
        Verify(db.Runs.Where(r => r.CampaignId == campaign), db.StreamsOf(campaign), campaign, null, ct);

    /// <summary>Every stream and every seal there is.</summary>
    /// <param name="progress">Told how many streams are done.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<ChainReport> VerifyAll(IProgress<(long Done, long Of)>? progress, CancellationToken ct)
    {
        var headless = await db.Events.Select(e => e.Stream).Distinct()
            .Where(id => !db.Runs.Any(r => r.Id == id) && !db.Streams.Any(s => s.Id == id)).ToListAsync(ct);
        findings.AddRange(headless.Select(stream => new ChainFinding("stream-missing", stream, null)));
        return await Verify(db.Runs, db.Streams, null, progress, ct);
    }

    private async Task<ChainReport> Verify(
        IQueryable<Run> ofRuns, IQueryable<EventStream> ofOthers, Guid? campaign, IProgress<(long Done, long Of)>? progress, CancellationToken ct)
    {
        var contents = new ContentCheck(db, findings);
        var all = await ofRuns.CountAsync(ct) + await ofOthers.CountAsync(ct);
        await VerifySets(
            last => (from r in ofRuns.Where(r => r.Id > last).OrderBy(r => r.Id).Take(Set)
                     from c in db.Campaigns.Where(c => c.Id == r.CampaignId).DefaultIfEmpty()
                     orderby r.Id
                     select new ChainWalk(r.Id, r.Seq, r.Head, new LaunchedAs(r.CampaignId, r.UnitId, r.Batch, c!.TemplateId, r.TemplateVersion))).ToListAsync(ct),
            contents, () => progress?.Report((streams, all)), ct);
        await VerifySets(
            last => ofOthers.Where(s => s.Id > last).OrderBy(s => s.Id).Take(Set).Select(s => new ChainWalk(s.Id, s.Seq, s.Head, null)).ToListAsync(ct),
            contents, () => progress?.Report((streams, all)), ct);

        var seals = new SealCheck(db, files, findings);
        await seals.Verify(campaign, ct);
        return new ChainReport(streams, events, seals.Seals, seals.Unsigned, contents.Erased, [.. findings.Distinct()]);
    }

    private async Task VerifySets(Func<Guid, Task<List<ChainWalk>>> next, ContentCheck contents, Action done, CancellationToken ct)
    {
        for (var last = Guid.Empty; await next(last) is [.., var end] set; last = end.Stream)
        {
            await VerifyChains(set.ToDictionary(walk => walk.Stream), contents, ct);
            await contents.Verify(ct);
            done();
        }
    }

    private async Task VerifyChains(Dictionary<Guid, ChainWalk> walks, ContentCheck contents, CancellationToken ct)
    {
        var ids = walks.Keys.ToArray();
        var chains = db.Events.AsNoTracking().Where(e => ids.Contains(e.Stream)).OrderBy(e => e.Stream).ThenBy(e => e.Seq);
        await foreach (var e in chains.AsAsyncEnumerable().WithCancellation(ct))
        {
            walks[e.Stream].Take(e);
            contents.Note(e);
            events++;
        }

        streams += walks.Count;
        findings.AddRange(walks.Values.Select(walk => walk.End()).OfType<ChainFinding>());

        // An event behind the head was written while this was read, together with a new head; or it was slipped in.
        var longer = walks.Values.Where(walk => walk.Behind > 0).Select(walk => walk.Stream).ToArray();
        if (longer is []) return;
        var heads = await db.Runs.Where(r => longer.Contains(r.Id)).Select(r => new { r.Id, r.Seq })
            .Concat(db.Streams.Where(s => longer.Contains(s.Id)).Select(s => new { s.Id, s.Seq })).ToListAsync(ct);
        findings.AddRange(heads.Where(h => h.Seq < walks[h.Id].Behind).Select(h => new ChainFinding("event-behind-head", h.Id, h.Seq + 1)));
    }
}
