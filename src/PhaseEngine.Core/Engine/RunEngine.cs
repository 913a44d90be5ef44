namespace PhaseEngine.Core.Engine;

/// <summary>
/// The engine: one pure function. Deterministic, total, without clock, chance or I/O; the same inputs always give the same
/// outputs, and a refused input changes nothing.
/// </summary>
public static class RunEngine
{
    /// <summary>Launches a run.</summary>
    /// <param name="plan">The plan of the template version.</param>
    /// <param name="timetable">The batch's dates.</param>
    /// <param name="unit">The unit's facts on that day.</param>
    /// <param name="now">When.</param>
    public static StepResult Launch(Plan plan, Timetable timetable, Organisations.UnitFacts unit, DateTimeOffset now)
    {
        var step = new RunStep(plan, timetable, new RunState(plan, unit), now);
        step.Launch();
        return step.Result();
    }

    /// <summary>Does one step of a run.</summary>
    /// <param name="plan">The plan of the run's template version.</param>
    /// <param name="timetable">Its batch's dates.</param>
    /// <param name="run">The state before; not changed.</param>
    /// <param name="input">What happens.</param>
    /// <param name="now">When.</param>
    /// <returns>The state after with facts and effects, or why it cannot be.</returns>
    public static Result<StepResult> Step(Plan plan, Timetable timetable, RunState run, Input input, DateTimeOffset now)
    {
        if (Refusals.OfStatus(run, input) is { } closed) return closed;

        // First what time has done since the last look, so that it makes no difference whether the alarm or a person came first.
        var step = new RunStep(plan, timetable, run.Copy(), now);
        step.FollowTime();
        var refusal = input switch
        {
            EvidenceRecorded i => step.Record(i),
            RosterChanged i => step.ChangeRoster(i),
            GateAsked i => step.Ask(i),
            GateWithdrawn i => step.Withdraw(i),
            Decided i => step.Decide(i),
            GateReopened i => step.Reopen(i),
            GateKept i => step.Keep(i),
            RequirementWaived i => step.Waive(i),
            DueChanged i => step.ChangeDue(i),
            SubordinatesChanged i => step.CountSubordinates(i),
            StatusOrdered i => step.Order(i),
            TimeReached i => step.Pass(i),
            CalendarChanged => null,
            _ => throw new ArgumentException($"An input nobody handles: {input.GetType().Name}", nameof(input)),
        };
        if (refusal is not null) return refusal;

        step.Settle();
        if (input is TimeReached time) step.Remind(time);
        return step.Result();
    }
}
