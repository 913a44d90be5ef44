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
                if (state.RoundStatus == RoundStatus.Open) state.RoundStatus = RoundStatus.Over;
                if (activity is not PlanRequirement) state.Done = f.On;
                if (run.Gates[activity.Index] is { Status: GateStatus.Asked } asked)
                    run.Gates[activity.Index] = asked with { Status = GateStatus.Closed };
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
                if (f.Evidence is null) break;
                run.Activities[activity.Index].Worked = true;
                Take(run, (PlanRequirement)activity, f.By);
                break;
            }

            case RoundOpened f:
            {
                ref var state = ref At(plan, run, f.Key, out var activity);
                state.Round = f.Round;
                state.RoundStatus = RoundStatus.Open;
                state.Due = f.Due;
                state.Done = null;
                Recall(ref state);
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

            case DueMoved f:
                At(plan, run, f.Key, out _).Due = f.Due;
                break;
        }
    }

    private static void ApplyToWindows(Plan plan, RunState run, Fact fact)
    {
        switch (fact)
        {
            case WindowOpened f:
            {
                ref var state = ref At(plan, run, f.Key, out var activity);
                ref var recorded = ref run.Counters[((PlanRequirement)activity).Slot(0, 0)];
                // What was recorded before the requirement was reached counts in its first window.
                if (state.Round > 0)
                {
                    if (!f.Excused) run.Windows[f.Key] = [.. Past(run, f.Key), new PastWindow(state.Round, (int)recorded)];
                    if (f.Missed && MissedSlot((PlanRequirement)activity) is { } missed) run.Counters[missed]++;
                    recorded = 0;
                }

                state.Round = f.Number;
                state.RoundStatus = RoundStatus.Open;
                state.Due = f.Due;
                break;
            }

            case WindowRecounted f:
            {
                At(plan, run, f.Key, out var activity);
                var before = Past(run, f.Key).Single(window => window.Number == f.Number).Records;
                run.Windows[f.Key] = [.. Past(run, f.Key).Select(window => window.Number == f.Number ? window with { Records = f.Records } : window)];
                if (MissedSlot((PlanRequirement)activity) is { } missed)
                    run.Counters[missed] += (f.Records == 0 ? 1 : 0) - (before == 0 ? 1 : 0);
                break;
            }
        }
    }

    private static void ApplyToApprovals(Plan plan, RunState run, Fact fact)
    {
        switch (fact)
        {
            case Asked f:
            {
                ref var state = ref At(plan, run, f.Key, out var activity);
                state.Asked++;
                state.Answered = 0;
                state.Awaiting = f.On;
                // A new version of what is met already does not make it late.
                if (state.RoundStatus != RoundStatus.Met) state.Handed = f.On;
                if (activity is not PlanGate) break;
                run.Gates[activity.Index] = run.Gates[activity.Index]! with
                {
                    Status = GateStatus.Asked, AskedBy = f.By, ConditionsMet = f.Report!.ConditionsMet, ReworkDue = null,
                    Missing = Metrics(f.Report, LineSource.Condition), MissingTwice = Metrics(f.Report, LineSource.Carried),
                };
                break;
            }

            case Withdrawn f:
                Recall(ref At(plan, run, f.Key, out var withdrawn));
                run.Gates[withdrawn.Index] = run.Gates[withdrawn.Index]! with { Status = GateStatus.Closed };
                break;

            case Answered f:
            {
                ref var state = ref At(plan, run, f.Key, out var activity);
                state.Answered |= 1u << f.Row;
                state.Awaiting = Approvals.AnyLeft(Approvals.RowsOf(activity, run), state.Answered) ? f.On : null;
                if (activity is PlanRequirement requirement) Answer(run, requirement, f.Row, returned: false);
                break;
            }

            case Returned f:
                Recall(ref At(plan, run, f.Key, out var returned));
                if (returned is PlanRequirement document) Answer(run, document, f.Row, returned: true);
                else run.Gates[returned.Index] = run.Gates[returned.Index]! with { Status = GateStatus.Returned, ReworkDue = f.Due };
                break;

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

    /// <summary>Nobody is asked any more; the next asking starts from the first row.</summary>
    private static void Recall(ref ActivityState state)
    {
        state.Handed = null;
        state.Answered = 0;
        state.Awaiting = null;
    }

    /// <summary>Rework begins: the way back is walked anew each time, with dates of its own.</summary>
    private static void WalkAgain(RunState run, PlanGate gate)
    {
        foreach (var index in gate.ReturnedLine)
        {
            run.Activities[index].Status = ActivityStatus.Idle;
            run.Activities[index].Due = null;
        }
    }

    private static IReadOnlyList<PastWindow> Past(RunState run, string key) => run.Windows.GetValueOrDefault(key) ?? [];

    private static string[] Metrics(GateReport report, LineSource source) =>
        [.. report.Missing.Where(line => line.Source == source).Select(line => line.Metric).Distinct()];

    /// <summary>The counter of windows that ended without a record, where the kind has one.</summary>
    private static int? MissedSlot(PlanRequirement requirement)
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
        run.Activities[requirement.Index].Worked = false;
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
