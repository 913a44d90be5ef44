using System.Globalization;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Requirements;

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
            if (IsReopened(run, index)) return false;
            if (run.Gates[index] is { Carried.Count: > 0 } state && index != gate.Index
                && !CarriedAreMet((PlanGate)plan.Activities[index], state, figures)) return false;
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
        var lines = new List<ReportLine>();
        if (gate.Conditions is { } conditions) AddLines(conditions, negated: false, LineSource.Condition, plan, run, figures, lines);

        foreach (var activity in plan.Activities)
        {
            if (activity is PlanGate earlier && earlier != gate && run.Gates[activity.Index] is { Carried.Count: > 0 } state)
            {
                foreach (var carried in state.Carried)
                {
                    foreach (var leaf in LeavesOf(earlier, carried.Metric))
                        lines.Add(Line(leaf, false, LineSource.Carried, plan, run, figures) with { Due = carried.Due });
                }
            }

            if (activity is PlanRequirement requirement && IsReopened(run, activity.Index)) lines.Add(Reopened(requirement, run));
        }

        return new GateReport(gate.Key!, today, gate.Conditions?.Judge(figures) ?? Verdict.NotApplicable, lines);
    }

    /// <summary>The metrics of a passed gate that would now fail and that nobody has accepted (semantics 5).</summary>
    internal static IReadOnlyList<string> Failing(PlanGate gate, GateState state, RunState run, in Figures figures)
    {
        if (gate.Conditions is not { } conditions || Condition.Passes(conditions.Judge(figures))) return [];

        var failing = new List<string>();
        foreach (var (leaf, negated) in Leaves(conditions))
        {
            // What is being worked on again is known already.
            if (leaf.Activity >= 0 && IsReopened(run, leaf.Activity)) continue;
            var verdict = negated ? new Not(leaf).Judge(figures) : leaf.Judge(figures);
            if (!Condition.Passes(verdict) && !state.Accepted.Contains(leaf.Metric)) failing.Add(leaf.Metric);
        }

        return [.. failing.Distinct()];
    }

    private static bool IsReopened(RunState run, int index)
    {
        ref readonly var state = ref run.Activities[index];
        return state.RoundStatus == RoundStatus.Open && state.Round > 1 && state.Status != ActivityStatus.Open;
    }

    private static bool CarriedAreMet(PlanGate gate, GateState state, in Figures figures)
    {
        foreach (var carried in state.Carried)
        {
            foreach (var leaf in LeavesOf(gate, carried.Metric))
            {
                if (!Condition.Passes(leaf.Judge(figures))) return false;
            }
        }

        return true;
    }

    private static IEnumerable<Leaf> LeavesOf(PlanGate gate, string metric) => gate.Conditions is { } conditions
        ? Leaves(conditions).Where(found => found.Leaf.Metric == metric).Select(found => found.Leaf)
        : [];

    private static IEnumerable<(Leaf Leaf, bool Negated)> Leaves(Condition condition, bool negated = false) => condition switch
    {
        Leaf leaf => [(leaf, negated)],
        All all => all.Parts.SelectMany(part => Leaves(part, negated)),
        Any any => any.Parts.SelectMany(part => Leaves(part, negated)),
        Not not => Leaves(not.Part, !negated),
        _ => throw new InvalidOperationException($"A condition nobody knows: {condition.GetType().Name}"),
    };

    private static void AddLines(
        Condition condition, bool negated, LineSource source, Plan plan, RunState run, in Figures figures, List<ReportLine> lines)
    {
        foreach (var (leaf, under) in Leaves(condition, negated)) lines.Add(Line(leaf, under, source, plan, run, figures));
    }

    private static ReportLine Line(Leaf leaf, bool negated, LineSource source, Plan plan, RunState run, in Figures figures)
    {
        var about = leaf.Activity >= 0 ? plan.Activities[leaf.Activity] : null;
        var verdict = leaf.Judge(figures);
        if (negated) verdict = new Not(leaf).Judge(figures);
        var (actual, done, of, lacking) = Actual(leaf, run, plan, figures);
        return new ReportLine(
            source, leaf.Metric, about?.Key, leaf.Type, leaf.Op, Wanted(leaf, plan, figures), actual, done, of,
            Condition.Passes(verdict) ? null : lacking, verdict, negated, leaf.Categories,
            about is null ? null : run.Activities[about.Index].Due,
            leaf.Who ?? Owner(about, run, leaf), leaf.Text,
            leaf.Subordinates >= 0 ? run.Subordinates[leaf.Subordinates]?.At : null);
    }

    private static ReportLine Reopened(PlanRequirement requirement, RunState run) => new(
        LineSource.Reopened, $"{requirement.Key}.status", requirement.Key, MetricType.Word, Comparison.Equal, ["done"], "reopened",
        null, null, null, Verdict.NotMet, false, [], run.Activities[requirement.Index].Due, requirement.For(run.Unit).Owner, null, null);

    private static string? Owner(PlanActivity? about, RunState run, Leaf leaf) => about switch
    {
        _ when leaf.Source == FigureSource.Subordinates => "secretary",
        PlanRequirement requirement => requirement.For(run.Unit).Owner,
        PlanGate => "supervisor",
        _ => null,
    };

    private static string[] Wanted(Leaf leaf, Plan plan, in Figures figures)
    {
        if (leaf.Source == FigureSource.Subordinates)
            return [plan.SubordinateLeaves[leaf.Subordinates].Share.ToString(CultureInfo.InvariantCulture)];
        return leaf.Type switch
        {
            MetricType.Word => leaf.Words,
            MetricType.Date => [figures.Wanted(leaf).ToString("O", CultureInfo.InvariantCulture)],
            MetricType.Bool => [leaf.Number != 0 ? "true" : "false"],
            _ when leaf.Numbers.Length > 0 => [.. leaf.Numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))],
            _ => [leaf.Number.ToString(CultureInfo.InvariantCulture)],
        };
    }

    private static (string? Actual, long? Done, long? Of, long? Lacking) Actual(Leaf leaf, RunState run, Plan plan, in Figures figures)
    {
        if (leaf.Source == FigureSource.Subordinates)
        {
            if (run.Subordinates[leaf.Subordinates] is not { Units: > 0 } count) return default;
            var needed = (long)Math.Ceiling(plan.SubordinateLeaves[leaf.Subordinates].Share * count.Units / 100);
            return (Percent(count.Satisfied * 100m, count.Units), count.Satisfied, count.Units, Math.Max(0, needed - count.Satisfied));
        }

        switch (leaf.Type)
        {
            case MetricType.Word:
                return (figures.Word(leaf), null, null, null);
            case MetricType.Date:
                return (figures.Day(leaf)?.ToString("O", CultureInfo.InvariantCulture), null, null, null);
        }

        if (!figures.Number(leaf, out var done, out var of)) return default;
        if (leaf.Type == MetricType.Bool) return (done != 0 ? "true" : "false", null, null, null);
        if (leaf.Type == MetricType.Percent)
        {
            var have = (long)(done / 100);
            var share = (long)Math.Ceiling(leaf.Number * of / 100);
            return (Percent(done, of), have, (long)of, leaf.Op is Comparison.AtLeast or Comparison.Greater ? Math.Max(0, share - have) : null);
        }

        var value = done / of;
        var lacking = leaf.Per < 0 && leaf.Op is Comparison.AtLeast or Comparison.Greater ? (long?)Math.Max(0, Math.Ceiling(leaf.Number - value)) : null;
        return (Math.Round(value, 1, MidpointRounding.ToZero).ToString(CultureInfo.InvariantCulture), null, null, lacking);
    }

    /// <summary>Rounded down: 99.6 % is never '100 %'.</summary>
    private static string Percent(decimal done, decimal of) => Math.Floor(done / of).ToString(CultureInfo.InvariantCulture);
}
