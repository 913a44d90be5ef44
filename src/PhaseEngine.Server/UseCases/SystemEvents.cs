using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Events;

namespace PhaseEngine.Server.UseCases;

/// <summary>
/// The records beside those of runs: the installation's own (people, posts, hosts, lists) and each unit's. Handlers append to it last, within their command's
/// transaction; appending saves everything else they changed as well. Facts hold ids, words of closed lists, dates and
/// numbers, never names.
/// </summary>
internal sealed class SystemEvents(PhaseEngineDb db, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>To the installation's record.</summary>
    public Task Append(Guid? actor, string act, object facts, CancellationToken ct) =>
        Append(EventStream.SystemId, StreamKind.System, actor, act, facts, ct);

    /// <summary>To a unit's record.</summary>
    public Task AppendTo(Guid unit, Guid? actor, string act, object facts, CancellationToken ct) =>
        Append(unit, StreamKind.Unit, actor, act, facts, ct);

    private async Task Append(Guid id, StreamKind kind, Guid? actor, string act, object facts, CancellationToken ct)
    {
        // An upsert that changes nothing makes the head's row or takes it: writers queue here instead of failing each other.
        await db.Database.ExecuteSqlAsync(
            $"insert into streams (id, kind, seq, head) values ({id}, {JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())}, 0, {Chain.Empty}) on conflict (id) do update set kind = excluded.kind", ct);
        var stream = await db.Streams.SingleAsync(s => s.Id == id, ct);

        var at = Chain.OnRecord(clock.GetUtcNow());
        var payload = JsonSerializer.SerializeToUtf8Bytes(facts, Json);
        stream.Seq++;
        stream.Head = Chain.Hash(stream.Head, stream.Id, stream.Seq, at, actor, act, payload);
        db.Events.Add(new() { Stream = stream.Id, Seq = stream.Seq, At = at, Actor = actor, Act = act, Payload = payload, Hash = stream.Head });
        await db.SaveChangesAsync(ct);
    }
}
