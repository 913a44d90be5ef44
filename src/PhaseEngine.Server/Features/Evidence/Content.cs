using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PhaseEngine.Server.Features.Evidence;

/// <summary>How the content of a record is written: the commitment is to these characters.</summary>
internal static class Content
{
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether two contents say the same: a field left out and an empty one do.</summary>
    public static bool SaysTheSame(JsonObject one, JsonObject other) => JsonNode.DeepEquals(Said(one), Said(other));

    private static JsonNode? Said(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Where(f => f.Value is not null && !(f.Value is JsonValue value && value.TryGetValue<string>(out var text) && text.Length == 0))
            .Select(f => KeyValuePair.Create(f.Key, Said(f.Value)))),
        JsonArray rows => new JsonArray([.. rows.Select(Said)]),
        _ => node?.DeepClone(),
    };
}
