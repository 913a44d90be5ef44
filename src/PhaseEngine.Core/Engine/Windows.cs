using PhaseEngine.Core.Calendars;

namespace PhaseEngine.Core.Engine;

/// <summary>The windows of a standing requirement in one run (semantics 4): they begin when the unit enters the phase.</summary>
public static class Windows
{
    /// <summary>The window a day lies in; a day before the unit entered the phase counts as the first.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="timetable">The batch's dates.</param>
    /// <param name="run">The run.</param>
    /// <param name="requirement">A standing requirement, open.</param>
    /// <param name="day">The day.</param>
    public static Window On(Plan plan, Timetable timetable, RunState run, PlanRequirement requirement, DateOnly day)
    {
        var phase = plan.PhaseOf(requirement)!;
        var entered = run.Activities[phase.Index].Entered ?? timetable.StartOf(phase);
        var end = timetable.EndOf(phase, phase.For(run.Unit));
        // Entered only after its planned end: there is no plan left to tile.
        if (end <= entered) end = null;
        return requirement.For(run.Unit).Repeat!.WindowOn(day < entered ? entered : day, entered, end);
    }
}
