using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Data.Reviews;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Registers;

/// <summary>
/// Keeps on the unit's record what stood in an item before somebody changed how it is worked on (S.47). Measures and the person
/// responsible are words about people: they lie beside the record and can be erased.
/// </summary>
internal sealed class ItemEdits(PhaseEngineDb db, Remarks remarks, SystemEvents events, Caller caller, TimeProvider clock)
{
    private const string Act = "itemEdited";

    /// <summary>What was changed, as it stood before; nothing of what stayed or was empty.</summary>
    internal sealed record Before(string? Responsible, string? Measures, DateOnly? Deadline, DateOnly? WatchUntil);

    /// <summary>An edit on record, its words as signs.</summary>
    internal sealed record Edit(Guid Id, Guid Item, int Version, DateOnly? Deadline, int Priority, Before? Was);

    /// <summary>What an edit replaces.</summary>
    public static Before Replaced(RectificationItem item, EditItem.Body by) => new(
        Changed(item.Owner, by.Responsible), Changed(item.Measures, by.Measures), Changed(item.Deadline, by.Deadline), Changed(item.WatchUntil, by.WatchUntil));

    /// <summary>Tells of an edit that was made.</summary>
    public async Task Tell(RectificationItem item, Before was, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var kept = was with { Responsible = await Keep(was.Responsible), Measures = await Keep(was.Measures) };
        await events.AppendTo(
            item.UnitId, caller.UserId, Act, new Edit(Guid.CreateVersion7(now), item.Id, item.Version, item.Deadline, item.Priority, kept), ct);

        async Task<string?> Keep(string? words) => words is null ? null : await remarks.Keep(words, now, ct);
    }

    /// <summary>The edits of an item, in order, in the reader's language.</summary>
    public async Task<IReadOnlyList<ListItemRecords.View>> Of(RectificationItem item, Func<DateTimeOffset, DateOnly> day, CancellationToken ct)
    {
        var rows = await (
            from told in db.Events
            where told.Stream == item.UnitId && told.Act == Act
            join user in db.Users on told.Actor equals user.Id into users
            from user in users.DefaultIfEmpty()
            orderby told.Seq
            select new { told.Payload, told.At, user.Name }).ToListAsync(ct);
        var edits = rows.Select(r => (Row: r, Edit: Read(r.Payload))).Where(e => e.Edit.Item == item.Id && e.Edit.Was is not null)
            .Select(e => (e.Row, e.Edit, Was: e.Edit.Was!)).ToList();
        var words = await remarks.Read(edits.SelectMany(e => new[] { e.Was.Responsible, e.Was.Measures }), Phrases.Say("runs.fact.erased"), ct);
        return edits.ConvertAll(e => new ListItemRecords.View(
            e.Edit.Id, ListItemRecords.Edited, day(e.Row.At), Sentences(e.Was, words), e.Row.At, e.Row.Name, SupersededBy: null));
    }

    /// <summary>Erases the words of all edits of an item.</summary>
    public async Task Erase(Guid item, IReadOnlyList<Guid> units, CancellationToken ct)
    {
        var payloads = await db.Events.AsNoTracking().Where(e => units.Contains(e.Stream) && e.Act == Act).Select(e => e.Payload).ToListAsync(ct);
        var signs = payloads.Where(payload => Read(payload).Item == item).SelectMany(payload => Remarks.In(payload)).ToList();
        foreach (var remark in await db.Remarks.Where(r => signs.Contains(r.Id) && r.ErasedAt == null).ToListAsync(ct))
        {
            (remark.Words, remark.Salt, remark.ErasedAt) = (null, null, clock.GetUtcNow());
            await events.Append(caller.UserId, Remarks.Erasure, new { remark = remark.Id, item }, ct);
        }
    }

    private static Edit Read(byte[] payload) => JsonSerializer.Deserialize<Edit>(payload, JsonSerializerOptions.Web)!;

    private static string? Sentences(Before was, Func<string?, string?> words)
    {
        List<string> said = [];
        if (was.Responsible is not null) said.Add(Phrases.Say("runs.itemWas.responsible", ("was", words(was.Responsible))));
        if (was.Measures is not null) said.Add(Phrases.Say("runs.itemWas.measures", ("was", words(was.Measures))));
        if (was.Deadline is not null) said.Add(Phrases.Say("runs.itemWas.deadline", ("was", was.Deadline)));
        if (was.WatchUntil is not null) said.Add(Phrases.Say("runs.itemWas.watchUntil", ("was", was.WatchUntil)));
        return said.Count == 0 ? null : string.Join('\n', said);
    }

    private static string? Changed(string? was, string? now) => string.IsNullOrEmpty(was) || was == now ? null : was;

    private static DateOnly? Changed(DateOnly? was, DateOnly? now) => was == now ? null : was;
}
