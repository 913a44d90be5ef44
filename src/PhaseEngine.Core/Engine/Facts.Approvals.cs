using PhaseEngine.Core.Gates;

namespace PhaseEngine.Core.Engine;

/// <content>What facts make of gates, and of requirements with approvals of their own.</content>
public static partial class Facts
{
    private static void ApplyToApprovals(Plan plan, RunState run, Fact fact)
    {
        switch (fact)
        {
            case Asked f:
            {
                ref var state = ref At(plan, run, f.Key, out var activity);
                if (activity is PlanGate) state.Asked++;
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
            {
                ref var state = ref At(plan, run, f.Key, out var activity);
                // A paper that was met keeps the day it was handed in: what its superior took to answer never counts against the unit (S.52).
                var handed = state.RoundStatus == RoundStatus.Met ? state.Handed : null;
                Recall(ref state);
                state.Handed = handed;
                if (activity is PlanGate) run.Gates[activity.Index] = run.Gates[activity.Index]! with { Status = GateStatus.Closed };
                break;
            }

            case Answered f:
            {
                ref var state = ref At(plan, run, f.Key, out _);
                state.Answered |= 1u << f.Row;
                state.Awaiting = f.Awaiting;
                break;
            }

            case Returned f:
                Recall(ref At(plan, run, f.Key, out var returned));
                if (returned is PlanGate) run.Gates[returned.Index] = run.Gates[returned.Index]! with { Status = GateStatus.Returned, ReworkDue = f.Due };
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
                run.Gates[flagged.Index] = run.Gates[flagged.Index]! with
                {
                    Flagged = f.Metrics, Flaggings = run.Gates[flagged.Index]!.Flaggings + (f.Metrics.Count > 0 ? 1 : 0),
                };
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

    private static string[] Metrics(GateReport report, LineSource source) =>
        [.. report.Missing.Where(line => line.Source == source).Select(line => line.Metric).Distinct()];
}
