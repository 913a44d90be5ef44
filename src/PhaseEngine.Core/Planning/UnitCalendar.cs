using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Planning;

/// <summary>
/// The calendar of one unit that goes through a plan as planned: every phase entered on its first day, every requirement done on
/// its due day, every gate passed at the first asking (B.5, B.6). What goes on without end is looked at for a year.
/// </summary>
public sealed class UnitCalendar
{
    private const int DaysOfOpenEnded = 364;

    private readonly Plan plan;
    private readonly Timetable timetable;
    private readonly UnitFacts unit;
    private readonly PlannedActivity?[] planned;
    private readonly DateOnly horizon;

    private UnitCalendar(Plan plan, Timetable timetable, UnitFacts unit)
    {
        (this.plan, this.timetable, this.unit) = (plan, timetable, unit);
        planned = new PlannedActivity?[plan.Activities.Length];
        horizon = plan.Activities.OfType<PlanPhase>()
            .Select(phase => timetable.EndOf(phase, phase.For(unit)) ?? timetable.StartOf(phase).AddDays(DaysOfOpenEnded))
            .Append(timetable.Start).Max();
    }

    /// <summary>Every phase, requirement, gate and choice, in the order of the plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="timetable">The batch's dates.</param>
    /// <param name="unit">The unit's facts: which variants hold, which ways it goes, what is asked of it.</param>
    public static IReadOnlyList<PlannedActivity> Of(Plan plan, Timetable timetable, UnitFacts unit)
    {
        var calendar = new UnitCalendar(plan, timetable, unit);
        return [.. plan.Activities.Where(a => a is not (PlanStart or PlanEnd)).Select(a => calendar.Planned(a.Index))];
    }

    private PlannedActivity Planned(int index) => planned[index] ??= PlanOne(plan.Activities[index]);

    private PlannedActivity PlanOne(PlanActivity activity)
    {
        var phase = plan.PhaseOf(activity);
        var asked = (phase is null || Planned(phase.Index).Asked) && IsReached(activity)
            && (activity is not PlanRequirement { When: { } when } || when.Holds(unit));
        var from = activity is PlanPhase own ? timetable.StartOf(own) : OpensOn(activity, phase);
        return activity switch
        {
            PlanPhase it => OfPhase(it, asked, from),
            PlanRequirement it => OfRequirement(it, phase!, asked, from),
            PlanGate it => WithDue(it, phase, asked, from, it.Due, it.Reminders),
            _ => new PlannedActivity(activity, phase, asked, from, null, null, [], []),
        };
    }

    /// <summary>Whether a way leads there that this unit goes; a return is no part of the plan.</summary>
    private bool IsReached(PlanActivity activity) =>
        activity is PlanStart || Array.Exists(activity.Incoming, incoming => Planned(incoming.Source).Asked && IsLeftBy(plan.Activities[incoming.Source], incoming.Port));

    private bool IsLeftBy(PlanActivity source, Outcome port) => source switch
    {
        PlanChoice choice => port == choice.WayOf(unit),
        _ => port is not Outcome.Returned,
    };

    /// <summary>When all it follows are done as planned.</summary>
    private DateOnly OpensOn(PlanActivity activity, PlanPhase? phase)
    {
        var opens = phase is null ? timetable.Start : timetable.StartOf(phase);
        foreach (var incoming in activity.Incoming)
        {
            var before = Planned(incoming.Source);
            if (before.Asked && (before.To ?? before.From) is var day && day > opens) opens = day;
        }

        return opens;
    }

    private PlannedActivity OfPhase(PlanPhase phase, bool asked, DateOnly from)
    {
        var rules = phase.For(unit);
        var end = timetable.EndOf(phase, rules);
        return new(phase, null, asked, from, end, null, [], end is { } day ? RemindersOf(rules.Reminders, day) : []);
    }

    private PlannedActivity OfRequirement(PlanRequirement requirement, PlanPhase phase, bool asked, DateOnly from)
    {
        var rules = requirement.For(unit);
        if (rules.Repeat is not { } rhythm) return WithDue(requirement, phase, asked, from, rules.Due, rules.Reminders);

        var end = timetable.EndOf(phase, phase.For(unit));
        List<Window> windows = [.. rhythm.Windows(timetable.StartOf(phase), end).TakeWhile(window => window.To <= horizon)];
        return new(
            requirement, phase, asked, from, end, null, windows, [.. windows.SelectMany(window => RemindersOf(rules.Reminders, window.To))]);
    }

    private PlannedActivity WithDue(PlanActivity activity, PlanPhase? phase, bool asked, DateOnly from, DateRule? date, ReminderRow[] rows)
    {
        var due = date?.Resolve(
            timetable.AnchorsIn(plan, activity.Flow, unit, phase is null ? null : timetable.StartOf(phase)), timetable.Calendar);
        return new(activity, phase, asked, due < from ? due.Value : from, due, date, [], due is { } day ? RemindersOf(rows, day) : []);
    }

    private IReadOnlyList<PlannedReminder> RemindersOf(ReminderRow[] rows, DateOnly about) =>
    [
        .. rows.Select(row => new PlannedReminder(timetable.Today(timetable.SendAt(row.At.From(about, timetable.Calendar))), about, row))
            .OrderBy(reminder => reminder.On),
    ];
}
