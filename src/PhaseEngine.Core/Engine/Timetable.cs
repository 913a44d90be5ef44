using System.Collections.Concurrent;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Engine;

/// <summary>
/// The dates of one batch of a campaign: what launch makes of the template's dates without a year (semantics 3). Shared by all
/// runs of the batch.
/// </summary>
public sealed class Timetable
{
    private readonly DateOnly[] phaseStarts;
    private readonly ConcurrentDictionary<DateOnly, DateTimeOffset> sendTimes = new();

    private readonly ConcurrentDictionary<string, Timetable> elsewhere = new();

    private Timetable(Timetable dates, TimeZoneInfo zone) => (Start, Calendar, Zone, phaseStarts) = (dates.Start, dates.Calendar, zone, dates.phaseStarts);

    /// <summary>Plans the phases of a batch one behind another.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="start">The batch's first day.</param>
    /// <param name="calendar">Working days.</param>
    /// <param name="zone">The campaign's time zone.</param>
    /// <param name="phaseStartsFixed">Planned starts the campaign office set by hand, by phase key; those behind follow.</param>
    public Timetable(
        Plan plan, DateOnly start, WorkingCalendar calendar, TimeZoneInfo zone,
        IReadOnlyDictionary<string, DateOnly>? phaseStartsFixed = null)
    {
        Start = start;
        Calendar = calendar;
        Zone = zone;
        phaseStarts = PlanStarts(plan, phaseStartsFixed ?? new Dictionary<string, DateOnly>());
    }

    /// <summary>The batch's first day.</summary>
    public DateOnly Start { get; }

    /// <summary>Working days.</summary>
    public WorkingCalendar Calendar { get; }

    /// <summary>The campaign's time zone, or the unit's own.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>The same days for a unit that has a time zone of its own: they begin and end there.</summary>
    /// <param name="zone">The unit's zone.</param>
    public Timetable In(TimeZoneInfo zone) => zone.Id == Zone.Id ? this : elsewhere.GetOrAdd(zone.Id, static (_, other) => new Timetable(other.Dates, other.Zone), (Dates: this, Zone: zone));

    /// <summary>The day it is in the campaign's zone.</summary>
    /// <param name="now">An instant.</param>
    public DateOnly Today(DateTimeOffset now) => LocalDays.On(now, Zone);

    /// <summary>When a message meant for a day goes out: quiet hours and working days respected (S.45). Remembered, since all units of a batch share their days.</summary>
    /// <param name="day">The day it is meant for.</param>
    public DateTimeOffset SendAt(DateOnly day) => sendTimes.GetOrAdd(
        day, static (d, dates) => SendTimes.Default.Next(LocalDays.StartOf(d, dates.Zone), dates.Zone, dates.Calendar), this);

    /// <summary>The first day of which the messages go out only after an instant; those of all days before have gone out by then.</summary>
    /// <param name="instant">An instant.</param>
    public DateOnly FirstDayAfter(DateTimeOffset instant)
    {
        var day = Today(instant);
        while (SendAt(day) <= instant) day = day.AddDays(1);
        while (SendAt(day.AddDays(-1)) > instant) day = day.AddDays(-1);
        return day;
    }

    /// <summary>The planned start of a phase.</summary>
    /// <param name="phase">A phase of the plan.</param>
    public DateOnly StartOf(PlanPhase phase) => phaseStarts[phase.Index];

    /// <summary>The planned end of a phase for a unit; null when it is open-ended.</summary>
    /// <param name="phase">A phase of the plan.</param>
    /// <param name="rules">Its rules for the unit.</param>
    public DateOnly? EndOf(PlanPhase phase, PhaseRules rules) => rules.Length?.After(StartOf(phase), Calendar);

    /// <summary>What the dates of an activity are reckoned from, for one unit.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="flow">The flow the activity stands in.</param>
    /// <param name="unit">The unit's facts.</param>
    /// <param name="entered">The day the unit entered the phase; null in the root flow or before.</param>
    public Anchors AnchorsIn(Plan plan, int flow, UnitFacts unit, DateOnly? entered)
    {
        if (plan.Flows[flow].Phase is not (>= 0 and var index)) return new Anchors(Start, null, null, null);

        var phase = (PlanPhase)plan.Activities[index];
        return new Anchors(Start, StartOf(phase), EndOf(phase, phase.For(unit)), entered);
    }

    /// <summary>
    /// A phase begins, as planned, when all it follows have ended as planned; one behind an open-ended phase begins with it,
    /// since nobody knows when that will end.
    /// </summary>
    private DateOnly[] PlanStarts(Plan plan, IReadOnlyDictionary<string, DateOnly> byHand)
    {
        var starts = new DateOnly[plan.Activities.Length];
        var ends = new DateOnly?[plan.Activities.Length];
        foreach (var index in plan.Flows[0].Activities) PlannedEnd(plan, index, starts, ends, byHand);
        return starts;
    }

    private DateOnly PlannedEnd(
        Plan plan, int index, DateOnly[] starts, DateOnly?[] ends, IReadOnlyDictionary<string, DateOnly> byHand)
    {
        if (ends[index] is { } known) return known;

        var activity = plan.Activities[index];
        var start = Start;
        foreach (var incoming in activity.Incoming)
        {
            var end = PlannedEnd(plan, incoming.Source, starts, ends, byHand);
            if (end > start) start = end;
        }

        var planned = start;
        if (activity is PlanPhase phase)
        {
            if (phase.Rules.NotBefore?.Resolve(new Anchors(Start, null, null, null), Calendar) is { } notBefore && notBefore > start)
                start = notBefore;
            if (phase.Key is { } key && byHand.TryGetValue(key, out var chosen)) start = chosen;
            planned = phase.Rules.Length?.After(start, Calendar) ?? start;
        }

        starts[index] = start;
        ends[index] = planned;
        return planned;
    }
}
