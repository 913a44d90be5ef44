using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PhaseEngine.Server.Texts;

/// <summary>
/// Everything the product says to people. The files beside this one are embedded; a text's key is its path: file, then the
/// names inside (<c>problems.stale.title</c>). Placeholders are facts: <c>{unit}</c>, or <c>{role:common.role}</c> for a word
/// of a closed list, which is looked up as <c>common.role.&lt;value&gt;</c>.
/// </summary>
internal static partial class Phrases
{
    private const string ResourcePrefix = "Texts/";
    private static readonly IReadOnlyDictionary<string, object?> NoFacts = FrozenDictionary<string, object?>.Empty;
    private static readonly FrozenDictionary<string, IReadOnlyDictionary<string, string>> ByKey = Load();

    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> All => ByKey;

    /// <summary>In the language of the request; null when there is no such text.</summary>
    public static string? Find(string key, IReadOnlyDictionary<string, object?>? facts = null) =>
        FindIn(Language.Current, key, facts);

    public static string? FindIn(string language, string key, IReadOnlyDictionary<string, object?>? facts = null) =>
        ByKey.TryGetValue(key, out var text) ? Fill(text.GetValueOrDefault(language) ?? text[Language.Default], language, facts ?? NoFacts) : null;

    /// <summary>For texts that are known to be there: a test sees to the keys in the source.</summary>
    public static string Say(string key, params (string Name, object? Value)[] facts) =>
        Find(key, facts.ToDictionary(f => f.Name, f => f.Value)) ?? key;

    /// <summary>A value as texts show it, in the language of the request.</summary>
    public static string Shown(object? value) => Show(value, Language.Current);

    private static string Fill(string text, string language, IReadOnlyDictionary<string, object?> facts) =>
        Placeholder().Replace(text, match =>
        {
            if (!facts.TryGetValue(match.Groups["fact"].Value, out var value)) return "—";
            var list = match.Groups["list"].Value;
            return list is "" ? Show(value, language) : FindIn(language, $"{list}.{value}") ?? Show(value, language);
        });

    private static string Show(object? value, string language) => value switch
    {
        null => "—",
        string s => s,
        DateOnly day => day.ToString(language == "en" ? "d MMMM yyyy" : "yyyy年M月d日", CultureInfo.InvariantCulture),
        IEnumerable many => string.Join(language == "en" ? ", " : "、", many.Cast<object?>().Select(one => Show(one, language))),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static FrozenDictionary<string, IReadOnlyDictionary<string, string>> Load()
    {
        var assembly = typeof(Phrases).Assembly;
        var texts = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(ResourcePrefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var json = JsonDocument.Parse(stream);
            var file = resource[ResourcePrefix.Length..^".json".Length].Replace('\\', '/').Replace('/', '.');
            Collect(file, json.RootElement, texts);
        }

        return texts.ToFrozenDictionary();
    }

    private static void Collect(string key, JsonElement element, Dictionary<string, IReadOnlyDictionary<string, string>> texts)
    {
        if (element.TryGetProperty(Language.Default, out _))
            texts.Add(key, element.EnumerateObject().ToFrozenDictionary(l => l.Name, l => l.Value.GetString()!));
        else
            foreach (var inner in element.EnumerateObject())
                Collect($"{key}.{inner.Name}", inner.Value, texts);
    }

    [GeneratedRegex(@"\{(?<fact>\w+)(:(?<list>[\w.-]+))?\}")]
    private static partial Regex Placeholder();
}
