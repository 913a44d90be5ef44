using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Simulation;

/// <summary>One unit played to its end: it works when its habit says so, its superior answers after a while, some requests are returned.</summary>
internal sealed class SimulatedUnit(
    Plan plan, Timetable timetable, UnitFacts facts, Assumptions assumptions, Chance chance, SimulationTally tally)
{
    private static readonly Guid Secretary = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Superior = new("00000000-0000-0000-0000-000000000002");

    private readonly Dictionary<(string Key, int Round), DateOnly> acts = [];
    private RunState run = null!;
    private DateOnly today;

    public void Play()
    {
        today = timetable.Start;
        run = RunEngine.Launch(plan, timetable, facts, Noon()).State;
        Take(NoSubordinates());
        var stop = LastPlannedDay().AddDays(assumptions.DaysAfterEnd);
        while (run.Status == RunStatus.Active && today <= stop)
        {
            Take(new TimeReached(Noon().AddDays(-1)));
            while (run.Status == RunStatus.Active && ActOnce())
            {
            }

            today = NextDay(stop);
        }

        tally.Add(timetable, run, today);
    }

    /// <summary>Does the first thing due today; false when there is nothing left to do today.</summary>
    private bool ActOnce()
    {
        foreach (var activity in plan.Activities)
        {
            var acted = activity switch
            {
                PlanRequirement requirement => Work(requirement) || Review(requirement),
                PlanGate gate => Ask(gate) || Answer(gate),
                _ => false,
            };
            if (acted) return true;
        }

        return false;
    }

    private bool Work(PlanRequirement requirement)
    {
        if (ActDay(requirement) is not { } day || day > today) return false;

        ref readonly var state = ref run.Activities[requirement.Index];
        var recorded = Take(Fulfilment.Of(requirement, run, today));
        if (recorded) tally.Worked(today, assumptions.HabitOf(requirement.Kind.Name).Minutes ?? requirement.For(facts).Effort);
        acts[(requirement.Key!, state.Round)] = DateOnly.MaxValue;
        return recorded;
    }

    private bool Review(PlanRequirement requirement)
    {
        if (TurnToday(requirement) is not { } turn) return false;

        var state = run.Activities[requirement.Index];
        var returns = turn.Approval.Act is ApprovalAct.Review or ApprovalAct.Approve
            && !acts.ContainsKey(($"{requirement.Key}:returned", state.Round))
            && chance.Percent($"{requirement.Key}:return", state.Round) < assumptions.DocumentsReturned;
        var word = returns ? DecisionWord.Return : DecisionWord.Give;
        if (!Take(new Decided(requirement.Key!, turn.Row, word, Superior, state.Asked, "simulated"))) return false;

        if (returns)
        {
            acts[($"{requirement.Key}:returned", state.Round)] = today;
            acts[(requirement.Key!, state.Round)] = today.AddDays(assumptions.ReworkDays);
        }

        return true;
    }

    private bool Ask(PlanGate gate)
    {
        var state = run.Gates[gate.Index];
        if (run.Activities[gate.Index].Status != ActivityStatus.Open || gate.Approvals.Length == 0) return false;
        if (state?.Status == GateStatus.Asked || !Gates.GateReports.Passes(plan, timetable, run, gate, today)) return false;
        if (!Take(new GateAsked(gate.Key!, Secretary))) return false;

        tally.Asked(gate);
        return true;
    }

    private bool Answer(PlanGate gate)
    {
        if (TurnToday(gate) is not { } turn) return false;

        var asked = run.Activities[gate.Index].Asked;
        var share = asked == 1 ? assumptions.Returned : assumptions.Returned / 2;
        var returns = turn.Row == gate.Approvals.Length - 1 && chance.Percent(gate.Key!, asked) < share;
        if (returns) tally.Returned(gate);
        return Take(new Decided(gate.Key!, turn.Row, returns ? DecisionWord.Return : DecisionWord.Give, Superior, asked, "simulated"));
    }

    /// <summary>The first approver whose time has come to answer; null when none.</summary>
    private Turn? TurnToday(PlanActivity activity)
    {
        foreach (var turn in Approvals.Turns(activity, run, timetable.Calendar, today))
        {
            if (AnswerDay(turn) <= today) return turn;
        }

        return null;
    }

    private DateOnly AnswerDay(Turn turn) => turn.Since.AddDays(assumptions.AnswerDays);

    /// <summary>The day the unit does it: when the work is done, but not before it cares to; null when there is nothing to do.</summary>
    private DateOnly? ActDay(PlanRequirement requirement)
    {
        var state = run.Activities[requirement.Index];
        if (state.RoundStatus != RoundStatus.Open) return null;
        if (acts.TryGetValue((requirement.Key!, state.Round), out var known)) return known;

        var habit = assumptions.HabitOf(requirement.Kind.Name);
        DateOnly day;
        if (requirement.Standing)
        {
            day = chance.Percent($"{requirement.Key}:missed", state.Round) < assumptions.MeetingsMissed ? DateOnly.MaxValue : MiddleOfWindow(state);
        }
        else if (state.Round > 1)
        {
            day = today.AddDays(assumptions.ReworkDays);
        }
        else
        {
            var opened = state.Entered ?? today;
            var ready = opened.AddDays(habit.DaysNeeded + Math.Abs(chance.Around($"{requirement.Key}:needs", 1, habit.Spread)));
            var wished = (state.Due ?? ready).AddDays(habit.DaysFromDue + assumptions.DaysLater + chance.Around(requirement.Key!, 1, habit.Spread));
            day = wished > ready ? wished : ready;
        }

        return acts[(requirement.Key!, state.Round)] = day;
    }

    private DateOnly MiddleOfWindow(ActivityState state)
    {
        var left = state.Due is { } end ? end.DayNumber - today.DayNumber : 0;
        return today.AddDays(Math.Max(0, left / 2));
    }

    private bool Take(Input input)
    {
        var step = RunEngine.Step(plan, timetable, run, input, Noon());
        if (!step.IsOk) return false;
        run = step.Value.State;
        return true;
    }

    /// <summary>The next day on which anything can happen; days in between are passed over.</summary>
    private DateOnly NextDay(DateOnly stop)
    {
        var next = stop.AddDays(1);
        foreach (var activity in plan.Activities)
        {
            if (activity is PlanRequirement requirement && ActDay(requirement) is { } day && day > today && day < next) next = day;
            foreach (var turn in Approvals.Turns(activity, run, timetable.Calendar, today))
            {
                if (AnswerDay(turn) is var answer && answer > today && answer < next) next = answer;
            }
        }

        if (Alarms.Next(plan, timetable, run, Noon()) is { } alarm && timetable.Today(alarm) is var alarmDay && alarmDay < next)
            next = alarmDay > today ? alarmDay : today.AddDays(1);
        return next;
    }

    private DateOnly LastPlannedDay()
    {
        var last = timetable.Start;
        foreach (var activity in plan.Activities)
        {
            if (activity is PlanPhase phase && (timetable.EndOf(phase, phase.For(facts)) ?? timetable.StartOf(phase)) is var end && end > last) last = end;
        }

        return last;
    }

    // Each unit is played by itself, so whatever a gate asks of subordinate units there is nobody to ask it of.
    private SubordinatesChanged NoSubordinates() =>
        new([.. plan.SubordinateLeaves.Select(leaf => (leaf.Gate, leaf.Ordinal, new SubordinateCount(0, 0, Noon())))]);

    private DateTimeOffset Noon() => LocalDays.StartOf(today, timetable.Zone).AddHours(12);
}
