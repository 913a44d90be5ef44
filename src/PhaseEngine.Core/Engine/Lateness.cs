namespace PhaseEngine.Core.Engine;

/// <summary>How late something is, or was.</summary>
public static class Lateness
{
    /// <summary>
    /// Days late: of what is over, against the day it was done; of what is still open, only once it is overdue. What was handed
    /// to its approvers counts from that day, since waiting for them never counts against the unit (S.52). Zero or less: in time,
    /// by so many days.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="run">The run.</param>
    /// <param name="activity">A requirement, gate or phase.</param>
    /// <param name="today">The day it is.</param>
    /// <returns>Null while it is not known: open and not overdue, or over with its flow. What has no date, or only an indicative one (S.9), is never late.</returns>
    public static int? Days(Plan plan, RunState run, PlanActivity activity, DateOnly today)
    {
        ref readonly var state = ref run.Activities[activity.Index];
        if (state.Due is not { } due || IsIndicative(plan, run, activity)) return state.Done is null ? null : 0;

        if (state.RoundStatus == RoundStatus.Over) return null;
        var finished = state.Handed < state.Done || state.Done is null ? state.Handed : state.Done;
        var days = (finished ?? today).DayNumber - due.DayNumber;
        return state.Done is null && days <= 0 ? null : days;
    }

    /// <summary>
    /// The last day in time of what the unit has still to do. Null: nothing makes it late, because it has no date or only an
    /// indicative one (S.9), or lies before its approvers (S.52).
    /// </summary>
    public static DateOnly? LastDayInTime(Plan plan, RunState run, PlanRequirement requirement)
    {
        ref readonly var state = ref run.Activities[requirement.Index];
        return state.RoundStatus == RoundStatus.Open && state.Handed is null && !IsIndicative(plan, run, requirement) ? state.Due : null;
    }

    /// <summary>Whether the dates of an activity mark nothing overdue (S.9).</summary>
    internal static bool IsIndicative(Plan plan, RunState run, PlanActivity activity) =>
        (activity as PlanPhase ?? plan.PhaseOf(activity))?.For(run.Unit).Indicative == true;
}
