using System.Buffers.Text;
using System.ComponentModel;
using System.Text.Json;

namespace PhaseEngine.Server.Http;

/// <summary>One page of a list, and where the next begins: pass <see cref="Next"/> back as <c>after</c>; null on the last page.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>The same page of something made from each row.</summary>
    public Page<TView> Select<TView>(Func<T, TView> view) => new([.. Items.Select(view)], Next);
}

/// <summary>What a caller asks of a list.</summary>
internal sealed record PageOf(
    [property: Description("The 'next' of the page before; none for the first page")] string? After,
    [property: Description("How many at most, 1 to 500; 100 when not given")] int? Limit)
{
    private const int Usual = 100;

    /// <summary>The largest page.</summary>
    public const int Most = 500;

    public int Size => Math.Clamp(Limit ?? Usual, 1, Most);
}

internal static class Paging
{
    /// <summary>
    /// Cuts a page from rows fetched beyond its end by one (<c>Take(page.Size + 1)</c>), in the order of their keys.
    /// </summary>
    public static Page<T> Cut<T, TKey>(this IReadOnlyList<T> rows, PageOf page, Func<T, TKey> key) =>
        rows.Count <= page.Size ? new(rows, null) : new([.. rows.Take(page.Size)], Cursor.Of(key(rows[page.Size - 1])));
}

/// <summary>The key of a page's last row. Opaque to callers, who must not build one.</summary>
internal static class Cursor
{
    public static string Of<TKey>(TKey key) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(key));

    /// <summary>The key to go on after; null for the first page.</summary>
    /// <returns>Whether the cursor is one of ours, or none.</returns>
    public static bool TryRead<TKey>(string? cursor, out TKey? key)
        where TKey : class
    {
        key = null;
        if (string.IsNullOrEmpty(cursor)) return true;
        try
        {
            key = JsonSerializer.Deserialize<TKey>(Base64Url.DecodeFromChars(cursor));
            return key is not null;
        }
        catch (Exception invalid) when (invalid is FormatException or JsonException)
        {
            return false;
        }
    }
}
