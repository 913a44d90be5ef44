using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data.Sql;

namespace PhaseEngine.Data.Events;

/// <summary>Appends to streams other than those of runs (<see cref="StreamKind"/>). Writers of one stream queue on its row.</summary>
public sealed class EventLog(PhaseEngineDb db)
{
    /// <summary>Appends one act, in the caller's transaction; call it last before the commit, since it holds the stream up.</summary>
    /// <param name="stream">The stream: the unit's, campaign's or template's id, or <see cref="EventStream.SystemId"/>.</param>
    /// <param name="kind">What sort of stream.</param>
    /// <param name="actor">Who; null: the product itself.</param>
    /// <param name="act">What was done: <c>campaignLaunched</c> …</param>
    /// <param name="payload">JSON: ids, kinds, numbers and commitments, never personal content.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="InvalidOperationException">There is no transaction.</exception>
    public async Task Append(Guid stream, StreamKind kind, Guid? actor, string act, byte[] payload, DateTimeOffset now, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("An event belongs to the transaction of its act.");

        var (seq, head) = await TakeHead(stream, kind, ct);
        var at = Chain.OnRecord(now);
        seq++;
        var hash = Chain.Hash(head, stream, seq, at, actor, act, payload);
        await db.Streams.Where(s => s.Id == stream)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Seq, seq).SetProperty(s => s.Head, hash), ct);
        db.Events.Add(new Event { Stream = stream, Seq = seq, At = at, Actor = actor, Act = act, Payload = payload, Hash = hash });
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The stream's head, made when it is not there, and kept from others until the transaction ends.</summary>
    private async Task<(int Seq, byte[] Head)> TakeHead(Guid stream, StreamKind kind, CancellationToken ct)
    {
        // An upsert that changes nothing makes the row or takes it, whichever is needed, on either database.
        await using var command = await SqlSets.Command(
            db,
            """
            insert into streams (id, kind, seq, head) values (@id, @kind, 0, @head)
            on conflict (id) do update set kind = excluded.kind returning seq, head
            """, ct);
        foreach (var (name, value) in new (string, object)[] { ("@id", stream), ("@kind", Model.Word.Of(kind)), ("@head", Chain.Empty) })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return (row.GetInt32(0), row.GetFieldValue<byte[]>(1));
    }
}
