using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PhaseEngine.Core.Requirements;

/// <summary>Reads the fields of a record that was checked against its form, and the settings of a requirement.</summary>
internal static class DocumentFields
{
    /// <summary>A line, a text or a word; null when it is missing or blank.</summary>
    public static string? Line(this JsonObject document, string name) =>
        document[name] is JsonValue value && value.TryGetValue<string>(out var line) && !string.IsNullOrWhiteSpace(line) ? line : null;

    /// <summary>A day that must be there.</summary>
    public static DateOnly Day(this JsonObject document, string name) =>
        DateOnly.ParseExact(document.Line(name)!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A number; null when it is missing.</summary>
    public static decimal? Number(this JsonObject document, string name) => NumberOf(document[name]);

    /// <summary>A whole number; 0 when it is missing.</summary>
    public static long Whole(this JsonObject document, string name) => (long)(document.Number(name) ?? 0);

    /// <summary>Yes or no; no when it is missing.</summary>
    public static bool Flag(this JsonObject document, string name) => document[name]?.GetValueKind() == JsonValueKind.True;

    /// <summary>A member that must be there.</summary>
    public static Guid Member(this JsonObject document, string name) => Guid.ParseExact(document.Line(name)!, "D");

    /// <summary>Members; none when the field is missing.</summary>
    public static IReadOnlyList<Guid> Members(this JsonObject document, string name) =>
        document[name] is JsonArray ids ? [.. ids.Select(id => Guid.ParseExact(id!.GetValue<string>(), "D"))] : [];

    /// <summary>Words of a list; none when it is missing.</summary>
    public static IReadOnlyList<string> Words(this JsonObject document, string name) =>
        document[name] is JsonArray words ? [.. words.Select(word => word!.GetValue<string>())] : [];

    /// <summary>Rows; none when the field is missing.</summary>
    public static IReadOnlyList<JsonObject> Rows(this JsonObject document, string name) =>
        document[name] is JsonArray rows ? [.. rows.Select(row => row!.AsObject())] : [];

    /// <summary>A JSON number as a decimal, whatever it was made of; null for anything else, or when it does not fit.</summary>
    public static decimal? NumberOf(JsonNode? node) =>
        node is JsonValue && node.GetValueKind() == JsonValueKind.Number
            && decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
