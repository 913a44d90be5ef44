using System.Text.Json;

namespace PhaseEngine.Server.Http;

/// <summary>One word of a closed list in an address, written as everywhere else in camelCase. (By itself the framework reads the names of C# only.)</summary>
internal readonly record struct WordOf<T>(T Value)
    where T : struct, Enum
{
    /// <summary>The words, for the OpenAPI document.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    public static bool TryParse(string? word, IFormatProvider? _, out WordOf<T> read)
    {
        var known = All.Contains(word);
        read = known ? new(Enum.Parse<T>(word!, ignoreCase: true)) : default;
        return known;
    }
}
