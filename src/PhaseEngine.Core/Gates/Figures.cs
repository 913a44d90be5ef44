using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Gates;

/// <summary>What conditions look at: a run as it stands on a day; or only the facts of a unit, or of one of its members.</summary>
public readonly ref struct Figures
{
    private readonly Plan? plan;
    private readonly Timetable? timetable;
    private readonly RunState? run;
    private readonly UnitFacts unit;
    private readonly MemberFacts? member;

    /// <summary>A run as it stands.</summary>
    /// <param name="plan">Its plan.</param>
    /// <param name="timetable">Its batch's dates.</param>
    /// <param name="run">Its state.</param>
    /// <param name="today">The day it is.</param>
    public Figures(Plan plan, Timetable timetable, RunState run, DateOnly today)
    {
        this.plan = plan;
        this.timetable = timetable;
        this.run = run;
        unit = run.Unit;
        Today = today;
    }

    /// <summary>Only a unit, and perhaps a member: for choices, <c>when</c>, variants and <c>members</c>.</summary>
    /// <param name="unit">The unit's facts.</param>
    /// <param name="member">The member's facts.</param>
    public Figures(UnitFacts unit, MemberFacts? member = null)
    {
        this.unit = unit;
        this.member = member;
    }

    /// <summary>The day it is.</summary>
    public DateOnly Today { get; }

    /// <summary>The run; there is one where a gate is judged.</summary>
    internal RunState Run => run!;

    /// <summary>The same, all leaves left out but those that a gate let pass on condition.</summary>
    internal Figures Only(IReadOnlyList<Carried> carried) => this with { OnlyCarried = carried };

    /// <summary>The same, the leaves on some metrics left out.</summary>
    internal Figures Without(IReadOnlyList<string> metrics) => this with { NotOn = metrics };

    /// <summary>Whether a leaf is left out, as if it were not applicable.</summary>
    internal bool LeavesOut(Leaf leaf) => (OnlyCarried is { } carried && !Carries(carried, leaf.Metric)) || NotOn?.Contains(leaf.Metric) == true;

    private IReadOnlyList<Carried>? OnlyCarried { get; init; }

    private IReadOnlyList<string>? NotOn { get; init; }

    private static bool Carries(IReadOnlyList<Carried> carried, string metric)
    {
        for (var i = 0; i < carried.Count; i++)
        {
            if (carried[i].Metric == metric) return true;
        }

        return false;
    }

    /// <summary>Judges one leaf.</summary>
    /// <param name="leaf">A leaf of a tree of the same plan.</param>
    public Verdict Judge(Leaf leaf)
    {
        if (LeavesOut(leaf)) return Verdict.NotApplicable;
        if (leaf.Source == FigureSource.Subordinates) return JudgeSubordinates(leaf);
        if (!Applies(leaf)) return Verdict.NotApplicable;
        if (leaf is { Source: FigureSource.Counters, Whole: { } whole, Numbers.Length: 0 }) return JudgeCounters(leaf, whole);

        return leaf.Type switch
        {
            MetricType.Word => Word(leaf) is { } word ? Verdicts.Compare(leaf.Op, word, leaf.Words) : Verdict.Unknown,
            MetricType.Date => Day(leaf) is { } day ? Verdicts.Compare(leaf.Op, day.DayNumber, Wanted(leaf).DayNumber) : Verdict.Unknown,
            _ => Number(leaf, out var done, out var of)
                ? leaf.Numbers.Length > 0
                    ? Verdicts.Compare(leaf.Op, done, of, leaf.Numbers)
                    : Verdicts.Compare(leaf.Op, done, leaf.Number * of)
                : leaf.Per >= 0 && !leaf.UnknownWhenEmpty ? Verdict.NotApplicable : Verdict.Unknown,
        };
    }

    /// <summary>Counters against a whole number, in whole numbers: exact, and where gates spend their time.</summary>
    private Verdict JudgeCounters(Leaf leaf, long wanted)
    {
        var done = run!.Counters[leaf.Counter];
        if (leaf.Type == MetricType.Bool) done = done > 0 ? 1 : 0;
        if (leaf.Per < 0) return Verdicts.Compare(leaf.Op, done, wanted);

        var of = run.Counters[leaf.Per];
        if (of == 0) return leaf.UnknownWhenEmpty ? Verdict.Unknown : Verdict.NotApplicable;
        if (leaf.Type == MetricType.Percent) done *= 100;
        return Verdicts.Compare(leaf.Op, done, wanted * of * leaf.Scale);
    }

    /// <summary>Whether there is anybody or anything the leaf could look at.</summary>
    private bool Applies(Leaf leaf)
    {
        if (leaf.Activity < 0 || run is null || plan is null) return true;

        var activity = plan.Activities[leaf.Activity];
        // The status itself may be asked after even where there is no more to it: that is what the author wants to know.
        if (run.IsSkipped(plan, activity)) return activity is PlanPhase && leaf.Source == FigureSource.Status;
        return leaf.Source == FigureSource.Status || activity is not PlanRequirement
            || run.Activities[leaf.Activity].RoundStatus is not (RoundStatus.NotAsked or RoundStatus.Waived);
    }

    /// <summary>A number as a fraction: <c>done ÷ of</c>, in the unit of the metric. False when there is no value.</summary>
    internal bool Number(Leaf leaf, out decimal done, out decimal of)
    {
        (done, of) = (0, 1);
        switch (leaf.Source)
        {
            case FigureSource.Counters:
                done = run!.Counters[leaf.Counter];
                if (leaf.Type == MetricType.Bool) done = done > 0 ? 1 : 0;
                if (leaf.Per < 0) return true;
                of = run.Counters[leaf.Per];
                if (of == 0) return false;
                if (leaf.Type == MetricType.Percent) done *= 100;
                of *= leaf.Scale;
                return true;

            case FigureSource.OnTime:
                if (Late(leaf.Activity) is not { } late) return false;
                done = late <= 0 ? 1 : 0;
                return true;

            case FigureSource.DaysLate:
                if (Late(leaf.Activity) is not { } days) return false;
                done = Math.Max(0, days);
                return true;

            case FigureSource.Days:
                if (run!.Activities[leaf.Activity].Entered is not { } entered) return false;
                done = Today.DayNumber - entered.DayNumber;
                return true;

            case FigureSource.Unit:
                done = leaf.Fact switch
                {
                    "members" => unit.Members,
                    "attached" => unit.Attached,
                    "pilot" => unit.Pilot ? 1 : 0,
                    var other => throw new InvalidOperationException($"unit.{other} is not a number"),
                };
                return true;

            case FigureSource.Member:
                if (member is null) return false;
                done = leaf.Fact switch
                {
                    "newSincePilot" => member.NewSincePilot ? 1 : 0,
                    "probationary" => member.Probationary ? 1 : 0,
                    "attached" => member.Attached ? 1 : 0,
                    var other => throw new InvalidOperationException($"member.{other} is not yes or no"),
                };
                return true;

            default:
                throw new InvalidOperationException($"{leaf.Metric} is not a number");
        }
    }

    private int? Late(int activity) => Lateness.Days(plan!, run!, plan!.Activities[activity], Today);

    internal DateOnly? Day(Leaf leaf) => leaf.Source == FigureSource.Today ? Today : run!.Activities[leaf.Activity].Done;

    internal string? Word(Leaf leaf) => leaf.Source switch
    {
        FigureSource.Status => StatusWord.Of(plan!, run!, leaf.Activity),
        FigureSource.Unit => leaf.Fact switch
        {
            "type" => unit.Type,
            "level" => unit.Level,
            "sector" => unit.Sector,
            var other => throw new InvalidOperationException($"unit.{other} is not a word"),
        },
        FigureSource.Member => member?.Category,
        _ => throw new InvalidOperationException($"{leaf.Metric} is not a word"),
    };

    /// <summary>The day a date leaf asks for, in this run's batch.</summary>
    internal DateOnly Wanted(Leaf leaf)
    {
        var phase = plan!.Flows[leaf.Flow].Phase;
        var entered = phase >= 0 ? run!.Activities[phase].Entered : null;
        return leaf.Date!.Resolve(timetable!.AnchorsIn(plan, leaf.Flow, unit, entered), timetable.Calendar);
    }

    private Verdict JudgeSubordinates(Leaf leaf)
    {
        if (run!.Subordinates[leaf.Subordinates] is not { } count) return Verdict.Unknown;
        if (count.Units == 0) return Verdict.NotApplicable;
        var share = plan!.SubordinateLeaves[leaf.Subordinates].Share;
        return count.Satisfied * 100m >= share * count.Units ? Verdict.Met : Verdict.NotMet;
    }
}
