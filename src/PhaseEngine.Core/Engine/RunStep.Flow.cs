namespace PhaseEngine.Core.Engine;

/// <summary>Settling: after every input, repeat until nothing changes (template-format §9).</summary>
internal sealed partial class RunStep
{
    /// <summary>Reached, entered, its round closed, left; once more on the way back of a gate.</summary>
    private const int MostStages = 8;

    public void Settle()
    {
        // A finished run may still have requirements in a later round; one held or closed stands still.
        if (run.Status is RunStatus.Active or RunStatus.Finished)
        {
            // Each round moves an activity at least one stage on, and none has more than these: a run that never settles is a fault.
            for (var rounds = 0; SettleOnce(); rounds++)
            {
                if (rounds > plan.Activities.Length * MostStages)
                    throw new InvalidOperationException($"A run of {plan.TemplateId}@{plan.Version} does not settle.");
            }
        }

        // A corrected record may flag a gate passed long ago.
        FlagPassedGates();
    }

    private bool SettleOnce()
    {
        var changed = false;
        foreach (var flow in plan.Flows)
        {
            if (!run.Runs(flow)) continue;

            var moved = false;
            foreach (var index in flow.Activities) moved |= run.Runs(flow) && Move(plan.Activities[index]);
            if (!moved && !AnyOpen(flow)) moved = Finish(flow);
            changed |= moved;
        }

        return changed | CloseRoundsOutsideFlows();
    }

    /// <summary>Requirements reopened, or still owed, after their phase was over: rounds are evidence and move nothing in the flow.</summary>
    private bool CloseRoundsOutsideFlows()
    {
        var changed = false;
        foreach (var activity in plan.Activities)
        {
            if (run.Activities[activity.Index].RoundStatus != RoundStatus.Open || run.Runs(plan.Flows[activity.Flow])) continue;
            if (activity is not PlanRequirement requirement) continue;

            changed |= CloseRound(requirement) || CloseOwed(requirement);
        }

        return changed;
    }

    /// <summary>Once the condition carried over is met, nobody asks for more.</summary>
    private bool CloseOwed(PlanRequirement requirement)
    {
        if (run.IsReopened(requirement.Index) || IsOwed(requirement)) return false;

        Make(new RoundClosed(requirement.Key!, RoundStatus.Over, today));
        return true;
    }

    /// <summary>Moves one activity on, where it can.</summary>
    private bool Move(PlanActivity activity)
    {
        ref readonly var state = ref run.Activities[activity.Index];
        switch (state.Status)
        {
            case ActivityStatus.Idle:
                return Reach(activity);
            case ActivityStatus.Open when activity is PlanPhase phase && state.Entered is null:
                return Enter(phase);
            case ActivityStatus.Done or ActivityStatus.Ended or ActivityStatus.Open when activity is PlanRequirement requirement:
                return CloseRound(requirement);
            case ActivityStatus.Open when activity is PlanGate gate:
                return PassByItself(gate);
            case ActivityStatus.Done when activity is PlanGate gate && state.Outcome == Outcome.Returned:
                return ComeBack(gate);
            default:
                return false;
        }
    }

    /// <summary>Runs or skips an activity once every way that can still lead to it is decided.</summary>
    private bool Reach(PlanActivity activity)
    {
        if (activity is not PlanStart)
        {
            var live = false;
            foreach (var incoming in activity.Incoming)
            {
                if (Lives(incoming) is not { } alive) return false;
                live |= alive;
            }

            if (activity.Incoming.Length == 0) return false;
            if (!live)
            {
                Make(new Skipped(activity.Name));
                return true;
            }
        }

        Open(activity);
        return true;
    }

    /// <summary>Whether a connection is live; null while that is not decided.</summary>
    private bool? Lives(Incoming incoming)
    {
        ref readonly var source = ref run.Activities[incoming.Source];
        return source.Status switch
        {
            ActivityStatus.Skipped => false,
            // A returned gate may still be passed: only its way back is decided.
            ActivityStatus.Done when source.Outcome == Outcome.Returned => incoming.Port == Outcome.Returned ? true : null,
            ActivityStatus.Done => source.Outcome == incoming.Port,
            _ => null,
        };
    }

    private void Open(PlanActivity activity)
    {
        switch (activity)
        {
            case PlanStart:
                Make(new Left(activity.Name, Outcome.Done, today));
                break;
            case PlanEnd:
                Make(new Left(activity.Name, Outcome.Done, today));
                EndFlow(plan.Flows[activity.Flow]);
                Finish(plan.Flows[activity.Flow]);
                break;
            case PlanChoice choice:
                Make(new Left(choice.Key!, choice.WayOf(run.Unit), today));
                break;
            case PlanPhase phase:
                Make(new Opened(phase.Key!, today, Moved(phase) ?? timetable.EndOf(phase, phase.For(run.Unit))));
                Enter(phase);
                break;
            case PlanGate gate:
                Make(new Opened(gate.Key!, today, Moved(gate) ?? DueOf(gate, gate.Due)));
                break;
            case PlanRequirement requirement:
                OpenRequirement(requirement);
                break;
        }
    }

    private bool Enter(PlanPhase phase)
    {
        var rules = phase.For(run.Unit);
        var notBefore = rules.NotBefore?.Resolve(timetable.AnchorsIn(plan, phase.Flow, run.Unit, null), timetable.Calendar);
        if (notBefore > today) return false;

        Make(new Entered(phase.Key!, today, run.Activities[phase.Index].Due));
        return true;
    }

    private void OpenRequirement(PlanRequirement requirement)
    {
        var key = requirement.Key!;
        ref readonly var state = ref run.Activities[requirement.Index];
        var asked = state.RoundStatus != RoundStatus.Waiting || requirement.When?.Holds(run.Unit) != false;
        if (requirement.Standing && asked)
        {
            var window = Windows.On(plan, timetable, run, requirement, today);
            Make(new Opened(key, today, window.To));
            Make(new WindowOpened(key, window.Number, window.To, Missed: false));
            Call(requirement, window);
            return;
        }

        var due = Moved(requirement) ?? (GateOfRework(requirement) is { } gate ? DueOfRework(requirement, gate.ReworkDue) : DueOf(requirement));
        Make(new Opened(key, today, due));
        if (!asked) Make(new RoundClosed(key, RoundStatus.NotAsked, today));
        else if (state.RoundStatus is RoundStatus.Waiting or RoundStatus.Met) OpenRound(requirement, due);

        // Written before it was asked for.
        if (state.RoundStatus == RoundStatus.Open && run.Counters[requirement.Slot(0, 0)] > 0) LayBefore(requirement);
        CloseRound(requirement);
    }

    /// <summary>Met is remembered: a round that is over stays over, and the flow goes on from there.</summary>
    private bool CloseRound(PlanRequirement requirement)
    {
        var changed = false;
        ref readonly var state = ref run.Activities[requirement.Index];
        if (state.RoundStatus == RoundStatus.Open)
        {
            // A later round wants something done in it, however good the figures still are from the round before.
            var worked = state.Round <= 1 || state.Worked;
            // What stands goes on until its flow ends.
            if (worked && !requirement.Standing && requirement.For(run.Unit).Met is { } met && Passes(met))
            {
                Make(new RoundClosed(requirement.Key!, RoundStatus.Met, today));
                changed = true;
            }
        }

        if (state.Status == ActivityStatus.Open
            && state.RoundStatus is RoundStatus.Met or RoundStatus.Waived or RoundStatus.NotAsked)
        {
            Make(new Left(requirement.Key!, Outcome.Done, today));
            changed = true;
        }

        return changed;
    }

    /// <summary>The rework is done: the gate can be asked for again.</summary>
    private bool ComeBack(PlanGate gate)
    {
        if (!gate.ReturnedConnected) return false;
        if (gate.ReturnedLine is [.., var last] && run.Activities[last].Status != ActivityStatus.Done) return false;

        Make(new Opened(gate.Key!, today, run.Activities[gate.Index].Due));
        return true;
    }

    private bool Finish(PlanFlow flow)
    {
        if (flow.Phase < 0) Make(new StatusChanged(RunStatus.Finished));
        else Make(new Left(plan.Activities[flow.Phase].Key!, Outcome.Done, today));
        return true;
    }

    private void EndFlow(PlanFlow flow)
    {
        foreach (var index in flow.Activities)
        {
            if (run.Activities[index].Status != ActivityStatus.Open) continue;

            var activity = plan.Activities[index];
            Make(new Ended(activity.Key!, today));
            // What a gate was passed on condition of is still asked for; what stands takes records without being asked for more.
            if (activity is PlanRequirement requirement && run.Activities[index].RoundStatus == RoundStatus.Open && (requirement.Standing || !IsCarried(requirement)))
                Make(new RoundClosed(activity.Key!, RoundStatus.Over, today));
            if (activity is PlanPhase phase) EndFlow(plan.Flows[phase.Body]);
        }
    }

    private bool AnyOpen(PlanFlow flow) => Array.Exists(flow.Activities, index => run.Activities[index].Status == ActivityStatus.Open);

    /// <summary>A date moved before the activity was reached holds when it is.</summary>
    private DateOnly? Moved(PlanActivity activity) => run.Activities[activity.Index].Due;

    private DateOnly? DueOf(PlanRequirement requirement) => DueOf(requirement, requirement.For(run.Unit).Due);

    private DateOnly? DueOf(PlanActivity activity, Calendars.DateRule? rule)
    {
        if (rule is null) return null;
        var phase = plan.Flows[activity.Flow].Phase;
        var entered = phase >= 0 ? run.Activities[phase].Entered : null;
        return rule.Resolve(timetable.AnchorsIn(plan, activity.Flow, run.Unit, entered), timetable.Calendar);
    }

    /// <summary>Rework has the date the superior gave; else the template's, while it is still to come; else none: it is not born late.</summary>
    private DateOnly? DueOfRework(PlanRequirement requirement, DateOnly? given) =>
        given ?? (DueOf(requirement) is { } due && due >= today ? due : null);

    /// <summary>The returned gate on whose way back a requirement stands.</summary>
    private GateState? GateOfRework(PlanRequirement requirement)
    {
        foreach (var index in plan.Flows[requirement.Flow].Activities)
        {
            if (plan.Activities[index] is PlanGate gate && gate.ReturnedLine.Contains(requirement.Index)) return run.Gates[index];
        }

        return null;
    }
}
