using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PhaseEngine.Data.Events;

namespace PhaseEngine.Server.UseCases;

/// <summary>
/// The records beside those of runs: the installation's own (people, posts, hosts, lists) and each unit's. Handlers append
/// last, within their command's transaction; appending saves everything else they changed as well. Facts hold ids, words of
/// closed lists, dates and numbers, never names.
/// </summary>
internal sealed class SystemEvents(EventLog log, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>To the installation's record.</summary>
    public Task Append(Guid? actor, string act, object facts, CancellationToken ct) =>
        log.Append(EventStream.SystemId, StreamKind.System, actor, act, JsonSerializer.SerializeToUtf8Bytes(facts, Json), clock.GetUtcNow(), ct);

    /// <summary>To a unit's record.</summary>
    public Task AppendTo(Guid unit, Guid? actor, string act, object facts, CancellationToken ct) =>
        log.Append(unit, StreamKind.Unit, actor, act, JsonSerializer.SerializeToUtf8Bytes(facts, Json), clock.GetUtcNow(), ct);
}
