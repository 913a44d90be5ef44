using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Simulation;
using PhaseEngine.Core.Tests.Calendars;

namespace PhaseEngine.Core.Tests.Engine;

/// <summary>A run told act by act: days pass, people act, and everything that became so is kept.</summary>
internal sealed class Story
{
    public static readonly Guid Secretary = new("00000000-0000-0000-0000-000000000001");
    public static readonly Guid Superior = new("00000000-0000-0000-0000-000000000002");
    public static readonly Guid Instructor = new("00000000-0000-0000-0000-000000000003");

    private static readonly TimeZoneInfo Shanghai = Written.Zone("Asia/Shanghai");

    public Story(Plan plan, UnitFacts? unit = null, string start = "2005-07-18", string? launched = null)
    {
        Plan = plan;
        Timetable = new Timetable(plan, Written.Day(start), WorkingCalendar.China, Shanghai);
        Day = Written.Day(launched ?? start);
        Run = Take(RunEngine.Launch(plan, Timetable, unit ?? Given.Unit, Now));
    }

    public Plan Plan { get; }

    public Timetable Timetable { get; }

    public RunState Run { get; private set; }

    public DateOnly Day { get; private set; }

    /// <summary>Noon of the day, local time.</summary>
    public DateTimeOffset Now => LocalDays.At(Day, new TimeOnly(12, 0), Shanghai);

    /// <summary>Everything since the launch.</summary>
    public List<Fact> Facts { get; } = [];

    /// <summary>What the last act brought about.</summary>
    public IReadOnlyList<Effect> Effects { get; private set; } = [];

    public IReadOnlyList<Notify> Told => [.. Effects.OfType<Notify>()];

    public ActivityState this[string key] => Run.Activities[Plan.IndexOf(key)];

    public GateState Gate(string key) => Run.Gates[Plan.IndexOf(key)]!;

    public string Status(string key) => StatusWord.Of(Plan, Run, Plan.IndexOf(key));

    /// <summary>What waits for somebody, by key.</summary>
    public string Waiting => string.Join(' ', Plan.Activities
        .Where(activity => activity is PlanRequirement or PlanGate && Run.Activities[activity.Index].Status == ActivityStatus.Open)
        .Select(activity => activity.Key).Order(StringComparer.Ordinal));

    public GateReport Report(string gate) => GateReports.Of(Plan, Timetable, Run, Plan.Gate(gate)!, Day);

    /// <summary>The metrics a gate is missing.</summary>
    public string Missing(string gate) => string.Join(' ', Report(gate).Missing.Select(line => line.Metric));

    /// <summary>A day comes; nobody has looked yet.</summary>
    public Story On(string day)
    {
        Day = Written.Day(day);
        return this;
    }

    /// <summary>A day comes, and the run's alarm is looked after at noon.</summary>
    public Story Until(string day, DateTimeOffset? since = null) => On(day).Do(new TimeReached(since));

    public Story Do(Input input)
    {
        var step = RunEngine.Step(Plan, Timetable, Run, input, Now);
        Run = step.IsOk ? Take(step.Value) : throw new InvalidOperationException($"{input} refused: {step.Problem}");
        return this;
    }

    /// <summary>An act that depends on how things stand.</summary>
    public Story Do(Func<Story, Input> input) => Do(input(this));

    public string Refused(Input input)
    {
        var step = RunEngine.Step(Plan, Timetable, Run, input, Now);
        return step.IsOk ? throw new InvalidOperationException($"{input} was not refused") : step.Problem.Code;
    }

    /// <summary>Records whatever meets a requirement, whatever its kind.</summary>
    public Story Meet(params string[] keys)
    {
        foreach (var key in keys) Do(Fulfilment.Of(Plan.Requirement(key)!, Run, Day));
        return this;
    }

    /// <summary>Records differences of the kind's counters, everybody's first.</summary>
    public EvidenceRecorded Record(string key, int counts, params long[] by) => RecordOn(Day, key, counts, by);

    public EvidenceRecorded RecordOn(DateOnly on, string key, int counts, params long[] by)
    {
        var requirement = Plan.Requirement(key)!;
        var differences = new long[(1 + requirement.Groups.Length) * requirement.BlockLength];
        by.CopyTo(differences, 2);
        return new EvidenceRecorded(key, Guid.Empty, on, counts, differences);
    }

    /// <summary>So many members hand in an essay, or take it back.</summary>
    public EvidenceRecorded Essays(string key, int members) =>
        Record(key, Math.Sign(members), members, 0, 0, members) with { Supersedes = members < 0 };

    public Story Ask(string gate, bool despite = false) => Do(new GateAsked(gate, Secretary, despite));

    public Story Approve(string gate, int row = 0) => Decide(gate, DecisionWord.Give, row);

    public Story Pass(string gate) => Ask(gate).Approve(gate);

    public Story Return(string gate, int row = 0, DateOnly? due = null, params string[] reopens) =>
        Do(Word(gate, DecisionWord.Return, row) with { Due = due, Reopens = reopens.Length == 0 ? null : reopens });

    public Story Decide(string gate, DecisionWord word, int row = 0) => Do(Word(gate, word, row));

    public Decided Word(string key, DecisionWord word, int row = 0, Guid? by = null) =>
        new(key, row, word, by ?? Superior, this[key].Asked, word == DecisionWord.Give ? null : "理由");

    private RunState Take(StepResult step)
    {
        Facts.AddRange(step.Facts);
        Effects = step.Effects;
        return step.State;
    }
}
