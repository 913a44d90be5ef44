namespace PhaseEngine.Core.Engine;

/// <summary>
/// The only place where a run's state changes. A step changes its copy through here too, so that facts suffice to rebuild a run
/// by construction. Nothing here asks a kind or judges a condition: what rules come to, the facts say (semantics 9).
/// </summary>
public static partial class Facts
{
    /// <summary>Rebuilds a run from all its facts.</summary>
    /// <param name="plan">The plan of its template version.</param>
    /// <param name="facts">All facts since launch, in order; the first is a <see cref="RosterSet"/>.</param>
    public static RunState Rebuild(Plan plan, IEnumerable<Fact> facts)
    {
        RunState? run = null;
        foreach (var fact in facts)
        {
            run ??= fact is RosterSet first
                ? new RunState(plan, first.Unit)
                : throw new ArgumentException("The first fact of a run is its roster.", nameof(facts));
            Apply(plan, run, fact);
        }

        return run ?? throw new ArgumentException("A run has at least one fact.", nameof(facts));
    }

    /// <summary>Makes one fact so, in place.</summary>
    /// <param name="plan">The plan of the run's template version.</param>
    /// <param name="run">The state to change.</param>
    /// <param name="fact">What became so.</param>
    public static void Apply(Plan plan, RunState run, Fact fact)
    {
        switch (fact)
        {
            case RosterSet f:
                run.Unit = f.Unit;
                foreach (var (key, asked) in f.Asked)
                {
                    var requirement = plan.Requirement(key)!;
                    for (var block = 0; block < asked.Count; block++) run.Counters[requirement.Slot(block, 1)] = asked[block];
                }

                break;
            case StatusChanged f:
                run.Status = f.Status;
                break;
            case SubordinatesCounted f:
                run.Subordinates[SubordinateIndex(plan, f)] = f.Count;
                break;
            case Opened or Entered or Left or Skipped or Ended:
                ApplyToFlow(plan, run, fact);
                break;
            case Counted or RoundOpened or RoundClosed or DueMoved:
                ApplyToRequirement(plan, run, fact);
                break;
            case WindowOpened or WindowRecounted:
                ApplyToWindows(plan, run, fact);
                break;
            case Reopened:
                // What it does is said by the rounds that follow.
                break;
            default:
                ApplyToApprovals(plan, run, fact);
                break;
        }
    }

    private static void ApplyToFlow(Plan plan, RunState run, Fact fact)
    {
        switch (fact)
        {
            case Opened f:
            {
                ref var state = ref At(plan, run, f.Key, out var activity);
                state.Status = ActivityStatus.Open;
                state.Outcome = Outcome.None;
                state.Due = f.Due;
                // A phase that is reached is not entered yet: it may have to wait for its date.
                if (activity is not PlanPhase) state.Entered = f.On;
                // A gate that comes back stays returned until it is asked for again.
                if (activity is PlanGate) run.Gates[activity.Index] ??= new GateState();
                break;
            }

            case Entered f:
            {
                ref var state = ref At(plan, run, f.Key, out _);
                state.Entered = f.On;
                state.Due = f.Due;
                break;
            }

            case Left f:
            {
                ref var state = ref At(plan, run, f.Key, out var activity);
                state.Status = ActivityStatus.Done;
                state.Outcome = f.Outcome;
                if (activity is not PlanRequirement) state.Done = f.On;
                if (activity is PlanGate gate && f.Outcome == Outcome.Returned) WalkAgain(run, gate);

                break;
            }

            case Skipped f:
                At(plan, run, f.Key, out _).Status = ActivityStatus.Skipped;
                break;

            case Ended f:
            {
                ref var state = ref At(plan, run, f.Key, out var activity);
                state.Status = ActivityStatus.Ended;
                state.Awaiting = null;
                if (activity is not PlanRequirement) state.Done = f.On;
                if (run.Gates[activity.Index] is { Status: GateStatus.Asked } asked)
                    run.Gates[activity.Index] = asked with { Status = GateStatus.Closed };
                break;
            }
        }
    }

    /// <summary>Rework begins: the way back is walked anew each time, with dates of its own.</summary>
    private static void WalkAgain(RunState run, PlanGate gate)
    {
        foreach (var index in gate.ReturnedLine)
        {
            run.Activities[index].Status = ActivityStatus.Idle;
            // A date moved before the way was ever walked is still to come.
            if (run.Activities[index].Round > 0) run.Activities[index].Due = null;
        }
    }

    private static ref ActivityState At(Plan plan, RunState run, string key, out PlanActivity activity)
    {
        activity = plan.Named(key);
        return ref run.Activities[activity.Index];
    }

    private static int SubordinateIndex(Plan plan, SubordinatesCounted fact) =>
        Array.FindIndex(plan.SubordinateLeaves, leaf => leaf.Gate == fact.Gate && leaf.Ordinal == fact.Ordinal);
}
