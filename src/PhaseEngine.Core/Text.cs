using System.Text.Json.Nodes;

namespace PhaseEngine.Core;

/// <summary>
/// Words for people, in Chinese first (template-format §2): a missing language falls back to zh-CN.
/// </summary>
/// <param name="ZhCn">Simplified Chinese; always there.</param>
/// <param name="En">English, or null.</param>
/// <param name="ZhTw">Traditional Chinese, or null.</param>
public sealed record Text(string ZhCn, string? En = null, string? ZhTw = null)
{
    /// <summary>The words in a language.</summary>
    /// <param name="language"><c>zh-CN</c>, <c>zh-TW</c> or <c>en</c>; anything else counts as zh-CN.</param>
    public string In(string language) => language switch
    {
        "en" => En ?? ZhCn,
        "zh-TW" => ZhTw ?? ZhCn,
        _ => ZhCn,
    };

    /// <summary>Reads a text as it stands in a template: a plain string (zh-CN) or an object with zh-CN in it.</summary>
    /// <param name="node">The JSON value.</param>
    /// <returns>The text, or null when it is neither or lacks zh-CN.</returns>
    public static Text? Read(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue<string>(out var plain) && plain.Length > 0 => new Text(plain),
        JsonObject languages when Word(languages, "zh-CN") is { Length: > 0 } zhCn =>
            new Text(zhCn, Word(languages, "en"), Word(languages, "zh-TW")),
        _ => null,
    };

    private static string? Word(JsonObject languages, string language) =>
        languages[language] is JsonValue value && value.TryGetValue<string>(out var word) ? word : null;
}
