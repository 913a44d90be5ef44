using System.Buffers;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PhaseEngine.Core.Definitions;

/// <summary>
/// The one form two definitions share when they mean the same (template-format §1): without what belongs to the store, to the
/// canvas or to the Studio, names in order, lists of activities and connections in order, numbers in one writing.
/// </summary>
internal static class CanonicalForm
{
    // The last ones are the store's of Elsa, and come along when a definition was opened there.
    private static readonly FrozenSet<string> OfTheStore = FrozenSet.Create(
        StringComparer.Ordinal,
        "id", "version", "isLatest", "isPublished", "createdAt", "toolVersion", "links",
        "isReadonly", "isSystem", "isMaterializerAvailable", "materializerName", "materializerContext", "providerName", "originalSource", "stringData", "tenantId");

    private static readonly FrozenSet<string> OfTheCanvas = FrozenSet.Create(StringComparer.Ordinal, "nodeId", "metadata");

    private static readonly FrozenSet<string> StudioSwitches =
        FrozenSet.Create(StringComparer.Ordinal, "canStartWorkflow", "runAsynchronously");

    /// <summary>Whether a property of a definition is the store's, Elsa's or ours, and no part of what it says.</summary>
    public static bool BelongsToTheStore(string property) => OfTheStore.Contains(property);

    public static string Hash(JsonObject definition, ActivityTypes types)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            WriteObject(writer, definition, (name, value) =>
            {
                if (OfTheStore.Contains(name) || IsEmptyList(value)) return;
                if (name == "root") WriteFlow(writer, name, value, types);
                else WriteNamed(writer, name, value);
            });
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    private static void WriteFlow(Utf8JsonWriter writer, string? name, JsonNode? flow, ActivityTypes types)
    {
        if (name is not null) writer.WritePropertyName(name);
        if (flow is not JsonObject json)
        {
            WriteValue(writer, flow);
            return;
        }

        WriteObject(writer, json, (property, value) =>
        {
            switch (property, value)
            {
                case ("activities", JsonArray activities):
                    WriteList(writer, property, activities.OrderBy(IdOf, StringComparer.Ordinal), a => WriteActivity(writer, a, types));
                    break;
                case ("connections", JsonArray connections):
                    WriteList(
                        writer, property, connections.Select(Connection).OrderBy(c => c.ToJsonString(), StringComparer.Ordinal),
                        c => WriteValue(writer, c));
                    break;
                case ("customProperties", JsonObject custom):
                    WriteCustom(writer, custom);
                    break;
                default:
                    if (!OfTheCanvas.Contains(property) && property is not ("name" or "version")) WriteNamed(writer, property, value);
                    break;
            }
        });
    }

    private static void WriteActivity(Utf8JsonWriter writer, JsonNode? activity, ActivityTypes types)
    {
        if (activity is not JsonObject json)
        {
            WriteValue(writer, activity);
            return;
        }

        WriteObject(writer, json, (property, value) =>
        {
            switch (property, value)
            {
                case ("body", _): WriteFlow(writer, property, value, types); break;
                case ("customProperties", JsonObject custom): WriteCustom(writer, custom); break;
                // The name is the key once more; version 1 is what a missing one means.
                case ("name", _): break;
                case ("version", _) when Json.Decimal(value) == ActivityType.Version: break;
                default:
                    if (!OfTheCanvas.Contains(property)) WriteNamed(writer, property, value);
                    break;
            }
        });
    }

    private static JsonNode Connection(JsonNode? connection)
    {
        if (connection is not JsonObject json) return connection?.DeepClone() ?? new JsonObject();

        var canonical = new JsonObject();
        foreach (var (name, value) in json.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            if (name != "vertices" && value is not null) canonical[name] = value.DeepClone();
        }

        if (canonical["source"] is JsonObject source) source["port"] ??= "Done";
        if (canonical["target"] is JsonObject target) target["port"] ??= "In";
        return canonical;
    }

    /// <summary>The Studio adds its switches, off, to every activity it touches.</summary>
    private static void WriteCustom(Utf8JsonWriter writer, JsonObject custom)
    {
        var kept = custom.Where(p => p.Value is not null && !(StudioSwitches.Contains(p.Key) && Json.Bool(p.Value) == false)).ToList();
        if (kept.Count == 0) return;

        writer.WriteStartObject("customProperties");
        foreach (var (name, value) in kept.OrderBy(p => p.Key, StringComparer.Ordinal)) WriteNamed(writer, name, value);
        writer.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonObject json, Action<string, JsonNode?> write)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in json.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            if (value is not null) write(name, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IEnumerable<JsonNode?> items, Action<JsonNode?> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items) write(item);
        writer.WriteEndArray();
    }

    private static void WriteNamed(Utf8JsonWriter writer, string name, JsonNode? value)
    {
        writer.WritePropertyName(name);
        WriteValue(writer, value);
    }

    private static void WriteValue(Utf8JsonWriter writer, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject o:
                WriteObject(writer, o, (name, inner) => WriteNamed(writer, name, inner));
                break;
            case JsonArray a:
                writer.WriteStartArray();
                foreach (var item in a) WriteValue(writer, item);
                writer.WriteEndArray();
                break;
            case null:
                writer.WriteNullValue();
                break;
            default:
                if (Json.Decimal(value) is { } number) writer.WriteRawValue(Json.Plain(number));
                else value.WriteTo(writer);
                break;
        }
    }

    private static bool IsEmptyList(JsonNode? value) => value is JsonArray { Count: 0 };

    private static string IdOf(JsonNode? activity) => activity is JsonObject json ? Json.String(json["id"]) ?? "" : "";
}
