using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data.Evidence;

namespace PhaseEngine.Data.Events;

/// <summary>
/// Compares what lies beside the chain with what its events say of it: contents and remarks with their commitments, files with their hashes.
/// What was erased is in order where an event says so.
/// </summary>
internal sealed class ContentCheck(PhaseEngineDb db, List<ChainFinding> findings)
{
    /// <summary>The act that erases a content; its event names the commitment again.</summary>
    public const string Erasure = "evidenceErased";

    /// <summary>The act that adds a file; its event has the hash.</summary>
    public const string Attaching = "attachmentAdded";

    private readonly HashSet<(Guid Stream, Guid Evidence, string Commitment)> named = [];
    private readonly HashSet<(Guid Stream, Guid Evidence)> erasures = [];
    private readonly List<AttachmentAdded> attached = [];
    private readonly HashSet<(Guid Stream, string Remark)> remarks = [];
    private readonly HashSet<string> remarksGone = [];
    private HashSet<string>? erasedRemarks;

    /// <summary>Contents erased on purpose.</summary>
    public int Erased { get; private set; }

    /// <summary>Keeps in mind what an event says of contents.</summary>
    public void Note(Event e)
    {
        try
        {
            if (e.Act == Attaching) attached.Add(JsonSerializer.Deserialize<AttachmentAdded>(e.Payload, JsonSerializerOptions.Web)!);
            if (e.Act != Remarks.Erasure)
                foreach (var remark in Remarks.In(e.Payload)) remarks.Add((e.Stream, remark));
            foreach (var (evidence, commitment) in EventPayload.Commitments(e.Payload))
            {
                named.Add((e.Stream, evidence, Convert.ToHexString(commitment)));
                if (e.Act == Erasure) erasures.Add((e.Stream, evidence));
            }
        }
        catch (JsonException)
        {
            // Not as it was written: the chain has said so already.
        }
    }

    /// <summary>Compares what was noted of some streams, from their first events to their last.</summary>
    public async Task Verify(CancellationToken ct)
    {
        foreach (var chunk in named.Chunk(1000)) await VerifyContents(chunk, ct);
        foreach (var chunk in attached.Chunk(100)) await VerifyAttachments(chunk, ct);
        foreach (var chunk in remarks.Chunk(1000)) await VerifyRemarks(chunk, ct);
        remarks.Clear();
        named.Clear();
        erasures.Clear();
        attached.Clear();
    }

    private async Task VerifyContents((Guid Stream, Guid Evidence, string Commitment)[] said, CancellationToken ct)
    {
        var ids = said.Select(c => c.Evidence).Distinct().ToArray();
        var contents = await db.EvidenceContents.AsNoTracking().Where(c => ids.Contains(c.EvidenceId)).ToDictionaryAsync(c => c.EvidenceId, ct);
        foreach (var (stream, evidence, commitment) in said)
        {
            if (!contents.TryGetValue(evidence, out var content)) findings.Add(new ChainFinding("content-missing", evidence, null));
            else if (content is { Document: { } document, Salt: { } salt })
            {
                if (Convert.ToHexString(Commitment.Of(salt, document)) != commitment) findings.Add(new ChainFinding("content-changed", evidence, null));
            }
            else if (erasures.Contains((stream, evidence))) Erased++;
            else findings.Add(new ChainFinding("content-missing", evidence, null));
        }
    }

    private async Task VerifyRemarks((Guid Stream, string Remark)[] said, CancellationToken ct)
    {
        var ids = said.Select(r => r.Remark).Distinct().ToArray();
        var stored = await db.Remarks.AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, ct);
        foreach (var (stream, id) in said)
        {
            if (!stored.TryGetValue(id, out var remark)) findings.Add(new ChainFinding("content-missing", stream, null));
            else if (remark is { Words: { } words, Salt: { } salt })
            {
                if (Base64Url.EncodeToString(Commitment.Of(salt, words)) != id[1..]) findings.Add(new ChainFinding("content-changed", stream, null));
            }
            else if ((erasedRemarks ??= await ErasedRemarks(ct)).Contains(id))
            {
                // What stands on several records is erased once.
                if (remarksGone.Add(id)) Erased++;
            }
            else findings.Add(new ChainFinding("content-missing", stream, null));
        }
    }

    private async Task<HashSet<string>> ErasedRemarks(CancellationToken ct)
    {
        var erasures = await db.Events.AsNoTracking().Where(e => e.Stream == EventStream.SystemId && e.Act == Remarks.Erasure).Select(e => e.Payload).ToListAsync(ct);
        return [.. erasures.SelectMany(payload => Remarks.In(payload))];
    }

    private async Task VerifyAttachments(AttachmentAdded[] said, CancellationToken ct)
    {
        var ids = said.Select(a => a.Attachment).ToArray();
        var stored = new Dictionary<Guid, (string? Sha256, bool IsErased)>();
        var rows = db.Attachments.AsNoTracking().Where(a => ids.Contains(a.Id))
            .Select(a => new { a.Id, a.Content, Erased = db.EvidenceContents.Any(c => c.EvidenceId == a.EvidenceId && c.ErasedAt != null) });
        // One file in memory at a time.
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
            stored[row.Id] = (row.Content is null ? null : Convert.ToHexString(SHA256.HashData(row.Content)), row.Erased);

        foreach (var file in said)
        {
            // Whether the record it belongs to may be erased, its own events say.
            if (!stored.TryGetValue(file.Attachment, out var there) || (there.Sha256 is null && !there.IsErased))
                findings.Add(new ChainFinding("attachment-missing", file.Attachment, null));
            else if (there.Sha256 is { } hash && !hash.Equals(file.Sha256, StringComparison.OrdinalIgnoreCase))
                findings.Add(new ChainFinding("attachment-changed", file.Attachment, null));
        }
    }

    private sealed record AttachmentAdded(Guid Attachment, string Sha256);
}
