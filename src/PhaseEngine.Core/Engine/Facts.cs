using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Engine;

/// <summary>
/// The only place where a run's state changes. A step changes its copy through here too, so that facts suffice to rebuild a run
/// by construction.
/// </summary>
public static class Facts
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
            case Counted or RoundOpened or RoundClosed or WindowOpened or WindowMadeUp or DueMoved:
                ApplyToRequirement(plan, run, fact);
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
                if (activity is PlanGate) run.Gates[activity.Index] = (run.Gates[activity.Index] ?? new GateState()) with { Status = GateStatus.Closed };
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
                // Rework begins: the way back is walked anew each time.
                if (activity is PlanGate gate && f.Outcome == Outcome.Returned)
                {
                    foreach (var index in gate.ReturnedLine) run.Activities[index].Status = ActivityStatus.Idle;
                }

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
                // A standing requirement is over with its flow: its last window is no round left open.
                if (activity is PlanRequirement { Standing: true }) state.RoundStatus = RoundStatus.Met;
                if (activity is not PlanRequirement) state.Done = f.On;
                break;
            }
        }
    }

    private static void ApplyToRequirement(Plan plan, RunState run, Fact fact)
    {
        switch (fact)
        {
            case Counted f:
            {
                At(plan, run, f.Key, out var activity);
                var counters = run.Counters.AsSpan(((PlanRequirement)activity).CounterBase);
                for (var i = 0; i < f.By.Count; i++) counters[i] += f.By[i];
                if (f.Evidence is not null) Take(run, (PlanRequirement)activity, f.By);
                break;
            }

            case RoundOpened f:
            {
                ref var state = ref At(plan, run, f.Key, out var activity);
                state.Round = f.Round;
                state.RoundStatus = RoundStatus.Open;
                state.Due = f.Due;
                state.Done = null;
                state.Approved = 0;
                state.Awaiting = null;
                if (f.Round > 1) StartAgain(run, (PlanRequirement)activity);
                break;
            }

            case RoundClosed f:
            {
                ref var state = ref At(plan, run, f.Key, out _);
                state.RoundStatus = f.As;
                state.Done = f.On;
                // A document taken on file only (S.14) is met while its receipt is still awaited.
                if (f.As != RoundStatus.Met) state.Awaiting = null;
                if (state.Round == 0) state.Round = 1;
                break;
            }

            case WindowOpened f:
            {
                ref var state = ref At(plan, run, f.Key, out var activity);
                var requirement = (PlanRequirement)activity;
                if (f.Missed) run.Missed[f.Key] = [.. run.Missed.GetValueOrDefault(f.Key) ?? [], f.Number - 1];
                if (f.Missed && MissedSlot(requirement) is { } slot) run.Counters[slot]++;
                run.Counters[requirement.Slot(0, 0)] = 0;
                state.Round = f.Number;
                state.RoundStatus = RoundStatus.Open;
                state.Due = f.Due;
                break;
            }

            case WindowMadeUp f:
            {
                At(plan, run, f.Key, out var activity);
                run.Missed[f.Key] = [.. run.Missed[f.Key].Where(number => number != f.Number)];
                if (MissedSlot((PlanRequirement)activity) is { } slot) run.Counters[slot]--;
                break;
            }

            case DueMoved f:
                At(plan, run, f.Key, out _).Due = f.Due;
                break;
        }
    }

    private static void ApplyToApprovals(Plan plan, RunState run, Fact fact)
    {
        switch (fact)
        {
            case Asked f:
            {
                ref var state = ref At(plan, run, f.Key, out var activity);
                state.Approved = 0;
                state.Awaiting = f.On;
                if (activity is not PlanGate) break;
                var gate = run.Gates[activity.Index] ?? new GateState();
                run.Gates[activity.Index] = gate with
                {
                    Status = GateStatus.Asked, Asked = gate.Asked + 1, AskedBy = f.By, ConditionsMet = f.Report!.ConditionsMet,
                    Missing = [.. f.Report.Missing.Where(line => line.Source == LineSource.Condition).Select(line => line.Metric).Distinct()],
                    MissingTwice = [.. f.Report.Missing.Where(line => line.Source == LineSource.Carried).Select(line => line.Metric).Distinct()],
                };
                break;
            }

            case Withdrawn f:
            {
                ref var state = ref At(plan, run, f.Key, out var activity);
                state.Approved = 0;
                state.Awaiting = null;
                run.Gates[activity.Index] = run.Gates[activity.Index]! with { Status = GateStatus.Closed };
                break;
            }

            case Answered f:
            {
                ref var state = ref At(plan, run, f.Key, out var activity);
                state.Approved = f.Row + 1;
                state.Awaiting = f.Row + 1 < ApprovalsOf(activity, run).Length ? f.On : null;
                if (activity is PlanRequirement requirement) Answer(run, requirement, f.Row, returned: false);
                break;
            }

            case Returned f:
            {
                ref var state = ref At(plan, run, f.Key, out var activity);
                state.Approved = 0;
                state.Awaiting = null;
                if (activity is PlanRequirement requirement) Answer(run, requirement, f.Row, returned: true);
                else run.Gates[activity.Index] = run.Gates[activity.Index]! with { Status = GateStatus.Returned };
                break;
            }

            case GatePassed f:
            {
                ref var state = ref At(plan, run, f.Key, out var activity);
                state.Awaiting = null;
                run.Gates[activity.Index] = (run.Gates[activity.Index] ?? new GateState()) with
                {
                    Status = GateStatus.Passed, Accepted = f.Unmet, Carried = f.Carried,
                };
                break;
            }

            case Flagged f:
                At(plan, run, f.Key, out var flagged);
                run.Gates[flagged.Index] = run.Gates[flagged.Index]! with { Flagged = f.Metrics };
                break;

            case Kept f:
            {
                At(plan, run, f.Key, out var activity);
                var gate = run.Gates[activity.Index]!;
                run.Gates[activity.Index] = gate with { Accepted = [.. gate.Accepted.Union(gate.Flagged)], Flagged = [] };
                break;
            }

            default:
                throw new InvalidOperationException($"A fact nobody applies: {fact.GetType().Name}");
        }
    }

    /// <summary>The rows of approvals of a gate, or of a requirement as it stands for this unit.</summary>
    internal static ApprovalRow[] ApprovalsOf(PlanActivity activity, RunState run) => activity switch
    {
        PlanGate gate => gate.Approvals,
        PlanRequirement requirement => requirement.For(run.Unit).Approvals,
        _ => [],
    };

    /// <summary>The counter of windows that ended without a record, where the kind has one.</summary>
    internal static int? MissedSlot(PlanRequirement requirement)
    {
        for (var i = 0; i < requirement.Kind.Counters.Count; i++)
        {
            if (requirement.Kind.Counters[i].Name == RequirementKind.Missed) return requirement.Slot(0, 2 + i);
        }

        return null;
    }

    private static void Answer(RunState run, PlanRequirement requirement, int row, bool returned) =>
        requirement.Kind.Answered(
            requirement.For(run.Unit), row, returned,
            run.Counters.AsSpan(requirement.Slot(0, 2), requirement.Kind.Counters.Count));

    private static void Take(RunState run, PlanRequirement requirement, IReadOnlyList<long> by)
    {
        var length = requirement.Kind.Counters.Count;
        requirement.Kind.Taken(
            requirement.For(run.Unit), by.Skip(2).Take(length).ToArray(), run.Counters.AsSpan(requirement.Slot(0, 2), length));
    }

    private static void StartAgain(RunState run, PlanRequirement requirement)
    {
        for (var block = 0; block <= requirement.Groups.Length; block++)
        {
            run.Counters[requirement.Slot(block, 0)] = 0;
            for (var i = 0; i < requirement.Kind.Counters.Count; i++)
            {
                if (!requirement.Kind.Counters[i].Kept) run.Counters[requirement.Slot(block, 2 + i)] = 0;
            }
        }
    }

    private static ref ActivityState At(Plan plan, RunState run, string key, out PlanActivity activity)
    {
        activity = plan.Activities[plan.IndexOf(key) is >= 0 and var index ? index : plan.IndexOfId(key)];
        return ref run.Activities[activity.Index];
    }

    private static int SubordinateIndex(Plan plan, SubordinatesCounted fact) =>
        Array.FindIndex(plan.SubordinateLeaves, leaf => leaf.Gate == fact.Gate && leaf.Ordinal == fact.Ordinal);
}
