using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Http;

namespace PhaseEngine.Server.Features.Audit;

/// <summary>One act on record that is not a run's, as people read it (S.47). The facts themselves stay where they are.</summary>
/// <param name="Seq">Its number on its record, from 1 without gaps.</param>
/// <param name="At">When.</param>
/// <param name="By">Who; null: the product itself.</param>
/// <param name="Name">Their name, as people call them.</param>
/// <param name="Act">What was done, as a word.</param>
/// <param name="Sentence">The same in a sentence.</param>
/// <param name="Hash">Hexadecimal; covers this act and the one before.</param>
/// <param name="Erasable">What somebody wrote with it that the reader may erase.</param>
internal sealed record ActView(
    int Seq, DateTimeOffset At, Guid? By, string Name, string Act, string Sentence, string Hash, IReadOnlyList<ErasableView> Erasable);

/// <summary>Says what of these acts the reader may erase, by its sign.</summary>
internal delegate Task<IReadOnlyDictionary<string, ErasableView>> FindErasable(IReadOnlyList<byte[]> payloads);

internal static class ActPage
{
    private sealed record Key(int Seq);

    /// <summary>A page of one record, the latest act first.</summary>
    public static async Task<Result<Page<ActView>>> Of(
        PhaseEngineDb db, ActSentences sentences, Guid stream, PageOf page, Reading reading, FindErasable? find, CancellationToken ct)
    {
        if (!Cursor.TryRead<Key>(page.After, out var after)) return HttpProblems.CursorInvalid;

        var before = after?.Seq ?? int.MaxValue;
        var rows = await (
            from entry in db.Events
            where entry.Stream == stream && entry.Seq < before
            join user in db.Users on entry.Actor equals user.Id into users
            from user in users.DefaultIfEmpty()
            orderby entry.Seq descending
            select new { entry.Seq, entry.At, entry.Actor, user.Name, entry.Act, entry.Payload, entry.Hash })
            .AsNoTracking().Take(page.Size + 1).ToListAsync(ct);

        var told = await sentences.Of([.. rows.Select(r => (r.Act, JsonElement.Parse(r.Payload)))], reading, ct);
        var erasable = find is null ? new Dictionary<string, ErasableView>() : await find([.. rows.Select(r => r.Payload)]);
        return rows.Select((r, i) => new ActView(
                r.Seq, r.At, r.Actor, ListEvents.NameOf(r.Actor, r.Name), r.Act, told[i], Convert.ToHexStringLower(r.Hash),
                [.. Remarks.In(r.Payload).Distinct().Where(erasable.ContainsKey).Select(sign => erasable[sign])]))
            .ToList().Cut(page, a => new Key(a.Seq));
    }
}
