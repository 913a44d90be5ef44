using PhaseEngine.Core.Calendars;

namespace PhaseEngine.Core.Engine;

/// <summary>Following the clock: windows of standing requirements, dates a phase waits for, reminders.</summary>
internal sealed partial class RunStep
{
    public Problem? ReachTime(TimeReached input)
    {
        if (run.Status != RunStatus.Active) return null;

        foreach (var activity in plan.Activities)
        {
            if (activity is PlanRequirement { Standing: true } requirement) TurnWindows(requirement);
        }

        // First whatever the new day opens or ends, then the messages about what is still open.
        Settle();
        effects.AddRange(Reminders.Due(plan, timetable, run, input.Since, now));
        return null;
    }

    private void TurnWindows(PlanRequirement requirement)
    {
        ref readonly var state = ref run.Activities[requirement.Index];
        while (state.Status == ActivityStatus.Open && state.Due is { } end && end < today)
        {
            var next = Windows.On(plan, timetable, run, requirement, end.AddDays(1));
            var missed = run.Counters[requirement.Slot(0, 0)] == 0;
            Make(new WindowOpened(requirement.Key!, next.Number, next.To, missed));
            // After downtime only the present window is called: nobody can meet in the past.
            if (next.To >= today) Call(requirement, next);
        }
    }

    private int WindowOf(PlanRequirement requirement, DateOnly day) =>
        run.Activities[requirement.Index].Status == ActivityStatus.Idle
            ? 1
            : Windows.On(plan, timetable, run, requirement, day > today ? today : day).Number;

    private void Call(PlanRequirement requirement, Window window)
    {
        if (!requirement.Kind.Convened) return;

        // Two working days before the window ends leave time for a second try; never before it begins.
        var proposed = new Offset(-2, SpanUnit.WorkingDays).From(window.To, timetable.Calendar);
        if (proposed < window.From) proposed = window.From;
        if (proposed < today) proposed = today;
        effects.Add(new Convene(requirement.Key!, window.Number, window.From, window.To, proposed));
        Tell(requirement, window.Number, "convened", requirement.For(run.Unit).Owner);
    }
}
