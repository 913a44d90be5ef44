using PhaseEngine.Core.Calendars;

namespace PhaseEngine.Core.Engine;

/// <summary>When a run has to be looked at again. One alarm a run: due work is found by an index on it, never by a job for each unit.</summary>
public static class Alarms
{
    /// <summary>The next instant after one at which time alone changes something or a message falls due; null when never.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="timetable">The batch's dates.</param>
    /// <param name="run">The run.</param>
    /// <param name="after">The instant up to which everything has been done.</param>
    public static DateTimeOffset? Next(Plan plan, Timetable timetable, RunState run, DateTimeOffset after)
    {
        var next = Reminders.Next(plan, timetable, run, after);
        if (run.Status != RunStatus.Active) return next;

        var today = timetable.Today(after);
        DateOnly? day = null;
        foreach (var activity in plan.Activities)
        {
            if (run.Activities[activity.Index].Status != ActivityStatus.Open && !run.IsReopened(activity.Index)) continue;
            if (DayToLookAgain(plan, timetable, run, activity, today) is { } look && look > today && (day is null || look < day)) day = look;
        }

        return day is { } soonest && LocalDays.StartOf(soonest, timetable.Zone) is var at && (next is null || at < next) ? at : next;
    }

    private static DateOnly? DayToLookAgain(Plan plan, Timetable timetable, RunState run, PlanActivity activity, DateOnly today)
    {
        ref readonly var state = ref run.Activities[activity.Index];
        return activity switch
        {
            PlanRequirement { Standing: true } => state.Due?.AddDays(1),
            PlanRequirement requirement when ChangesByDays(run, requirement) => today.AddDays(1),
            PlanPhase phase when state.Entered is null => phase.For(run.Unit).NotBefore?
                .Resolve(timetable.AnchorsIn(plan, phase.Flow, run.Unit, null), timetable.Calendar),
            // A gate that passes by itself may wait for a day.
            PlanGate { Approvals.Length: 0, Conditions.LooksAtTime: true } => today.AddDays(1),
            _ => null,
        };
    }

    private static bool ChangesByDays(RunState run, PlanRequirement requirement) => requirement.For(run.Unit).Met is { LooksAtTime: true }
        || requirement.Kind.ChangesByDays(run.Counters.AsSpan(requirement.Slot(0, 2), requirement.Kind.Counters.Count));
}
