using PhaseEngine.Core.Calendars;

namespace PhaseEngine.Core.Engine;

/// <summary>Following the clock: windows of standing requirements, reminders. Dates a phase waits for are looked at when settling.</summary>
internal sealed partial class RunStep
{
    /// <summary>Turns the windows that are over by now.</summary>
    public void FollowTime()
    {
        if (run.Status == RunStatus.Active) TurnWindows(excused: false);
    }

    /// <summary>Takes what days alone have changed.</summary>
    public Problem? Pass(TimeReached input)
    {
        var counted = input.Counted ?? new Dictionary<string, IReadOnlyList<long>>();
        if (counted.Keys.FirstOrDefault(key => plan.Requirement(key) is null) is { } unknown) return Refusals.NoSuch(unknown);

        CountStillAsked(counted);
        return null;
    }

    /// <summary>Tells what fell due, after the new day has opened and ended what it does.</summary>
    public void Remind(TimeReached input) => effects.AddRange(Reminders.Due(plan, timetable, run, input.Since, now));

    private void TurnWindows(bool excused)
    {
        foreach (var activity in plan.Activities)
        {
            if (activity is PlanRequirement { Standing: true } requirement) TurnWindows(requirement, excused);
        }
    }

    private void TurnWindows(PlanRequirement requirement, bool excused)
    {
        ref readonly var state = ref run.Activities[requirement.Index];
        while (state.Status == ActivityStatus.Open && state.Due is { } end && end < today)
        {
            // Numbered on, whatever rules or calendar have come to number by since.
            var next = Windows.On(plan, timetable, run, requirement, end.AddDays(1)) with { Number = state.Round + 1, From = end.AddDays(1) };
            var missed = !excused && run.Counters[requirement.Slot(0, 0)] == 0;
            Make(new WindowOpened(requirement.Key!, next.Number, next.To, missed, excused));
            Make(Counting.NewWindow(requirement, run, missed));
            // After downtime only the present window is called: nobody can meet in the past.
            if (next.To >= today) Call(requirement, next);
        }
    }

    /// <summary>The window a day counts in: never one before the requirement was reached, nor one still to come.</summary>
    private int WindowOf(PlanRequirement requirement, DateOnly day)
    {
        foreach (var past in run.Windows.GetValueOrDefault(requirement.Key!) ?? [])
        {
            if (day <= past.To) return past.Number;
        }

        return run.Activities[requirement.Index].Round;
    }

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
