using System.Globalization;
using System.Text.Json.Nodes;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Definitions;

/// <summary>
/// Makes plain what the Studio wraps or writes as text (template-format §7): its JSON editor saves
/// <c>{"typeName":null,"expression":{"type":"Literal","value":"&lt;json text&gt;"}}</c>, other fields come as strings.
/// </summary>
internal static class StudioValues
{
    public static void MakePlain(JsonObject activity, ActivityType type)
    {
        foreach (var property in type.Properties)
        {
            if (!activity.TryGetPropertyValue(property.Name, out var written)) continue;

            var plain = Plain(written, property.Type);
            if (plain is null) activity.Remove(property.Name);
            else if (!ReferenceEquals(plain, written)) activity[property.Name] = plain;
        }
    }

    /// <summary>Whether a value is still an expression: of another type than those the Studio writes for plain values.</summary>
    public static bool IsExpression(JsonNode? value) => value is JsonObject wrapper && wrapper["expression"] is JsonObject;

    private static JsonNode? Plain(JsonNode? written, PropertyType type)
    {
        var value = Unwrap(written);
        if (Json.String(value) is not { } text) return type == PropertyType.Whole ? Whole(value) : value;

        // A field that was emptied comes back as an empty string: it is missing.
        if (string.IsNullOrWhiteSpace(text)) return null;

        return type switch
        {
            PropertyType.Text => text.AsSpan().TrimStart() is ['{', ..] && Json.ReadText(text) is JsonObject texts ? texts : value,
            PropertyType.Whole or PropertyType.Number =>
                decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? Json.Number(number) : value,
            PropertyType.Bool => bool.TryParse(text, out var yes) ? JsonValue.Create(yes) : value,
            PropertyType.Date => StudioDate.Iso(text) is { } day ? JsonValue.Create(day) : value,
            PropertyType.Key or PropertyType.Word or PropertyType.Role or PropertyType.Span or PropertyType.Rhythm => value,
            _ => text.AsSpan().TrimStart() is ['{' or '[', ..] && Json.ReadText(text) is { } tree ? tree : value,
        };
    }

    private static JsonNode? Unwrap(JsonNode? value)
    {
        while (value is JsonObject wrapper && wrapper["expression"] is JsonObject expression
            && Json.String(expression["type"]) is "Literal" or "Object")
        {
            var inner = ((JsonObject)((JsonObject)value)["expression"]!)["value"];
            value = inner?.DeepClone();
        }

        return value;
    }

    /// <summary>A whole number written as 3.0 counts as 3, so that it can be read back as one.</summary>
    private static JsonNode? Whole(JsonNode? value) =>
        Json.Decimal(value) is { } number && number == decimal.Truncate(number) && value!.ToJsonString() != Json.Plain(number)
            ? Json.Number(number)
            : value;
}
