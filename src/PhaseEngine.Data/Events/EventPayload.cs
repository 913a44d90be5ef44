using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Data.Events;

/// <summary>
/// What a run's event holds: <c>{"facts":[…],"commitments":{"evidence id":"base64"}}</c>. Never personal content, only a
/// commitment to it (<see cref="Evidence.Commitment"/>).
/// </summary>
public static class EventPayload
{
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(IReadOnlyList<Fact> facts, IReadOnlyDictionary<Guid, byte[]>? commitments = null)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
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
        return FactCodec.Read(System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(json.RootElement.GetProperty("facts"u8)));
    }

    public static IReadOnlyList<(Guid Evidence, byte[] Commitment)> Commitments(byte[] payload)
    {
        using var json = JsonDocument.Parse(payload);
        return json.RootElement.TryGetProperty("commitments"u8, out var commitments)
            ? [.. commitments.EnumerateObject().Select(c => (Guid.Parse(c.Name), c.Value.GetBytesFromBase64()))]
            : [];
    }
}
