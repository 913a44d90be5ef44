using NpgsqlTypes;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Reminders;
using PhaseEngine.Data.Reviews;
using PhaseEngine.Data.Sql;

namespace PhaseEngine.Data.Runs;

/// <summary>The tables that acts on runs write, one or a hundred thousand at a time.</summary>
internal static class RunTables
{
    private static readonly Column<RunWrite>[] Changing =
    [
        Column.Of<RunWrite, string>("status", NpgsqlDbType.Text, w => w.Change!.Summary.Status),
        Column.Of<RunWrite, string>("phase", NpgsqlDbType.Text, w => w.Change!.Summary.Phase),
        Column.Of<RunWrite, string>("gate", NpgsqlDbType.Text, w => w.Change!.Summary.Gate),
        Column.Of<RunWrite, string>("gate_status", NpgsqlDbType.Text, w => w.Change!.Summary.GateWord),
        Column.Of<RunWrite, DateOnly>("asked_on", NpgsqlDbType.Date, w => w.Change!.Summary.AskedOn),
        Column.Of<RunWrite, string>("awaits", NpgsqlDbType.Text, w => w.Change!.Summary.Awaits),
        Column.Of<RunWrite, DateOnly>("answer_by", NpgsqlDbType.Date, w => w.Change!.Summary.AnswerBy),
        Column.Of<RunWrite, DateOnly>("due_on", NpgsqlDbType.Date, w => w.Change!.Summary.DueOn),
        Column.Of<RunWrite, int>("open_count", NpgsqlDbType.Integer, w => w.Change!.Summary.OpenCount),
        Column.Of<RunWrite, byte[]>("state", NpgsqlDbType.Bytea, w => w.Change!.State),
        Column.Of<RunWrite, int>("seq", NpgsqlDbType.Integer, w => w.Change!.Event.Seq),
        Column.Of<RunWrite, byte[]>("head", NpgsqlDbType.Bytea, w => w.Change!.Event.Hash),
    ];

    private static readonly Column<RunWrite> Id = Column.Of<RunWrite, Guid>("id", NpgsqlDbType.Uuid, w => w.Before.Id);

    public static readonly Table<RunWrite> NewRuns = new("runs", ["id"],
    [
        Id,
        Column.Of<RunWrite, Guid>("campaign_id", NpgsqlDbType.Uuid, w => w.Before.CampaignId),
        Column.Of<RunWrite, int>("batch", NpgsqlDbType.Integer, w => w.Before.Batch),
        Column.Of<RunWrite, Guid>("unit_id", NpgsqlDbType.Uuid, w => w.Before.UnitId),
        Column.Of<RunWrite, int>("template_version", NpgsqlDbType.Integer, w => w.Before.Plan.Version),
        .. Changing,
    ]);

    public static readonly Table<RunWrite> Runs = new("runs", ["id"], [Id, .. Changing]);

    public static readonly Table<RunWrite> Events = new("events", ["stream", "seq"],
    [
        Column.Of<RunWrite, Guid>("stream", NpgsqlDbType.Uuid, w => w.Change!.Event.Stream),
        Column.Of<RunWrite, int>("seq", NpgsqlDbType.Integer, w => w.Change!.Event.Seq),
        Column.Of<RunWrite, DateTimeOffset>("at", NpgsqlDbType.TimestampTz, w => w.Change!.Event.At),
        Column.Of<RunWrite, Guid>("actor", NpgsqlDbType.Uuid, w => w.Change!.Event.Actor),
        Column.Of<RunWrite, string>("act", NpgsqlDbType.Text, w => w.Change!.Event.Act),
        Column.Of<RunWrite, byte[]>("payload", NpgsqlDbType.Bytea, w => w.Change!.Event.Payload),
        Column.Of<RunWrite, byte[]>("hash", NpgsqlDbType.Bytea, w => w.Change!.Event.Hash),
    ]);

    public static readonly Table<RunWrite> Alarms = new("alarms", ["run_id"],
    [
        Column.Of<RunWrite, Guid>("run_id", NpgsqlDbType.Uuid, w => w.Before.Id),
        Column.Of<RunWrite, DateTimeOffset>("at", NpgsqlDbType.TimestampTz, w => w.Alarm),
        Column.Of<RunWrite, DateTimeOffset>("since", NpgsqlDbType.TimestampTz, w => w.Since),
        // Whoever can write a run has mended it.
        Column.Of<RunWrite, int>("failures", NpgsqlDbType.Integer, _ => 0),
        Column.Of<RunWrite, string>("fault", NpgsqlDbType.Text, _ => null),
    ]);

    public static readonly Table<Reminder> Reminders = new("reminders", ["user_id", "run_id", "key", "round", "stage"],
    [
        Column.Of<Reminder, Guid>("id", NpgsqlDbType.Uuid, r => r.Id),
        Column.Of<Reminder, Guid>("user_id", NpgsqlDbType.Uuid, r => r.UserId),
        Column.Of<Reminder, Guid>("run_id", NpgsqlDbType.Uuid, r => r.RunId),
        Column.Of<Reminder, string>("key", NpgsqlDbType.Text, r => r.Key),
        Column.Of<Reminder, int>("round", NpgsqlDbType.Integer, r => r.Round),
        Column.Of<Reminder, string>("stage", NpgsqlDbType.Text, r => r.Stage),
        Column.Of<Reminder, DateTimeOffset>("at", NpgsqlDbType.TimestampTz, r => r.At),
        Column.Of<Reminder, DateOnly>("due", NpgsqlDbType.Date, r => r.Due),
        Column.Of<Reminder, bool>("gathered", NpgsqlDbType.Boolean, r => r.Gathered),
    ]);

    public static readonly Table<ReviewMeeting> Meetings = new("review_meetings", ["run_id", "key", "number"],
    [
        Column.Of<ReviewMeeting, Guid>("id", NpgsqlDbType.Uuid, m => m.Id),
        Column.Of<ReviewMeeting, Guid>("run_id", NpgsqlDbType.Uuid, m => m.RunId),
        Column.Of<ReviewMeeting, string>("key", NpgsqlDbType.Text, m => m.Key),
        Column.Of<ReviewMeeting, int>("number", NpgsqlDbType.Integer, m => m.Number),
        Column.Of<ReviewMeeting, DateOnly>("from", NpgsqlDbType.Date, m => m.From),
        Column.Of<ReviewMeeting, DateOnly>("to", NpgsqlDbType.Date, m => m.To),
        Column.Of<ReviewMeeting, DateOnly>("proposed_on", NpgsqlDbType.Date, m => m.ProposedOn),
        Column.Of<ReviewMeeting, string>("agenda", NpgsqlDbType.Text, m => m.Agenda),
        Column.Of<ReviewMeeting, int>("version", NpgsqlDbType.Integer, m => m.Version),
    ]);

    public static readonly Table<Decision> Decisions = new("decisions", ["id"],
    [
        Column.Of<Decision, Guid>("id", NpgsqlDbType.Uuid, d => d.Id),
        Column.Of<Decision, Guid>("run_id", NpgsqlDbType.Uuid, d => d.RunId),
        Column.Of<Decision, string>("key", NpgsqlDbType.Text, d => d.Key),
        Column.Of<Decision, int>("asking", NpgsqlDbType.Integer, d => d.Asking),
        Column.Of<Decision, int>("row", NpgsqlDbType.Integer, d => d.Row),
        Column.Of<Decision, string>("verdict", NpgsqlDbType.Text, d => d.Verdict),
        Column.Of<Decision, Guid>("by", NpgsqlDbType.Uuid, d => d.By),
        Column.Of<Decision, DateTimeOffset>("at", NpgsqlDbType.TimestampTz, d => d.At),
        Column.Of<Decision, string>("reason", NpgsqlDbType.Text, d => d.Reason),
        Column.Of<Decision, int>("one_of", NpgsqlDbType.Integer, d => d.OneOf),
    ]);

    public static readonly Table<RosterNote> RosterNotes = new("roster_notes", ["id"],
    [
        Column.Of<RosterNote, Guid>("id", NpgsqlDbType.Uuid, n => n.Id),
        Column.Of<RosterNote, Guid>("unit_id", NpgsqlDbType.Uuid, n => n.UnitId),
    ]);
}
