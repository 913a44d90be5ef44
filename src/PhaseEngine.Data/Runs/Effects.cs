using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Model;
using PhaseEngine.Data.Reminders;
using PhaseEngine.Data.Reviews;
using PhaseEngine.Data.Sql;

namespace PhaseEngine.Data.Runs;

/// <summary>
/// Does what steps ask for outside their runs: messages into inboxes, meetings convened. Each by its
/// natural key, so once.
/// </summary>
/// <param name="db">Where to.</param>
/// <param name="recipients">Who holds which role.</param>
/// <param name="ofNewRuns">Whether the runs begin in this transaction, so that nothing about them can be there already.</param>
internal sealed class Effects(PhaseEngineDb db, Recipients recipients, bool ofNewRuns = false)
{
    public async Task Carry(IReadOnlyList<RunWrite> writes, DateTimeOffset now, CancellationToken ct)
    {
        var (meetings, reminders) = await Of(writes, now, ct);
        await Insert(RunTables.Meetings, meetings, ct);
        await Insert(RunTables.Reminders, reminders, ct);
    }

    /// <summary>The rows they ask for, not written yet.</summary>
    public async Task<(List<ReviewMeeting> Meetings, List<Reminder> Reminders)> Of(IReadOnlyList<RunWrite> writes, DateTimeOffset now, CancellationToken ct)
    {
        var calls = new List<(RunWrite Write, Convene Call)>();
        var notices = new List<(RunWrite Write, Notify Notice)>();
        foreach (var write in writes)
        {
            foreach (var effect in write.Step.Effects)
            {
                if (effect is Convene convene) calls.Add((write, convene));
                else if (effect is Notify notify) notices.Add((write, notify));
            }
        }

        return (calls.Count > 0 ? await Convened(calls, now, ct) : [], notices.Count > 0 ? await Messages(notices, now, ct) : []);
    }

    private async Task<List<ReviewMeeting>> Convened(List<(RunWrite Write, Convene Call)> calls, DateTimeOffset now, CancellationToken ct)
    {
        // A run that begins has nothing in its registers yet.
        var open = await Agenda.Open(db, ofNewRuns ? [] : [.. calls.Select(c => c.Write.Before.Id).Distinct()], ct);
        var meetings = new List<ReviewMeeting>(calls.Count);
        foreach (var (write, call) in calls)
        {
            var run = write.Before;
            meetings.Add(Meeting(write, call, Agenda.Of(open[run.Id], run.Plan, call.Key, run.Timetable.Today(now)), now));
        }

        return meetings;
    }

    private async Task<List<Reminder>> Messages(List<(RunWrite Write, Notify Notice)> notices, DateTimeOffset now, CancellationToken ct)
    {
        await recipients.Learn(
            [.. notices.Select(n => n.Write.Before).Distinct()], alsoMembers: notices.Exists(n => n.Notice.To.Contains("member")), ct);
        var reminders = new List<Reminder>(notices.Count);
        foreach (var (write, notice) in notices)
        {
            foreach (var user in notice.To.SelectMany(role => recipients.Of(write.Before, role)).Distinct())
                reminders.Add(Reminder(write, notice, user, now));
        }

        return LatestOnly(reminders);
    }

    /// <summary>Who stands in for somebody else gets what is due to both: of the stages of one date only the latest, here too.</summary>
    private static List<Reminder> LatestOnly(List<Reminder> reminders) =>
    [
        .. reminders
            .GroupBy(r => (r.UserId, r.RunId, r.Key, r.Round, SeriesOf(r.Stage)))
            .Select(ofOne => ofOne.MaxBy(r => r.At)!),
    ];

    /// <summary>All stages of one date are one series; a message with a name of its own stands alone.</summary>
    private static string SeriesOf(string stage) =>
        stage.StartsWith("answer:", StringComparison.Ordinal) ? stage[..stage.LastIndexOf(':')] : char.IsAsciiLetter(stage[0]) ? stage : "";

    private Task Insert<TRow>(Table<TRow> table, List<TRow> rows, CancellationToken ct) =>
        ofNewRuns ? db.Sets.Insert(db, table, rows, ct) : db.Sets.InsertNew(db, table, rows, ct);

    private static Reminder Reminder(RunWrite write, Notify notice, Guid user, DateTimeOffset now) => new()
    {
        Id = InOrder.NewId(now), UserId = user, RunId = write.Before.Id, Key = notice.Key, Round = notice.Round,
        Stage = notice.Stage, At = notice.At, Due = DueOf(write, notice.Key),
    };

    private static DateOnly? DueOf(RunWrite write, string key) =>
        write.Before.Plan.IndexOf(key) is >= 0 and var index ? write.Step.State.Activities[index].Due : null;

    private static ReviewMeeting Meeting(RunWrite write, Convene convene, string agenda, DateTimeOffset now) => new()
    {
        Id = InOrder.NewId(now), RunId = write.Before.Id, Key = convene.Key, Number = convene.Window, From = convene.From,
        To = convene.To, ProposedOn = convene.ProposedOn, Agenda = agenda,
    };
}
