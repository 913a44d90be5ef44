using PhaseEngine.Server.Http;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>
/// Pages of what lies in runs, where only a run's state says whether anything does: runs are looked into in chunks until a page
/// is full. A page ends with a run, never within one.
/// </summary>
internal static class RunPages
{
    private const int Chunk = 200;

    /// <param name="page">What is asked for.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <param name="runs">The runs after a key, in the order of their keys.</param>
    /// <param name="keyOf">The key of a run.</param>
    /// <param name="within">What lies in some runs, in their order.</param>
    public static async Task<Page<TView>> Fill<TRow, TKey, TView>(
        PageOf page, TKey? after, Func<TKey?, int, Task<List<TRow>>> runs, Func<TRow, TKey> keyOf, Func<List<TRow>, Task<IEnumerable<(TKey Key, TView View)>>> within)
        where TKey : class
    {
        var found = new List<(TKey Key, TView View)>();
        while (true)
        {
            var chunk = await runs(after, Chunk);
            found.AddRange(await within(chunk));
            if (chunk.Count < Chunk || found.Count > page.Size) break;
            after = keyOf(chunk[^1]);
        }

        if (found.Count <= page.Size) return new([.. found.Select(f => f.View)], null);

        var last = found[page.Size - 1].Key;
        var end = found.FindLastIndex(f => f.Key == last) + 1;
        return new([.. found.Take(end).Select(f => f.View)], end < found.Count ? Cursor.Of(last) : null);
    }
}
