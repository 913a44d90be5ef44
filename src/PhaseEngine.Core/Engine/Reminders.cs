using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Gates;

namespace PhaseEngine.Core.Engine;

/// <summary>
/// Which reminders of a run fall due when (S.45, S.52): a pure reading of its state. What is past is not kept: the message's own
/// natural key makes it go out once.
/// </summary>
public static class Reminders
{
    private static readonly ReminderRow[] OfCarried =
        [new(new Offset(-3, SpanUnit.Days), ["owner"]), new(default, ["owner"]), new(new Offset(3, SpanUnit.Days), ["supervisor"])];

    private static readonly ReminderRow[] OfTurn = [new(default, ["owner"])];

    /// <summary>On the answer-by day the approver, then their superior, too, again and again (S.52).</summary>
    private static readonly ReminderRow[] OfAnswer =
    [
        new(default, ["owner"]),
        new(new Offset(1, SpanUnit.WorkingDays), ["owner", "superior"], new Span(5, SpanUnit.WorkingDays)),
    ];

    /// <summary>The messages that fell due. For each item and role only the latest stage: after downtime nobody gets the earlier ones.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="timetable">The batch's dates.</param>
    /// <param name="run">The run.</param>
    /// <param name="since">Only what fell due after; null = everything.</param>
    /// <param name="now">Up to when.</param>
    public static IEnumerable<Notify> Due(Plan plan, Timetable timetable, RunState run, DateTimeOffset? since, DateTimeOffset now)
    {
        var first = since is { } before ? timetable.FirstDayAfter(before) : DateOnly.MinValue;
        var end = timetable.FirstDayAfter(now);
        if (first == end) yield break;

        foreach (var item in Items(plan, timetable, run, timetable.Today(now)))
        {
            for (var row = 0; row < item.Rows.Length; row++)
            {
                var (times, last, _) = item.About(end, item.Rows[row], timetable.Calendar);
                if (last is not { } day || day < first) continue;

                if (item.LatestTo(row, end, timetable.Calendar) is { Count: > 0 } to)
                    yield return new Notify(item.Key, item.Round, item.StageOf(item.Rows[row], times), to, timetable.SendAt(day));
            }
        }
    }

    /// <summary>The next instant after one at which anything of this run falls due; null when nothing will.</summary>
    internal static DateTimeOffset? Next(Plan plan, Timetable timetable, RunState run, DateTimeOffset after)
    {
        var first = timetable.FirstDayAfter(after);
        DateOnly? next = null;
        foreach (var item in Items(plan, timetable, run, timetable.Today(after)))
        {
            foreach (var row in item.Rows)
            {
                if (item.About(first, row, timetable.Calendar).Next is { } day && (next is null || day < next)) next = day;
            }
        }

        return next is { } soonest ? timetable.SendAt(soonest) : null;
    }

    /// <summary>The stage of the message that it is an approver's turn.</summary>
    internal static string AskedStage(int row) => $"asked:{row}";

    private static IEnumerable<ReminderItem> Items(Plan plan, Timetable timetable, RunState run, DateOnly today)
    {
        if (run.Status is RunStatus.Suspended or RunStatus.Closed) yield break;

        foreach (var activity in plan.Activities)
        {
            var (due, awaiting) = (run.Activities[activity.Index].Due, run.Activities[activity.Index].Awaiting);
            // While the unit waits for its superior, it is the superior who is reminded (S.52).
            if (awaiting is not null)
            {
                foreach (var item in OfApprovers(timetable, run, activity)) yield return item;
            }
            else if (due is { } day && Own(plan, run, activity, day) is { } own)
            {
                yield return own with { Indicative = Lateness.IsIndicative(plan, run, activity) };
            }

            if (activity is PlanGate gate && CarriedOver(plan, timetable, run, gate, today) is { } carried) yield return carried;
        }
    }

    /// <summary>What the unit itself is reminded of.</summary>
    private static ReminderItem? Own(Plan plan, RunState run, PlanActivity activity, DateOnly due)
    {
        ref readonly var state = ref run.Activities[activity.Index];
        switch (activity)
        {
            // Of what was carried over after its phase, the gate reminds.
            case PlanRequirement requirement when state.RoundStatus == RoundStatus.Open && (state.Status == ActivityStatus.Open || state.Round > 1):
                // A standing requirement that has its record for this window asks for nothing more in it.
                if (requirement.Standing && run.Counters[requirement.Slot(0, 0)] > 0) return null;
                var rules = requirement.For(run.Unit);
                return new ReminderItem(activity.Key!, state.Round, due, rules.Reminders, rules.Owner);

            case PlanGate gate when state.Status == ActivityStatus.Open:
                return new ReminderItem(activity.Key!, state.Asked, due, gate.Reminders, "secretary");

            case PlanPhase phase when state is { Status: ActivityStatus.Open, Entered: not null }:
                return IsAsked(plan, run, phase) ? null : new ReminderItem(activity.Key!, 1, due, phase.For(run.Unit).Reminders, "secretary");

            default:
                return null;
        }
    }

    /// <summary>Whether a phase waits for the answer to one of its gates.</summary>
    private static bool IsAsked(Plan plan, RunState run, PlanPhase phase) =>
        Array.Exists(plan.Flows[phase.Body].Activities, index => run.Gates[index]?.Status == GateStatus.Asked);

    /// <summary>The superior's own clock.</summary>
    private static IEnumerable<ReminderItem> OfApprovers(Timetable timetable, RunState run, PlanActivity activity)
    {
        var asking = run.Activities[activity.Index].Asked;
        foreach (var turn in Approvals.Turns(activity, run, timetable.Calendar, DateOnly.MaxValue))
        {
            if (turn.Lapsed)
                yield return new ReminderItem(activity.Key!, asking, turn.Since, OfTurn, turn.Approval.Role) { Stage = AskedStage(turn.Row) };
            if (turn.AnswerBy is { } by)
                yield return new ReminderItem(activity.Key!, asking, by, OfAnswer, turn.Approval.Role) { Prefix = $"answer:{turn.Row}:" };
        }
    }

    private static ReminderItem? CarriedOver(Plan plan, Timetable timetable, RunState run, PlanGate gate, DateOnly today) =>
        run.Gates[gate.Index] is { Carried: [var first, ..] } && !GateReports.CarriedAreMet(gate, new Figures(plan, timetable, run, today))
            ? new ReminderItem(gate.Key!, run.Activities[gate.Index].Asked, first.Due, OfCarried, "secretary") { Prefix = "carried:" }
            : null;
}
