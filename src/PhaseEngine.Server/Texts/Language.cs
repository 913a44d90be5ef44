using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace PhaseEngine.Server.Texts;

/// <summary>The languages people are spoken to in. While a request is answered, the current UI culture is one of them.</summary>
internal static class Language
{
    public const string Default = "zh-CN";

    public static readonly IReadOnlyList<string> All = [Default, "zh-TW", "en"];

    public static string Current => All.FirstOrDefault(l => l == CultureInfo.CurrentUICulture.Name) ?? Default;

    /// <summary>The best of our languages for what a browser asks for; traditional characters wherever they are written.</summary>
    public static string Choose(IList<StringWithQualityHeaderValue> wanted) =>
        wanted.Where(w => w.Quality is not 0)
            .OrderByDescending(w => w.Quality ?? 1)
            .Select(w => Match(w.Value.Value ?? ""))
            .FirstOrDefault(l => l is not null) ?? Default;

    private static string? Match(string tag)
    {
        if (tag.StartsWith("en", StringComparison.OrdinalIgnoreCase)) return "en";
        if (!tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase)) return null;
        string[] traditional = ["TW", "HK", "MO", "Hant"];
        return tag.Split('-').Any(part => traditional.Contains(part, StringComparer.OrdinalIgnoreCase)) ? "zh-TW" : "zh-CN";
    }
}
