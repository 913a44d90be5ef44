using System.Globalization;
using System.Text.RegularExpressions;

namespace PhaseEngine.Core.Definitions;

/// <summary>Days as the Studio's fields write them in the reader's culture, without a zone: <c>2027/1/15 上午12:00:00</c>.</summary>
internal static partial class StudioDate
{
    /// <summary>The day in ISO form; null when it is something else, such as a date of the format itself.</summary>
    public static string? Iso(string text)
    {
        var match = Written().Match(text);
        if (!match.Success) return null;

        var day = $"{match.Groups["y"].Value}-{match.Groups["m"].Value}-{match.Groups["d"].Value}";
        return DateOnly.TryParseExact(day, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.ToString("O", CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>Chinese, then ISO with a time, then English.</summary>
    [GeneratedRegex(@"^\s*(?:(?<y>\d{4})[/.年-](?<m>\d{1,2})[/.月-](?<d>\d{1,2})日?|(?<m>\d{1,2})/(?<d>\d{1,2})/(?<y>\d{4}))(?:[T\s].*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
