using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Server.Features.Evidence;

namespace PhaseEngine.Server.Features.Reviews;

/// <summary>
/// Links the meeting convened for a window to its record, and sees to it that minutes, information and actions name something
/// that is on record, each once.
/// </summary>
internal sealed class MeetingTable(PhaseEngineDb db, MeetingActions meetings, Agendas agendas) : IFollowsRecords
{
    public bool Follows(string kind) => MeetingActions.Kinds.Contains(kind);

    public async Task<Problem?> Made(FollowedRecord record, long[] counters, CancellationToken ct)
    {
        if (record.Form == "meeting")
        {
            await Hold(record, ct);
            return null;
        }

        var records = await meetings.Records(record.Served.Run.Id, record.Served.Key, ct);
        return record.Form == "action" ? RefuseAction(record, records) : RefuseAfterwards(record, records);
    }

    public async Task<Problem?> TakenBack(FollowedRecord record, JsonObject? right, long[] counters, CancellationToken ct)
    {
        if (record.Form != "meeting") return null;
        if (await RefuseTakingBack(record, right, ct) is { } refused) return refused;
        foreach (var meeting in await db.ReviewMeetings.Where(m => m.EvidenceId == record.Evidence).ToListAsync(ct))
        {
            meeting.EvidenceId = null;
            meeting.Version++;
        }

        return null;
    }

    /// <summary>Agendas hold which items and actions were on the table, not what they say.</summary>
    public Task Erased(EvidenceItem record, JsonObject said, CancellationToken ct) => Task.CompletedTask;

    /// <summary>The meeting of the window in which it was held; one held outside of any is a meeting all the same.</summary>
    private async Task Hold(FollowedRecord record, CancellationToken ct)
    {
        var (run, key, on) = (record.Served.Run.Id, record.Served.Key, DateOnly.Parse((string)record.Document["on"]!, System.Globalization.CultureInfo.InvariantCulture));
        if (await db.ReviewMeetings.SingleOrDefaultAsync(m => m.RunId == run && m.Key == key && m.From <= on && on <= m.To, ct) is not { } meeting) return;

        // A correction finds the record of before taken back already.
        if (meeting.EvidenceId is not null) return;
        meeting.EvidenceId = record.Evidence;
        // What was on the table then, not what is open today.
        var agenda = await agendas.Of(record.Served.Run, record.Served.Requirement, ct);
        meeting.Agenda = JsonSerializer.Serialize(agenda.Select(Agendas.Stored), JsonSerializerOptions.Web);
        meeting.Version++;
    }

    private static Problem? RefuseAfterwards(FollowedRecord record, IReadOnlyList<MeetingActions.Entry> records)
    {
        var about = Guid.Parse((string)record.Document["meeting"]!);
        if (records.FirstOrDefault(r => r.Form == "meeting" && r.Line.Contains(about)) is not { } meeting) return ReviewProblems.NoSuchMeeting(about);

        var afterwards = records.Any(r => r.Form == record.Form && r.IsAbout(meeting));
        return afterwards || SaysItself(meeting.Document, record.Form) ? ReviewProblems.RecordedAlready(record.Form) : null;
    }

    /// <summary>
    /// What later records are about stays: a meeting somebody told of, and an action that was done, in its place and as it was
    /// decided. Those records are taken back first.
    /// </summary>
    private async Task<Problem?> RefuseTakingBack(FollowedRecord record, JsonObject? right, CancellationToken ct)
    {
        var records = await meetings.Records(record.Served.Run.Id, record.Served.Key, ct, still: record.Evidence);
        var meeting = records.Single(r => r.Id == record.Evidence);
        var later = records.Where(r => r.IsAbout(meeting)).Select(r => r.Form).ToList();
        if (right is null && later.Count > 0) return ReviewProblems.Followed;
        if (right is not null && later.Find(form => SaysItself(right, form)) is { } twice) return ReviewProblems.RecordedAlready(twice);

        var kept = right is null ? [] : MeetingActions.Of([meeting with { Document = right }]).ToDictionary(a => a.Id, a => a.What);
        var done = MeetingActions.Of(records).Where(a => a.Meeting == meeting.Id && a.DoneOn is not null);
        return done.All(a => kept.GetValueOrDefault(a.Id) == a.What) ? null : ReviewProblems.Followed;
    }

    /// <summary>Whether the record of a meeting says already what a form tells afterwards.</summary>
    private static bool SaysItself(JsonObject meeting, string form) => form == "minutes"
        ? !string.IsNullOrWhiteSpace((string?)meeting["minutes"]) || (bool?)meeting["minutesAttached"] == true
        : (bool?)meeting["informed"] == true;

    private static Problem? RefuseAction(FollowedRecord record, IReadOnlyList<MeetingActions.Entry> records)
    {
        var about = Guid.Parse((string)record.Document["action"]!);
        if (MeetingActions.Of(records).FirstOrDefault(a => a.Id == about) is not { } action) return ReviewProblems.NoSuchAction(about);
        return action.DoneOn is null ? null : ReviewProblems.ActionDone;
    }
}
