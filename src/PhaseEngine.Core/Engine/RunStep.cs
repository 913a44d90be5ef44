using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Engine;

/// <summary>
/// One step in the making: a copy of the state, changed only by the facts it collects. This part takes the inputs about
/// requirements; <c>RunStep.Gates.cs</c> those about gates and approvals, <c>RunStep.Flow.cs</c> settles the flow,
/// <c>RunStep.Time.cs</c> follows the clock.
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
        if (!input.Supersedes && RefuseRecord(requirement) is { } refusal) return refusal;

        var recalled = input.Counts < 0 && LiesBeforeApprovers(requirement, input.Evidence);
        if (recalled) Make(new Withdrawn(input.Key));

        if (requirement.Standing) RecordInWindow(requirement, input);
        else Make(Counting.Record(requirement, run, input, input.Counts, recalled));

        // A version of a document goes to those who review it; of one not reached yet, as soon as it is.
        if (input.Counts > 0 && run.Activities[requirement.Index].RoundStatus is RoundStatus.Open or RoundStatus.Met) LayBefore(requirement);
        return null;
    }

    public Problem? ChangeRoster(RosterChanged input)
    {
        if (input.Counted.Keys.FirstOrDefault(key => plan.Requirement(key) is null) is { } unknown) return Refusals.NoSuch(unknown);

        // What is over keeps the members of its own day (semantics 6).
        var asked = RosterTally.Asked(plan, input.Unit).Where(entry => run.StillAsks(plan, plan.Requirement(entry.Key)!));
        Make(new RosterSet(input.Unit, asked.ToDictionary(entry => entry.Key, entry => entry.Value)));
        CountStillAsked(input.Counted);
        return null;
    }

    public Problem? Waive(RequirementWaived input)
    {
        if (string.IsNullOrWhiteSpace(input.Reason)) return Refusals.ReasonMissing(input.Key);
        if (plan.Requirement(input.Key) is not { } requirement) return Refusals.NoSuch(input.Key);
        if (requirement.Standing) return Refusals.RequirementStanding(input.Key);
        if (run.Activities[requirement.Index].RoundStatus is not (RoundStatus.Waiting or RoundStatus.Open or RoundStatus.Over))
            return Refusals.RequirementClosed(input.Key);

        Make(new RoundClosed(input.Key, RoundStatus.Waived, today, input.Reason, input.By));
        return null;
    }

    public Problem? ChangeDue(DueChanged input)
    {
        if (string.IsNullOrWhiteSpace(input.Reason)) return Refusals.ReasonMissing(input.Key);
        if (plan.IndexOf(input.Key) is not (>= 0 and var index)) return Refusals.NoSuch(input.Key);

        var activity = plan.Activities[index];
        if (activity is PlanRequirement { Standing: true }) return Refusals.RequirementStanding(input.Key);
        if (!HasDateToMove(activity)) return Refusals.RequirementClosed(input.Key);
        if (!input.Earlier && run.Activities[index].Due is { } due && input.Due <= due) return Refusals.NotLater(input.Key, due);

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
        if (input.Status == RunStatus.Finished) return Refusals.StatusNotOrdered(input.Status);
        if (input.Status == run.Status) return null;

        Make(new StatusChanged(input.Status, input.Reason));
        // Nobody could meet while the run was held.
        if (input.Status == RunStatus.Active) TurnWindows(excused: true);
        return null;
    }

    /// <summary>A record may come early, while the flow goes on even after the requirement is met, in a later round, and while a gate passed on condition waits for it.</summary>
    private Problem? RefuseRecord(PlanRequirement requirement)
    {
        if (run.Activities[requirement.Index].RoundStatus is RoundStatus.NotAsked or RoundStatus.Waived || run.IsSkipped(plan, requirement))
            return Refusals.NotAsked(requirement.Key!);
        return run.Activities[requirement.Index].RoundStatus == RoundStatus.Open || run.IsAhead(plan.Flows[requirement.Flow]) || IsOwed(requirement)
            ? null
            : Refusals.RequirementClosed(requirement.Key!);
    }

    /// <summary>One record is one of its window's, which may be over: then it makes up what was missed, or takes back what was held.</summary>
    private void RecordInWindow(PlanRequirement requirement, EvidenceRecorded input)
    {
        ref readonly var state = ref run.Activities[requirement.Index];
        var window = state.Round == 0 ? 0 : WindowOf(requirement, input.On);
        Make(Counting.Record(requirement, run, input, window == state.Round ? input.Counts : 0));
        if (window == state.Round || input.Counts == 0) return;

        foreach (var past in run.Windows.GetValueOrDefault(input.Key) ?? [])
        {
            if (past.Number == window && past.Records is { } before) Recount(requirement, past, before, Math.Max(0, before + input.Counts));
        }
    }

    private void CountStillAsked(IReadOnlyDictionary<string, IReadOnlyList<long>> counted)
    {
        foreach (var (key, by) in counted.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var requirement = plan.Requirement(key)!;
            if (run.StillAsks(plan, requirement)) Make(Counting.Roster(requirement, by));
        }
    }

    private void Recount(PlanRequirement requirement, PastWindow window, int before, int records)
    {
        Make(new WindowRecounted(requirement.Key!, window.Number, records));
        Make(Counting.Missed(requirement, run, (records == 0 ? 1 : 0) - (before == 0 ? 1 : 0)));
    }

    /// <summary>What is open, and what is still to come: a date moved for all units holds for those, too, who have not got there.</summary>
    private bool HasDateToMove(PlanActivity activity)
    {
        ref readonly var state = ref run.Activities[activity.Index];
        if (state.Status == ActivityStatus.Open || state.RoundStatus == RoundStatus.Open) return true;

        return state.Status == ActivityStatus.Idle && state.RoundStatus == RoundStatus.Waiting && run.IsAhead(plan.Flows[activity.Flow]);
    }

    private void Make(Fact? fact)
    {
        if (fact is null) return;

        Facts.Apply(plan, run, fact);
        facts.Add(fact);
    }

    /// <summary>Tells people, unless the run is closed: nobody could act on it.</summary>
    private void Tell(PlanActivity about, int round, string stage, params string[] to)
    {
        if (run.Status != RunStatus.Closed) effects.Add(new Notify(about.Key!, round, stage, to, now));
    }

    private bool Passes(Condition? condition) =>
        condition is null || Condition.Passes(condition.Judge(new Figures(plan, timetable, run, today)));
}
