using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Events;

namespace PhaseEngine.Server.UseCases;

/// <summary>
/// The installation's own record: people, posts, units, calendars. Handlers append to it last, within their command's
/// transaction; appending saves everything else they changed as well. Facts hold ids, words of closed lists, dates and
/// numbers, never names.
/// </summary>
internal sealed class SystemEvents(PhaseEngineDb db, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task Append(Guid? actor, string act, object facts, CancellationToken ct)
    {
        // An upsert that changes nothing makes the head's row or takes it: writers queue here instead of failing each other.
        await db.Database.ExecuteSqlAsync(
            $"insert into streams (id, kind, seq, head) values ({EventStream.SystemId}, 'system', 0, {Chain.Empty}) on conflict (id) do update set kind = excluded.kind", ct);
        var stream = await db.Streams.SingleAsync(s => s.Id == EventStream.SystemId, ct);

        var at = Chain.OnRecord(clock.GetUtcNow());
        var payload = JsonSerializer.SerializeToUtf8Bytes(facts, Json);
        stream.Seq++;
        stream.Head = Chain.Hash(stream.Head, stream.Id, stream.Seq, at, actor, act, payload);
        db.Events.Add(new() { Stream = stream.Id, Seq = stream.Seq, At = at, Actor = actor, Act = act, Payload = payload, Hash = stream.Head });
        await db.SaveChangesAsync(ct);
    }
}
