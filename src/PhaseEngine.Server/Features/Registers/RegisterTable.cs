using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Requirements.Register;
using PhaseEngine.Data;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Data.Reviews;
using PhaseEngine.Server.Features.Evidence;
using PhaseEngine.Server.Http;

namespace PhaseEngine.Server.Features.Registers;

/// <summary>
/// Keeps the table of items beside the records of a register: an item is where its records have moved it. The item has the id of
/// the record that entered it.
/// </summary>
internal sealed class RegisterTable(PhaseEngineDb db, OverdueItems overdue, ItemEdits edits) : IFollowsRecords
{
    /// <summary>How long a solved item is watched for relapse, when nobody says otherwise.</summary>
    private const int WatchedDays = 90;

    public bool Follows(string kind) => kind == "Register";

    public async Task<Problem?> Made(FollowedRecord record, long[] counters, CancellationToken ct)
    {
        if (record.Form == "item") Enter(record);
        else if (record.Form != "close" && await Move(record, ct) is { } refused) return refused;

        await overdue.Adjust(record.Served, counters, ct);
        return null;
    }

    public async Task<Problem?> TakenBack(FollowedRecord record, JsonObject? right, long[] counters, CancellationToken ct)
    {
        if (record.Form != "close" && await Undo(record, ct) is { } refused) return refused;

        await overdue.Adjust(record.Served, counters, ct);
        return null;
    }

    /// <summary>The item stays where it is and counts. Answers kept for repetition say what an item says.</summary>
    public async Task Erased(EvidenceItem record, JsonObject said, CancellationToken ct)
    {
        var about = record.Form == "item" ? record.Id : Guid.TryParse((string?)said["item"], out var named) ? named : Guid.Empty;
        await Idempotency.Empty(db, $"/items/{about:D}", ct);
        var runs = await db.EvidenceUses.Where(u => u.EvidenceId == record.Id).Select(u => u.RunId).ToListAsync(ct);
        foreach (var run in runs) await Idempotency.Empty(db, $"/runs/{run:D}/registers/", ct);
        if (record.Form == "item") await edits.Erase(about, await db.Runs.Where(r => runs.Contains(r.Id)).Select(r => r.UnitId).ToListAsync(ct), ct);

        if (record.SupersededBy is not null || await db.RectificationItems.SingleOrDefaultAsync(i => i.Id == about, ct) is not { } item) return;

        if (record.Form == "item") (item.Problem, item.Measures, item.Owner) = (RectificationItem.Erased, null, null);
        // Another result may have come after it.
        else if (record.Form == "result" && item.Result == (string?)said["text"]) (item.Result, item.Explanation) = (null, null);
        item.Version++;
    }

    private void Enter(FollowedRecord record)
    {
        var item = new RectificationItem
        {
            Id = record.Evidence, RunId = record.Served.Run.Id, Key = record.Served.Key, UnitId = record.Served.Run.UnitId,
            Problem = Line(record, "problem")!, Source = Line(record, "source")!, Priority = Line(record, "priority") == "main" ? 1 : 2,
            Class = Items.ClassOf(Line(record, "class")!), Measures = Line(record, "measures"), Owner = Line(record, "responsible"),
            Deadline = Day(record, "due"), CreatedAt = record.At, CreatedBy = record.By,
        };
        Items.Put(item, RegisterKind.StateAfter(record.Form, record.Document)!);
        if (item.Status == RectificationStatus.Solved) Watch(item, Day(record, "on")!.Value);
        db.RectificationItems.Add(item);
    }

    private async Task<Problem?> Move(FollowedRecord record, CancellationToken ct)
    {
        if (await Find(record, ct) is not { } item) return RegisterProblems.NoSuchItem(ItemOf(record));

        var state = Items.StateOf(item);
        if (Line(record, "from") is { } from && from != state) return RegisterProblems.Moved(state);
        if (record.Form == "progress" && !ItemState.Unsettled.Contains(state)) return RegisterProblems.Moved(state);

        if (Line(record, "class") is { } sorted) item.Class = Items.ClassOf(sorted);
        if (RegisterKind.StateAfter(record.Form, record.Document) is { } to) Items.Put(item, to);
        switch (record.Form)
        {
            case "result":
                item.Result = Line(record, "text");
                item.Explanation = Line(record, "understanding");
                if (item.Status == RectificationStatus.Solved) Watch(item, Day(record, "on")!.Value);
                break;
            case "redo" or "relapse":
                (item.SolvedOn, item.WatchUntil) = (null, null);
                if (Day(record, "due") is { } due) item.Deadline = due;
                break;
        }

        item.Version++;
        return null;
    }

    private async Task<Problem?> Undo(FollowedRecord record, CancellationToken ct)
    {
        var about = record.Form == "item" ? record.Evidence : ItemOf(record);
        if (await db.RectificationItems.SingleOrDefaultAsync(i => i.Id == about, ct) is not { } item) return RegisterProblems.NoSuchItem(about);
        if (await IsFollowed(record, about, ct)) return RegisterProblems.NotTheLatest;

        if (record.Form == "item")
        {
            db.RectificationItems.Remove(item);
            return null;
        }

        if (Line(record, "from") is { } from) Items.Put(item, from);
        if (record.Form == "result") (item.Result, item.Explanation, item.SolvedOn, item.WatchUntil) = (null, null, null, null);
        item.Version++;
        return null;
    }

    /// <summary>Whether a record about the item was made after this one.</summary>
    private async Task<bool> IsFollowed(FollowedRecord record, Guid about, CancellationToken ct)
    {
        var (run, key) = (record.Served.Run.Id, record.Served.Key);
        var later = await (
            from use in db.EvidenceUses
            where use.RunId == run && use.Key == key && use.EvidenceId != record.Evidence
            join evidence in db.Evidence on use.EvidenceId equals evidence.Id
            where evidence.SupersededBy == null && evidence.RecordedAt >= record.At
            join content in db.EvidenceContents on evidence.Id equals content.EvidenceId
            where content.Document != null
            select content.Document).ToListAsync(ct);
        var mark = about.ToString("D");
        return later.Any(document => (string?)JsonNode.Parse(document!)!["item"] == mark);
    }

    private async Task<RectificationItem?> Find(FollowedRecord record, CancellationToken ct)
    {
        var (id, run, key) = (ItemOf(record), record.Served.Run.Id, record.Served.Key);
        return await db.RectificationItems.SingleOrDefaultAsync(i => i.Id == id && i.RunId == run && i.Key == key, ct);
    }

    private static void Watch(RectificationItem item, DateOnly on) => (item.SolvedOn, item.WatchUntil) = (on, on.AddDays(WatchedDays));

    private static Guid ItemOf(FollowedRecord record) => Guid.ParseExact(Line(record, "item")!, "D");

    private static string? Line(FollowedRecord record, string field) => (string?)record.Document[field];

    private static DateOnly? Day(FollowedRecord record, string field) =>
        Line(record, field) is { Length: > 0 } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
