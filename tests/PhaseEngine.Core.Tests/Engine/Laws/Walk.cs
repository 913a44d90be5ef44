using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Simulation;

namespace PhaseEngine.Core.Tests.Engine.Laws;

/// <summary>A run on which random people do random things; each number stands for one act, sensible or not.</summary>
internal sealed class Walk
{
    private static readonly Guid Secretary = Story.Secretary;
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private readonly PlanRequirement[] requirements;
    private readonly PlanGate[] gates;
    private readonly List<EvidenceRecorded> taken = [];

    public Walk(Plan plan, int members = 10)
    {
        Plan = plan;
        requirements = [.. plan.Activities.OfType<PlanRequirement>()];
        gates = [.. plan.Activities.OfType<PlanGate>()];
        Timetable = new Timetable(plan, new DateOnly(2005, 7, 18), WorkingCalendar.China, Shanghai);
        Now = LocalDays.At(Timetable.Start, new TimeOnly(9, 0), Shanghai);
        Last = RunEngine.Launch(plan, Timetable, Given.UnitOf(members), Now);
        Facts.AddRange(Last.Facts);
    }

    public Plan Plan { get; }

    public Timetable Timetable { get; }

    public DateTimeOffset Now { get; private set; }

    public RunState Run => Last.State;

    /// <summary>What the last act that was not refused came to.</summary>
    public StepResult Last { get; private set; }

    public List<Fact> Facts { get; } = [];

    /// <summary>Called with what was before, what happened and what came of it, after every act.</summary>
    public Action<RunState, Input, Result<StepResult>>? Watch { get; init; }

    public Walk Through(IEnumerable<int> acts)
    {
        foreach (var act in acts) Act(act);
        return this;
    }

    public void Pass(TimeSpan time) => Now += time;

    public bool Do(Input input)
    {
        var before = Run;
        var step = RunEngine.Step(Plan, Timetable, before, input, Now);
        if (step.IsOk)
        {
            Last = step.Value;
            Facts.AddRange(step.Value.Facts);
            // Nothing is taken back twice, or that was not there.
            if (input is EvidenceRecorded { Supersedes: false } record) taken.Add(record);
            else if (input is EvidenceRecorded { Counts: < 0 } back) taken.RemoveAt(taken.FindIndex(record => Reversed(record).By.SequenceEqual(back.By) && record.Key == back.Key && record.On == back.On));
        }

        Watch?.Invoke(before, input, step);
        return step.IsOk;
    }

    /// <summary>Everybody does what is asked of them until the run is over; false when it is not in good time.</summary>
    public bool Finish()
    {
        if (Run.Status == RunStatus.Suspended) Do(new StatusOrdered(RunStatus.Active, "恢复"));
        for (var day = 0; day < 400 && Run.Status == RunStatus.Active; day++)
        {
            foreach (var requirement in requirements) DoWork(requirement);
            foreach (var gate in gates) Do(new GateAsked(gate.Key!, Secretary));
            foreach (var gate in gates) PutRight(gate);
            foreach (var activity in Plan.Activities) Answer(activity);
            Pass(TimeSpan.FromDays(1));
            Do(new TimeReached());
        }

        return Run.Status == RunStatus.Finished;
    }

    /// <summary>A record that might come on this day, of any requirement.</summary>
    public EvidenceRecorded Evidence(int number) => Evidence(requirements[number % requirements.Length], number);

    private EvidenceRecorded Evidence(PlanRequirement requirement, int number)
    {
        var whole = Fulfilment.Of(requirement, Run, Timetable.Today(Now));
        var by = whole.By.ToArray();
        var part = number / requirements.Length % 4;
        for (var i = 2; i < by.Length; i++) by[i] = part == 0 ? by[i] : Math.Sign(by[i]) * Math.Min(Math.Abs(by[i]), part);
        return whole with { By = by, On = whole.On.AddDays(-(number / 5 % 20)) };
    }

    private void Act(int number)
    {
        var (what, about) = (number % 20, number / 20);
        if (what >= 16) Pass(TimeSpan.FromHours(6 + (about % 400)));
        Do(Run.Status == RunStatus.Suspended && about % 2 == 0 ? new StatusOrdered(RunStatus.Active, "恢复") : Input(what, about));
    }

    private Input Input(int what, int about)
    {
        var requirement = Pick(requirements, about, r => Run.Activities[r.Index].RoundStatus == RoundStatus.Open);
        var today = Timetable.Today(Now);
        return what switch
        {
            < 5 => Evidence(requirement, about),
            5 when taken.Count > 0 => Reversed(taken[about % taken.Count]),
            5 => Evidence(requirement, about),
            < 9 => new GateAsked(Pick(gates, about, g => Run.Activities[g.Index].Status == ActivityStatus.Open).Key!, Secretary, Despite: about % 3 == 0),
            < 12 => Word(Pick(Plan.Activities, about, a => Run.Activities[a.Index].Awaiting is not null), about),
            12 when about % 3 == 0 => new GateWithdrawn(gates[about % gates.Length].Key!),
            12 => new GateReopened(
                Pick(gates, about, g => Run.Gates[g.Index]?.Status == GateStatus.Passed).Key!,
                [Pick(requirements, about, r => Run.Activities[r.Index].RoundStatus is RoundStatus.Met or RoundStatus.Over).Key!], today.AddDays(7), Story.Superior, "复查"),
            13 when about % 3 == 0 => new RequirementWaived(requirement.Key!, Story.Superior, "理由"),
            13 => new GateKept(Pick(gates, about, g => Run.Gates[g.Index]?.Flagged.Count > 0).Key!, Story.Superior, "理由"),
            14 => new DueChanged(Plan.Activities[about % Plan.Activities.Length].Key ?? "", today.AddDays(about % 40), "防汛", Earlier: about % 2 == 0),
            15 when about % 8 == 0 => new StatusOrdered(RunStatus.Suspended, "防汛"),
            15 => new RosterChanged(Given.UnitOf(8 + (about % 5)), new Dictionary<string, IReadOnlyList<long>>()),
            16 => new CalendarChanged(),
            _ => new TimeReached(about % 2 == 0 ? null : Now.AddDays(-1)),
        };
    }

    /// <summary>Mostly one that makes sense, if there is any; now and then whichever.</summary>
    private static T Pick<T>(IReadOnlyList<T> all, int about, Func<T, bool> sensible)
    {
        var some = about % 5 == 0 ? all : [.. all.Where(sensible)];
        return some.Count > 0 ? some[about / 7 % some.Count] : all[about / 7 % all.Count];
    }

    private Decided Word(PlanActivity activity, int about)
    {
        var word = (about / 3 % 8) switch { 0 => DecisionWord.Return, 1 => DecisionWord.OnCondition, 2 => DecisionWord.Override, _ => DecisionWord.Give };
        var row = Approvals.Turns(activity, Run, Timetable.Calendar, Timetable.Today(Now)).Select(turn => turn.Row).LastOrDefault();
        return new Decided(
            activity.Key ?? "", about % 17 == 0 ? row + 1 : row, word, about % 11 == 0 ? Secretary : Story.Superior,
            Run.Activities[activity.Index].Asked - (about % 13 == 0 ? 1 : 0), about % 19 == 0 ? null : "理由",
            Due: about % 23 == 0 ? null : Timetable.Today(Now).AddDays(10), Responsible: Secretary);
    }

    private static EvidenceRecorded Reversed(EvidenceRecorded record) =>
        record with { Counts = -record.Counts, By = [.. record.By.Select(by => -by)], Supersedes = true };

    private void DoWork(PlanRequirement requirement)
    {
        var state = Run.Activities[requirement.Index];
        if (state.RoundStatus != RoundStatus.Open || state.Awaiting is not null) return;
        if (!requirement.Standing || Run.Counters[requirement.Slot(0, 0)] == 0) Do(Fulfilment.Of(requirement, Run, Timetable.Today(Now)));
    }

    private void Answer(PlanActivity activity)
    {
        foreach (var turn in Approvals.Turns(activity, Run, Timetable.Calendar, Timetable.Today(Now)).ToList())
            Do(new Decided(activity.Key!, turn.Row, DecisionWord.Give, Story.Superior, Run.Activities[activity.Index].Asked));
    }

    /// <summary>
    /// A request in spite of conditions that nobody will pass is withdrawn; what a gate misses of requirements that take no more
    /// records is corrected, or waived by the superior.
    /// </summary>
    private void PutRight(PlanGate gate)
    {
        if (Run.Activities[gate.Index].Status != ActivityStatus.Open) return;
        if (Run.Gates[gate.Index] is { Status: GateStatus.Asked, ConditionsMet: false }) Do(new GateWithdrawn(gate.Key!));

        foreach (var line in GateReports.Of(Plan, Timetable, Run, gate, Timetable.Today(Now)).Missing.ToList())
        {
            if (Plan.Requirement(line.Key ?? "") is not { Standing: false } requirement) continue;
            var round = Run.Activities[requirement.Index].RoundStatus;
            if (round is RoundStatus.Over or RoundStatus.Waiting) Do(new RequirementWaived(requirement.Key!, Story.Superior, "阶段已过"));
            if (round == RoundStatus.Met) Do(Fulfilment.Of(requirement, Run, Timetable.Today(Now)) with { Supersedes = true });
        }
    }
}
