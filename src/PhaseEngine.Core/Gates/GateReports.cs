using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Gates;

/// <summary>Asks a gate: shortly (does it let pass?) or in full (what is missing, how much, by when, who must act).</summary>
public static class GateReports
{
    /// <summary>Whether a gate's conditions let the run pass now. Allocates nothing.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="timetable">The batch's dates.</param>
    /// <param name="run">The run.</param>
    /// <param name="gate">The gate.</param>
    /// <param name="today">The day it is.</param>
    public static bool Passes(Plan plan, Timetable timetable, RunState run, PlanGate gate, DateOnly today)
    {
        var figures = new Figures(plan, timetable, run, today);
        if (gate.Conditions is { } conditions && !Condition.Passes(conditions.Judge(figures))) return false;

        for (var index = 0; index < run.Activities.Length; index++)
        {
            // Only requirements have rounds, only gates have carried anything over.
            if (run.IsReopened(index)) return false;
            if (index != gate.Index && run.Gates[index] is { Carried.Count: > 0 } && !CarriedAreMet((PlanGate)plan.Activities[index], figures))
                return false;
        }

        return true;
    }

    /// <summary>The full report.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="timetable">The batch's dates.</param>
    /// <param name="run">The run.</param>
    /// <param name="gate">The gate.</param>
    /// <param name="today">The day it is.</param>
    public static GateReport Of(Plan plan, Timetable timetable, RunState run, PlanGate gate, DateOnly today)
    {
        var figures = new Figures(plan, timetable, run, today);
        var writer = new ReportWriter(plan, timetable, run, figures);
        if (gate.Conditions is { } conditions) writer.AddConditions(conditions);

        foreach (var activity in plan.Activities)
        {
            if (activity is PlanGate { Conditions: { } earlier } && activity != gate && run.Gates[activity.Index] is { Carried: [var carried, ..] } state)
                writer.AddCarried(earlier, state.Carried, carried.Due);
            if (activity is PlanRequirement requirement && run.IsReopened(activity.Index)) writer.AddReopened(requirement);
        }

        return new GateReport(gate.Key!, today, gate.Conditions?.Judge(figures) ?? Verdict.NotApplicable, writer.Lines);
    }

    /// <summary>
    /// The metrics of a passed gate that would now fail, on the day it was passed, and that nobody has accepted (semantics 5).
    /// What is being worked on is known already, and facts and words may change without anybody having shown less.
    /// </summary>
    internal static IReadOnlyList<string> Failing(Plan plan, Timetable timetable, RunState run, PlanGate gate)
    {
        if (gate.Conditions is not { } conditions || run.Gates[gate.Index] is not { } state) return [];

        var passedOn = run.Activities[gate.Index].Done ?? timetable.Start; // passing and being done are one step
        var figures = new Figures(plan, timetable, run, passedOn).Without(state.Accepted);
        if (Condition.Passes(conditions.Judge(figures))) return [];

        var failing = new List<string>();
        Leaves.Visit(conditions, figures, (leaf, _, _, inTheWay) =>
        {
            if (inTheWay && ShowsEvidence(leaf, run) && !failing.Contains(leaf.Metric)) failing.Add(leaf.Metric);
        });
        return failing;
    }

    /// <summary>Whether what a gate let pass on condition is met by now.</summary>
    internal static bool CarriedAreMet(PlanGate gate, in Figures figures) =>
        gate.Conditions is not { } conditions || figures.Run.Gates[gate.Index] is not { } state
        || Condition.Passes(conditions.Judge(figures.Only(state.Carried)));

    /// <summary>Whether a gate was passed on condition of something that a requirement has yet to show.</summary>
    internal static bool Carries(PlanGate gate, RunState run, int requirement) =>
        gate.Conditions is { } conditions && run.Gates[gate.Index] is { Carried.Count: > 0 } state
        && Leaves.Of(conditions).Any(leaf => leaf.Activity == requirement && leaf.Source != FigureSource.Subordinates
            && state.Carried.Any(carried => carried.Metric == leaf.Metric));

    private static bool ShowsEvidence(Leaf leaf, RunState run) => leaf.Source == FigureSource.Subordinates
        || leaf.Source == FigureSource.Counters && run.Activities[leaf.Activity].RoundStatus != RoundStatus.Open;
}
