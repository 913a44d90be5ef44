namespace PhaseEngine.Core.Engine;

/// <summary>
/// Which reminders of a run fall due when (S.45, S.52): a pure reading of its state. What is past is not kept: the message's own
/// natural key makes it go out once.
/// </summary>
public static class Reminders
{
    /// <summary>A row is repeated at most so often; who has not acted by then will not by one more.</summary>
    private const int MostRepeats = 60;

    /// <summary>The messages that fell due. For each item and role only the latest stage: after downtime nobody gets the earlier ones.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="timetable">The batch's dates.</param>
    /// <param name="run">The run.</param>
    /// <param name="since">Only what fell due after; null = everything.</param>
    /// <param name="now">Up to when.</param>
    public static IEnumerable<Notify> Due(Plan plan, Timetable timetable, RunState run, DateTimeOffset? since, DateTimeOffset now)
    {
        if (run.Status != RunStatus.Active) yield break;

        foreach (var item in Items(plan, timetable, run))
        {
            var latest = new Dictionary<string, (DateTimeOffset At, string Stage)>(StringComparer.Ordinal);
            foreach (var (at, stage, to) in item.StagesUntil(timetable, now))
            {
                foreach (var role in to)
                {
                    if (!latest.TryGetValue(role, out var known) || at >= known.At) latest[role] = (at, stage);
                }
            }

            foreach (var stage in latest.Where(entry => since is null || entry.Value.At > since).GroupBy(entry => entry.Value))
                yield return new Notify(item.Key, item.Round, stage.Key.Stage, [.. stage.Select(entry => entry.Key)], stage.Key.At);
        }
    }

    /// <summary>The next instant after one at which anything of this run falls due; null when nothing will.</summary>
    internal static DateTimeOffset? Next(Plan plan, Timetable timetable, RunState run, DateTimeOffset after)
    {
        DateTimeOffset? next = null;
        foreach (var item in Items(plan, timetable, run))
        {
            var at = item.NextAfter(timetable, after);
            if (at is not null && (next is null || at < next)) next = at;
        }

        return next;
    }

    private static IEnumerable<Item> Items(Plan plan, Timetable timetable, RunState run)
    {
        foreach (var activity in plan.Activities)
        {
            var state = run.Activities[activity.Index];
            switch (activity)
            {
                case PlanRequirement requirement when state.RoundStatus == RoundStatus.Open
                    && (state.Status == ActivityStatus.Open || state.Round > 1 && !requirement.Standing):
                    var rules = requirement.For(run.Unit);
                    // A standing requirement that has its record for this window asks for nothing more in it.
                    var done = requirement.Standing && run.Counters[requirement.Slot(0, 0)] > 0;
                    if (state.Due is { } due && !done) yield return new Item(activity.Key!, state.Round, due, rules.Reminders, rules.Owner);
                    foreach (var item in Answers(timetable, activity, state, state.Round, rules.Approvals)) yield return item;
                    break;

                case PlanRequirement requirement when state.Awaiting is not null:
                    foreach (var item in Answers(timetable, activity, state, state.Round, requirement.For(run.Unit).Approvals)) yield return item;
                    break;

                case PlanGate gate when state.Status == ActivityStatus.Open:
                    var gateState = run.Gates[activity.Index] ?? new GateState();
                    if (gateState.Status == GateStatus.Asked)
                    {
                        foreach (var item in Answers(timetable, activity, state, gateState.Asked, gate.Approvals)) yield return item;
                    }
                    else if (state.Due is { } gateDue)
                    {
                        yield return new Item(activity.Key!, gateState.Asked, gateDue, gate.Reminders, "secretary");
                    }

                    break;

                case PlanPhase phase when state is { Status: ActivityStatus.Open, Entered: not null, Due: { } end }:
                    yield return new Item(activity.Key!, 1, end, phase.For(run.Unit).Reminders, "secretary");
                    break;
            }
        }
    }

    /// <summary>The superior's own clock: on the answer-by day the approver, the day after their superior too (S.52).</summary>
    private static IEnumerable<Item> Answers(Timetable timetable, PlanActivity activity, ActivityState state, int round, ApprovalRow[] rows)
    {
        if (state.Awaiting is not { } since || state.Approved >= rows.Length) yield break;
        var row = rows[state.Approved];
        if (row.Within is not { } within) yield break;

        var by = within.After(since, timetable.Calendar);
        yield return new Item(activity.Key!, round, by, AnswerRows(row.Role), row.Role, $"answer:{state.Approved}:");
    }

    private static ReminderRow[] AnswerRows(string role) =>
    [
        new(new Calendars.Offset(0, Calendars.SpanUnit.Days), [role]),
        new(new Calendars.Offset(1, Calendars.SpanUnit.WorkingDays), [role, "superior"], new Calendars.Span(5, Calendars.SpanUnit.WorkingDays)),
    ];

    private readonly record struct Item(string Key, int Round, DateOnly Due, ReminderRow[] Rows, string Owner, string Prefix = "")
    {
        public IEnumerable<(DateTimeOffset At, string Stage, IEnumerable<string> To)> StagesUntil(Timetable timetable, DateTimeOffset now)
        {
            foreach (var row in Rows)
            {
                for (var n = 0; n <= MostRepeats; n++)
                {
                    if (At(timetable, row, n) is not { } at || at > now) break;
                    yield return (at, Stage(row, n), To(row));
                }
            }
        }

        public DateTimeOffset? NextAfter(Timetable timetable, DateTimeOffset after)
        {
            DateTimeOffset? next = null;
            foreach (var row in Rows)
            {
                for (var n = 0; n <= MostRepeats; n++)
                {
                    if (At(timetable, row, n) is not { } at) break;
                    if (at <= after) continue;
                    if (next is null || at < next) next = at;
                    break;
                }
            }

            return next;
        }

        /// <summary>When a row's n-th repetition goes out; null when the row is not repeated so often.</summary>
        private DateTimeOffset? At(Timetable timetable, ReminderRow row, int n)
        {
            if (n > 0 && row.Every is null) return null;

            var day = row.At.From(Due, timetable.Calendar);
            for (var i = 0; i < n; i++) day = row.Every!.Value.After(day, timetable.Calendar);
            return timetable.SendAt(day);
        }

        private string Stage(ReminderRow row, int n) => n == 0 ? $"{Prefix}{row.At}" : $"{Prefix}{row.At}#{n}";

        private IEnumerable<string> To(ReminderRow row)
        {
            var owner = Owner;
            return row.To.Select(role => role == "owner" ? owner : role);
        }
    }
}
