using System.Text.Json;

namespace PhaseEngine.Data.Model;

/// <summary>The word of an enum's value as it stands in the database, for SQL that EF does not write.</summary>
internal static class Word
{
    public static string Of<T>(T value) where T : struct, Enum => Cache<T>.Words[value];

    private static class Cache<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Words =
            Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
    }
}
