using System.Globalization;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Gates;

/// <summary>Writes the lines of a gate's report.</summary>
internal readonly ref struct ReportWriter(Plan plan, Timetable timetable, RunState run, Figures figures)
{
    private readonly Figures figures = figures;

    /// <summary>The lines so far.</summary>
    public List<ReportLine> Lines { get; } = [];

    /// <summary>Adds a gate's own conditions.</summary>
    public void AddConditions(Condition conditions) => Add(conditions, figures, LineSource.Condition, null);

    /// <summary>Adds what an earlier gate let pass on condition.</summary>
    public void AddCarried(Condition conditions, IReadOnlyList<Carried> carried, DateOnly due) =>
        Add(conditions, figures.Only(carried), LineSource.Carried, due);

    /// <summary>Adds a requirement in a later round.</summary>
    public void AddReopened(PlanRequirement requirement) => Lines.Add(new ReportLine(
        LineSource.Reopened, $"{requirement.Key}.status", requirement.Key, MetricType.Word, Comparison.Equal, ["done"], "reopened",
        null, null, null, Verdict.NotMet, true, false, [], run.Activities[requirement.Index].Due, WhoOf(requirement), null, null));

    private void Add(Condition conditions, in Figures by, LineSource source, DateOnly? due)
    {
        var found = new List<(Leaf Leaf, bool Negated, Verdict Verdict, bool Missing)>();
        Leaves.Visit(conditions, by, (leaf, negated, verdict, missing) => found.Add((leaf, negated, verdict, missing)));
        foreach (var (leaf, negated, verdict, missing) in found)
        {
            if (!by.LeavesOut(leaf)) Lines.Add(Line(leaf, negated, verdict, missing, source, due));
        }
    }

    private ReportLine Line(Leaf leaf, bool negated, Verdict verdict, bool missing, LineSource source, DateOnly? due)
    {
        var about = leaf.Activity >= 0 ? plan.Activities[leaf.Activity] : null;
        var (actual, done, of, lacking) = Actual(leaf);
        return new ReportLine(
            source, leaf.Metric, about?.Key, leaf.Type, leaf.Op, Wanted(leaf), actual, done, of, missing && !negated ? lacking : null,
            verdict, missing, negated, leaf.Categories, due ?? (about is null ? null : run.Activities[about.Index].Due),
            leaf.Who ?? (leaf.Source == FigureSource.Subordinates ? "secretary" : WhoOf(about)), leaf.Text,
            leaf.Subordinates >= 0 ? run.Subordinates[leaf.Subordinates]?.At : null);
    }

    /// <summary>Who has to act: an approver where one is waited for, otherwise the owner.</summary>
    private string? WhoOf(PlanActivity? about)
    {
        if (about is null) return null;
        foreach (var turn in Approvals.Turns(about, run, timetable.Calendar, figures.Today))
        {
            if (turn.Approval.Act is ApprovalAct.Review or ApprovalAct.Approve) return turn.Approval.Role;
        }

        return about switch
        {
            PlanRequirement requirement => requirement.For(run.Unit).Owner,
            PlanGate => "secretary",
            _ => null,
        };
    }

    private string[] Wanted(Leaf leaf)
    {
        if (leaf.Source == FigureSource.Subordinates) return [Plain(plan.SubordinateLeaves[leaf.Subordinates].Share)];
        return leaf.Type switch
        {
            MetricType.Word => leaf.Words,
            MetricType.Date => [figures.Wanted(leaf).ToString("O", CultureInfo.InvariantCulture)],
            MetricType.Bool => [leaf.Number != 0 ? "true" : "false"],
            _ when leaf.Numbers.Length > 0 => [.. leaf.Numbers.Select(Plain)],
            _ => [Plain(leaf.Number)],
        };
    }

    private (string? Actual, long? Done, long? Of, long? Lacking) Actual(Leaf leaf)
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
        if (leaf.Type == MetricType.Percent) return (Percent(done, of), (long)(done / 100), (long)of, Lacking(leaf.Op, leaf.Number * of / 100, done / 100));

        var value = done / of;
        // Of a mean nobody can say how many more would do.
        return (Plain(Math.Round(value, 1, MidpointRounding.ToZero)), null, null, leaf.Per < 0 ? Lacking(leaf.Op, leaf.Number, value) : null);
    }

    private static long? Lacking(Comparison op, decimal wanted, decimal have) => op switch
    {
        Comparison.AtLeast => (long)Math.Max(0, Math.Ceiling(wanted) - have),
        Comparison.Greater => (long)Math.Max(0, Math.Floor(wanted) + 1 - have),
        _ => null,
    };

    private static string Plain(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>Rounded down: 99.6 % is never '100 %'.</summary>
    private static string Percent(decimal done, decimal of) => Math.Floor(done / of).ToString(CultureInfo.InvariantCulture);
}
