using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Engine;

/// <summary>
/// One step in the making: a copy of the state, changed only by the facts it collects. This part takes the inputs about
/// requirements; <c>RunStep.Gates.cs</c> those about gates, <c>RunStep.Flow.cs</c> settles the flow, <c>RunStep.Time.cs</c>
/// follows the clock.
/// </summary>
internal sealed partial class RunStep(Plan plan, Timetable timetable, RunState run, DateTimeOffset now)
{
    private readonly List<Fact> facts = [];
    private readonly List<Effect> effects = [];
    private readonly DateOnly today = timetable.Today(now);

    public StepResult Result() => new(run, facts, effects);

    public void Launch()
    {
        Make(new RosterSet(run.Unit, RosterTally.Asked(plan, run.Unit)));
        Settle();
    }

    public Problem? Record(EvidenceRecorded input)
    {
        if (plan.Requirement(input.Key) is not { } requirement) return Refusals.NoSuch(input.Key);

        ref readonly var state = ref run.Activities[requirement.Index];
        if (state.RoundStatus is RoundStatus.NotAsked or RoundStatus.Waived) return Refusals.NotAsked(input.Key);
        if (!input.Supersedes && !TakesRecords(requirement)) return Refusals.RequirementClosed(input.Key);

        var by = input.By.ToArray();
        int? window = requirement.Standing ? WindowOf(requirement, input.On) : null;
        // A record for an earlier window of a standing requirement is not one of the present window.
        by[0] = window is null || window == state.Round || state.Round == 0 ? input.Counts : 0;
        Make(new Counted(input.Key, by, input.Evidence));
        if (window is { } number && input.Counts > 0 && run.Missed.GetValueOrDefault(input.Key)?.Contains(number) == true)
            Make(new WindowMadeUp(input.Key, number));

        if (input.Counts > 0 && state.RoundStatus == RoundStatus.Open && requirement.For(run.Unit).Approvals.Length > 0)
        {
            Make(new Asked(input.Key, null, today, null));
            Tell(requirement, state.Round, $"asked#{run.Counters[requirement.Slot(0, 0)]}", requirement.For(run.Unit).Approvals[0].Role);
        }

        return null;
    }

    public Problem? ChangeRoster(RosterChanged input)
    {
        var asked = RosterTally.Asked(plan, input.Unit)
            .Where(entry => run.Activities[plan.IndexOf(entry.Key)].RoundStatus is RoundStatus.Waiting or RoundStatus.Open)
            .ToDictionary(entry => entry.Key, entry => entry.Value);
        Make(new RosterSet(input.Unit, asked));
        foreach (var (key, by) in input.Counted.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (plan.Requirement(key) is null) return Refusals.NoSuch(key);
            Make(new Counted(key, by, null));
        }

        return null;
    }

    public Problem? Waive(RequirementWaived input)
    {
        if (string.IsNullOrWhiteSpace(input.Reason)) return Refusals.ReasonMissing(input.Key);
        if (plan.Requirement(input.Key) is not { } requirement) return Refusals.NoSuch(input.Key);
        if (requirement.Standing) return Refusals.RequirementStanding(input.Key);
        if (run.Activities[requirement.Index].RoundStatus is not (RoundStatus.Waiting or RoundStatus.Open))
            return Refusals.RequirementClosed(input.Key);

        Make(new RoundClosed(input.Key, RoundStatus.Waived, today, input.Reason));
        return null;
    }

    public Problem? ChangeDue(DueChanged input)
    {
        if (string.IsNullOrWhiteSpace(input.Reason)) return Refusals.ReasonMissing(input.Key);
        if (plan.IndexOf(input.Key) is not (>= 0 and var index)) return Refusals.NoSuch(input.Key);

        ref readonly var state = ref run.Activities[index];
        var open = state.Status == ActivityStatus.Open || state.RoundStatus == RoundStatus.Open;
        if (!open) return Refusals.RequirementClosed(input.Key);
        if (plan.Activities[index] is PlanRequirement { Standing: true }) return Refusals.RequirementStanding(input.Key);
        if (!input.Earlier && state.Due is { } due && input.Due <= due) return Refusals.NotLater(input.Key, due);

        Make(new DueMoved(input.Key, input.Due, input.Reason));
        return null;
    }

    public Problem? CountSubordinates(SubordinatesChanged input)
    {
        foreach (var (gate, ordinal, count) in input.Counts)
        {
            if (!Array.Exists(plan.SubordinateLeaves, leaf => leaf.Gate == gate && leaf.Ordinal == ordinal)) return Refusals.NoSuch(gate);
            Make(new SubordinatesCounted(gate, ordinal, count));
        }

        return null;
    }

    public Problem? Order(StatusOrdered input)
    {
        if (string.IsNullOrWhiteSpace(input.Reason)) return Refusals.ReasonMissing(plan.TemplateId);
        if (input.Status != run.Status) Make(new StatusChanged(input.Status, input.Reason));
        return null;
    }

    /// <summary>A record may come early, while the requirement is worked on, and as long as the flow it stands in goes on.</summary>
    private bool TakesRecords(PlanRequirement requirement)
    {
        ref readonly var state = ref run.Activities[requirement.Index];
        return state.RoundStatus == RoundStatus.Open && (state.Status != ActivityStatus.Ended || state.Round > 1)
            || Runs(plan.Flows[requirement.Flow])
            || state.RoundStatus == RoundStatus.Waiting && plan.PhaseOf(requirement) is { } phase
                && run.Activities[phase.Index].Status is ActivityStatus.Idle or ActivityStatus.Open;
    }

    private void Make(Fact fact)
    {
        Facts.Apply(plan, run, fact);
        facts.Add(fact);
    }

    private void Tell(PlanActivity about, int round, string stage, params string[] to) =>
        effects.Add(new Notify(about.Key!, round, stage, to, now));

    private bool Passes(Condition? condition) =>
        condition is null || Condition.Passes(condition.Judge(new Figures(plan, timetable, run, today)));
}
