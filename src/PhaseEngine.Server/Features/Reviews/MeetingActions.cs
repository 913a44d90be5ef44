using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;

namespace PhaseEngine.Server.Features.Reviews;

/// <summary>Something a meeting decided on (S.28).</summary>
/// <param name="Id">Follows from the meeting's first record and its place in it.</param>
/// <param name="Meeting">The record of the meeting.</param>
/// <param name="Key">The requirement the meeting belongs to.</param>
/// <param name="HeldOn">When it was held.</param>
/// <param name="What">What is to be done.</param>
/// <param name="Who">By whom.</param>
/// <param name="Due">By when.</param>
/// <param name="DoneOn">When it was done; null: it is open.</param>
/// <param name="Result">What came of it.</param>
internal sealed record MeetingAction(
    Guid Id, Guid Meeting, string Key, DateOnly HeldOn, string What, string Who, DateOnly? Due, DateOnly? DoneOn, string? Result);

/// <summary>The meetings of a run as their records tell, and the actions they decided on.</summary>
internal sealed class MeetingActions(PhaseEngineDb db)
{
    public static readonly IReadOnlyList<string> Kinds = ["Meeting", "ReviewMeetings"];

    /// <summary>A record about a meeting that is in force.</summary>
    /// <param name="Id">The record.</param>
    /// <param name="Line">The first record, the corrections of it, and this one at the end: later records may name any of them.</param>
    /// <param name="Key">The requirement.</param>
    /// <param name="Form">Its form.</param>
    /// <param name="Document">What it says.</param>
    internal sealed record Entry(Guid Id, IReadOnlyList<Guid> Line, string Key, string Form, JsonObject Document)
    {
        /// <summary>Whether it tells something of a meeting, afterwards.</summary>
        public bool IsAbout(Entry meeting) => Guid.TryParse((string?)Document["meeting"], out var named) && meeting.Line.Contains(named);
    }

    /// <summary>The records in force of a run's meetings, in the order they were made.</summary>
    /// <param name="run">The run.</param>
    /// <param name="key">Only of one requirement.</param>
    /// <param name="ct">Gives up.</param>
    /// <param name="still">A record that is looked at as if it still were in force.</param>
    public async Task<IReadOnlyList<Entry>> Records(Guid run, string? key, CancellationToken ct, Guid? still = null)
    {
        var rows = await (
            from use in db.EvidenceUses
            where use.RunId == run && (key == null || use.Key == key)
            join item in db.Evidence on use.EvidenceId equals item.Id
            where Kinds.Contains(item.Kind)
            join content in db.EvidenceContents on item.Id equals content.EvidenceId
            orderby item.Id
            select new { item.Id, item.Supersedes, use.Key, item.Form, Document = item.SupersededBy == null || item.Id == still ? content.Document : null })
            .AsNoTracking().ToListAsync(ct);
        var before = rows.DistinctBy(r => r.Id).ToDictionary(r => r.Id, r => r.Supersedes);
        return [.. rows.Where(r => r.Document is not null).Select(r => new Entry(r.Id, LineTo(r.Id, before), r.Key, r.Form, JsonNode.Parse(r.Document!)!.AsObject()))];
    }

    /// <summary>What the meetings decided on, open or done: once for each requirement a meeting serves, which counts it by itself.</summary>
    public static IReadOnlyList<MeetingAction> Of(IReadOnlyList<Entry> records)
    {
        var done = records.Where(r => r.Form == "action").ToLookup(r => (r.Key, Action: Guid.Parse((string)r.Document["action"]!)));
        return
        [
            .. from meeting in records
               where meeting.Form == "meeting" && meeting.Document["actions"] is JsonArray
               from action in meeting.Document["actions"]!.AsArray().Select((row, place) => (Row: row!.AsObject(), Id: IdOf(meeting.Line[0], place)))
               let outcome = done[(meeting.Key, action.Id)].FirstOrDefault()
               select new MeetingAction(
                   action.Id, meeting.Id, meeting.Key, Day(meeting.Document, "on")!.Value, (string)action.Row["what"]!, (string)action.Row["who"]!,
                   Day(action.Row, "due"), outcome is null ? null : Day(outcome.Document, "on"), (string?)outcome?.Document["result"]),
        ];
    }

    private static List<Guid> LineTo(Guid record, Dictionary<Guid, Guid?> before)
    {
        List<Guid> line = [record];
        while (before.GetValueOrDefault(line[0]) is { } earlier) line.Insert(0, earlier);
        return line;
    }

    /// <summary>An action has no row of its own: its id follows from where it stands, and stays when the meeting's record is corrected.</summary>
    private static Guid IdOf(Guid meeting, int place)
    {
        Span<byte> at = stackalloc byte[20];
        meeting.TryWriteBytes(at);
        BinaryPrimitives.WriteInt32BigEndian(at[16..], place);
        return new Guid(SHA256.HashData(at).AsSpan(0, 16));
    }

    private static DateOnly? Day(JsonObject document, string field) =>
        (string?)document[field] is { Length: > 0 } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
