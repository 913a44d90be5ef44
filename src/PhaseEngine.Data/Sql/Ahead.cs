using System.Runtime.CompilerServices;

namespace PhaseEngine.Data.Sql;

internal static class Ahead
{
    /// <summary>Makes the next item while this one is dealt with.</summary>
    public static async IAsyncEnumerable<T> OneAhead<T>(this IAsyncEnumerable<T> source, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var items = source.GetAsyncEnumerator(ct);
        var next = Next();
        try
        {
            while (await next)
            {
                var item = items.Current;
                next = Next();
                yield return item;
            }
        }
        finally
        {
            // Nobody goes away while the next item is still being made; what became of it does not matter any more.
            await Task.WhenAny(next);
        }

        Task<bool> Next() => Task.Run(() => items.MoveNextAsync().AsTask(), CancellationToken.None);
    }
}
