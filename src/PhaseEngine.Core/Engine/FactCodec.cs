using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Engine;

/// <summary>The facts of one act as UTF-8 JSON: what an event holds.</summary>
public static class FactCodec
{
    /// <summary>With Chinese characters as themselves.</summary>
    internal static readonly EngineJson Json =
        new(new JsonSerializerOptions(EngineJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static readonly JsonWriterOptions Options = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes facts.</summary>
    /// <param name="facts">The facts of one act, in order.</param>
    public static byte[] Write(IReadOnlyList<Fact> facts)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options)) Write(json, facts);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes facts as a value of a larger document.</summary>
    /// <param name="json">The document; with Chinese characters as themselves.</param>
    /// <param name="facts">The facts of one act, in order.</param>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<Fact> facts) => FactWriter.Write(json, facts);

    /// <summary>Reads what was written.</summary>
    /// <param name="utf8">The bytes.</param>
    public static IReadOnlyList<Fact> Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Json.IReadOnlyListFact)
        ?? throw new JsonException("Facts are a list.");
}

/// <summary>JSON of facts and gate reports, by generated code.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(EnumWord<Outcome>), typeof(EnumWord<RoundStatus>), typeof(EnumWord<PassedBy>), typeof(EnumWord<RunStatus>),
        typeof(EnumWord<GateStatus>), typeof(EnumWord<Verdict>), typeof(EnumWord<LineSource>), typeof(EnumWord<Comparison>),
        typeof(EnumWord<MetricType>),
    ])]
[JsonSerializable(typeof(IReadOnlyList<Fact>))]
[JsonSerializable(typeof(GateReport))]
internal sealed partial class EngineJson : JsonSerializerContext;

/// <summary>Words of closed lists in camelCase, as everywhere else.</summary>
internal sealed class EnumWord<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;
