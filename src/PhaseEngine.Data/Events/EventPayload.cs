using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Data.Events;

/// <summary>What a run is of. Its first event says so; its row, which can be written, has to say the same for ever.</summary>
public sealed record LaunchedAs(Guid Campaign, Guid Unit, int Batch, string? Template, int Version);

/// <summary>
/// What a run's event holds: <c>{"run":{…},"facts":[…],"commitments":{"evidence id":"base64"}}</c>, <c>run</c> in the first only.
/// Never personal content, only a commitment to it (<see cref="Evidence.Commitment"/>).
/// </summary>
public static class EventPayload
{
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(IReadOnlyList<Fact> facts, IReadOnlyDictionary<Guid, byte[]>? commitments = null, LaunchedAs? run = null)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            if (run is not null)
            {
                json.WriteStartObject("run"u8);
                json.WriteString("campaign"u8, run.Campaign);
                json.WriteString("unit"u8, run.Unit);
                json.WriteNumber("batch"u8, run.Batch);
                json.WriteString("template"u8, run.Template);
                json.WriteNumber("version"u8, run.Version);
                json.WriteEndObject();
            }

            json.WritePropertyName("facts"u8);
            FactCodec.Write(json, facts);
            if (commitments is { Count: > 0 })
            {
                json.WriteStartObject("commitments"u8);
                foreach (var (evidence, commitment) in commitments) json.WriteBase64String(evidence.ToString(), commitment);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static IReadOnlyList<Fact> Facts(byte[] payload)
    {
        using var json = JsonDocument.Parse(payload);
        return FactCodec.Read(JsonMarshal.GetRawUtf8Value(json.RootElement.GetProperty("facts"u8)));
    }

    /// <summary>What the run is of; null when the event is not a run's first.</summary>
    public static LaunchedAs? LaunchedAs(byte[] payload)
    {
        using var json = JsonDocument.Parse(payload);
        return json.RootElement.TryGetProperty("run"u8, out var run) ? run.Deserialize<LaunchedAs>(JsonSerializerOptions.Web) : null;
    }

    public static IReadOnlyList<(Guid Evidence, byte[] Commitment)> Commitments(byte[] payload)
    {
        using var json = JsonDocument.Parse(payload);
        return json.RootElement.TryGetProperty("commitments"u8, out var commitments)
            ? [.. commitments.EnumerateObject().Select(c => (Guid.Parse(c.Name), c.Value.GetBytesFromBase64()))]
            : [];
    }
}
