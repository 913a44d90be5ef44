using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PhaseEngine.Core.Definitions;

/// <summary>
/// JSON of unknown origin made into a tree that can be walked without surprises: every string is sound, no object holds a
/// name twice, nothing is too deep. Numbers stay as they were written.
/// </summary>
internal static class Json
{
    public const int MaxBytes = 2 * 1024 * 1024;
    public const int MaxDepth = 64;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a document.</summary>
    /// <returns>The tree, or the reason in one word: <c>size</c>, <c>depth</c>, <c>syntax</c>.</returns>
    public static (JsonNode? Node, string? Refusal) Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > MaxBytes) return (null, "size");
        if (utf8.Span.StartsWith(ByteOrderMark)) utf8 = utf8[ByteOrderMark.Length..];
        try
        {
            if (IsTooDeep(utf8.Span)) return (null, "depth");

            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            return (Tree(document.RootElement), null);
        }
        // A lone surrogate in a string is no JSON error for the parser; it is thrown where the string is asked for.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, "syntax");
        }
    }

    /// <summary>Reads JSON that stands as text in a string; null when it is none.</summary>
    public static JsonNode? ReadText(string text)
    {
        if (text.Length > MaxBytes) return null;
        return Read(System.Text.Encoding.UTF8.GetBytes(text)).Node;
    }

    public static string? String(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static JsonObject? AsObjectOrNull(this JsonNode? node) => node as JsonObject;

    public static decimal? Decimal(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<decimal>(out var number)
            ? number
            : null;

    public static bool? Bool(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A number that can be read back as any numeric type, whole ones without a point.</summary>
    public static JsonNode Number(decimal number)
    {
        using var document = JsonDocument.Parse(Plain(number));
        return JsonValue.Create(document.RootElement.Clone())!; // null only for a JSON null
    }

    /// <summary>A number without trailing zeros.</summary>
    public static string Plain(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    public static int Depth(JsonNode? node) => node switch
    {
        JsonObject o => 1 + (o.Count == 0 ? 0 : o.Max(p => Depth(p.Value))),
        JsonArray a => 1 + (a.Count == 0 ? 0 : a.Max(Depth)),
        _ => 0,
    };

    /// <summary>One step of a JSON pointer (RFC 6901).</summary>
    public static string Step(string name) =>
        name.AsSpan().IndexOfAny('~', '/') < 0 ? name : name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static bool IsTooDeep(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = int.MaxValue });
        while (reader.Read())
        {
            // Where something begins, it is not counted itself yet.
            if (reader.CurrentDepth >= MaxDepth && reader.TokenType is (JsonTokenType.StartObject or JsonTokenType.StartArray)) return true;
        }

        return false;
    }

    private static JsonNode? Tree(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var o = new JsonObject();
                foreach (var property in element.EnumerateObject()) o.Add(property.Name, Tree(property.Value));
                return o;

            case JsonValueKind.Array:
                var a = new JsonArray();
                foreach (var item in element.EnumerateArray()) a.Add(Tree(item));
                return a;

            case JsonValueKind.String: return JsonValue.Create(element.GetString()!);
            case JsonValueKind.Number: return JsonValue.Create(element.Clone());
            case JsonValueKind.True: return JsonValue.Create(true);
            case JsonValueKind.False: return JsonValue.Create(false);
            default: return null;
        }
    }
}
