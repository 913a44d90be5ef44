using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PhaseEngine.Data.Events;

namespace PhaseEngine.Server.UseCases;

/// <summary>
/// The records beside those of runs: of templates, campaigns, units and the installation. Handlers append last, within their
/// command's transaction; appending saves everything else they changed as well. Facts hold ids, words of closed lists, dates
/// and numbers, never names.
/// </summary>
internal sealed class Streams(EventLog log, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public Task Append(StreamKind kind, Guid stream, Guid? actor, string act, object facts, CancellationToken ct) =>
        log.Append(stream, kind, actor, act, JsonSerializer.SerializeToUtf8Bytes(facts, Json), clock.GetUtcNow(), ct);
}

/// <summary>The installation's own record (people, posts, hosts, lists) and each unit's.</summary>
internal sealed class SystemEvents(Streams streams)
{
    /// <summary>To the installation's record.</summary>
    public Task Append(Guid? actor, string act, object facts, CancellationToken ct) =>
        streams.Append(StreamKind.System, EventStream.SystemId, actor, act, facts, ct);

    /// <summary>To a unit's record.</summary>
    public Task AppendTo(Guid unit, Guid? actor, string act, object facts, CancellationToken ct) =>
        streams.Append(StreamKind.Unit, unit, actor, act, facts, ct);
}
