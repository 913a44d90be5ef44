using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;

namespace PhaseEngine.Core.Simulation;

/// <summary>Adds up what simulated units did.</summary>
internal sealed class SimulationTally(Plan plan)
{
    private readonly int[] asked = new int[plan.Activities.Length];
    private readonly int[] returned = new int[plan.Activities.Length];
    private readonly Dictionary<int, RequirementOutcome> requirements = [];
    private readonly Dictionary<int, GateOutcome> gates = [];
    private readonly SortedDictionary<DateOnly, WeekLoad> weeks = [];
    private readonly Dictionary<DateOnly, int> weeksOfUnit = [];
    private int finished;
    private DateOnly? lastFinished;

    public void Worked(DateOnly on, int minutes)
    {
        var monday = on.AddDays(-(((int)on.DayOfWeek + 6) % 7));
        var ofUnit = weeksOfUnit[monday] = weeksOfUnit.GetValueOrDefault(monday) + minutes;
        var week = weeks.GetValueOrDefault(monday) ?? new WeekLoad(monday, 0, 0, 0);
        weeks[monday] = new WeekLoad(monday, week.Minutes + minutes, Math.Max(week.Busiest, ofUnit), week.Records + 1);
    }

    public void Asked(PlanGate gate) => asked[gate.Index]++;

    public void Returned(PlanGate gate) => returned[gate.Index]++;

    /// <summary>Takes one unit's run as it stands at the end of the simulation.</summary>
    public void Add(Timetable timetable, RunState run, DateOnly today)
    {
        weeksOfUnit.Clear();
        if (run.Status == RunStatus.Finished)
        {
            finished++;
            if (lastFinished is null || today > lastFinished) lastFinished = today;
        }

        foreach (var activity in plan.Activities)
        {
            switch (activity)
            {
                case PlanRequirement { Standing: false } requirement:
                    requirements[activity.Index] = Add(requirements.GetValueOrDefault(activity.Index) ?? new(activity.Key!, 0, 0, 0, 0, 0), requirement, run, today);
                    break;
                case PlanGate gate:
                    gates[activity.Index] = Add(gates.GetValueOrDefault(activity.Index) ?? NoneOf(gate), gate, timetable, run, today);
                    break;
            }
        }
    }

    public SimulationResult Result(int units) => new(
        units, finished, lastFinished,
        [.. requirements.OrderBy(entry => entry.Key).Select(entry => entry.Value)],
        [.. gates.OrderBy(entry => entry.Key).Select(entry => entry.Value with { Asked = asked[entry.Key], Returned = returned[entry.Key] })],
        [.. weeks.Values]);

    private RequirementOutcome Add(RequirementOutcome sum, PlanRequirement requirement, RunState run, DateOnly today)
    {
        var state = run.Activities[requirement.Index];
        if (state.RoundStatus is RoundStatus.Waiting or RoundStatus.NotAsked) return sum;

        var late = state.Done is null ? 0 : Math.Max(0, Lateness.Days(plan, run, requirement, today) ?? 0);
        return sum with
        {
            Asked = sum.Asked + 1,
            OnTime = sum.OnTime + (state.Done is not null && late == 0 ? 1 : 0),
            Late = sum.Late + (late > 0 ? 1 : 0),
            Never = sum.Never + (state.Done is null ? 1 : 0),
            DaysLate = sum.DaysLate + late,
        };
    }

    private GateOutcome Add(GateOutcome sum, PlanGate gate, Timetable timetable, RunState run, DateOnly today)
    {
        var state = run.Activities[gate.Index];
        if (run.Gates[gate.Index]?.Status == GateStatus.Passed)
            return sum with { Passed = sum.Passed + 1, Late = sum.Late + (Lateness.Days(plan, run, gate, today) > 0 ? 1 : 0) };
        if (state.Status != ActivityStatus.Open) return sum;

        var missing = new Dictionary<string, int>(sum.Missing, StringComparer.Ordinal);
        foreach (var line in GateReports.Of(plan, timetable, run, gate, today).Missing)
            missing[line.Metric] = missing.GetValueOrDefault(line.Metric) + 1;
        return sum with { Stuck = sum.Stuck + 1, Missing = missing };
    }

    private static GateOutcome NoneOf(PlanGate gate) => new(gate.Key!, 0, 0, 0, 0, 0, new Dictionary<string, int>());
}
