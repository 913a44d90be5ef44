using PhaseEngine.Core.Gates;

namespace PhaseEngine.Core.Engine;

/// <summary>Gates: closed → asked → returned | passed, and what may follow a pass (semantics 1 and 5).</summary>
internal sealed partial class RunStep
{
    public Problem? Ask(GateAsked input)
    {
        if (plan.Gate(input.Key) is not { } gate) return Refusals.NoSuch(input.Key);
        if (run.Activities[gate.Index].Status != ActivityStatus.Open) return Refusals.GateNotOpen(input.Key);
        if (gate.Approvals.Length == 0) return Refusals.GatePassesItself(input.Key);
        if (StateOf(gate).Status == GateStatus.Asked) return Refusals.GateAlreadyAsked(input.Key);

        var report = GateReports.Of(plan, timetable, run, gate, today);
        var passableAllTheSame = input.Despite && (gate.AllowsCondition || gate.AllowsOverride);
        if (!report.ConditionsMet && !passableAllTheSame) return Refusals.ConditionsUnmet(report);

        Make(new Asked(input.Key, input.By, today, report));
        TellTurns(gate, alreadyTold: []);
        return null;
    }

    public Problem? Withdraw(GateWithdrawn input)
    {
        if (plan.Gate(input.Key) is not { } gate) return Refusals.NoSuch(input.Key);
        if (StateOf(gate).Status != GateStatus.Asked) return Refusals.GateNotAsked(input.Key);

        Make(new Withdrawn(input.Key));
        return null;
    }

    public Problem? Reopen(GateReopened input)
    {
        if (string.IsNullOrWhiteSpace(input.Reason)) return Refusals.ReasonMissing(input.Gate);
        if (plan.Gate(input.Gate) is not { } gate) return Refusals.NoSuch(input.Gate);
        if (StateOf(gate).Status != GateStatus.Passed) return Refusals.GateNotPassed(input.Gate);
        if (input.Requirements.FirstOrDefault(key => plan.Requirement(key) is not { Standing: false }) is { } unknown)
            return Refusals.NoSuch(unknown);

        var requirements = input.Requirements.Distinct().Select(key => plan.Requirement(key)!).Where(NeedsNewRound).ToList();
        if (requirements.Count == 0) return Refusals.NothingToReopen(input.Gate);

        Make(new Reopened(input.Gate, input.By, input.Reason));
        foreach (var requirement in requirements) NewRound(requirement, input.Due);
        return null;
    }

    public Problem? Keep(GateKept input)
    {
        if (string.IsNullOrWhiteSpace(input.Reason)) return Refusals.ReasonMissing(input.Gate);
        if (plan.Gate(input.Gate) is not { } gate) return Refusals.NoSuch(input.Gate);
        if (StateOf(gate).Flagged.Count == 0) return Refusals.GateNotFlagged(input.Gate);

        Make(new Kept(input.Gate, input.By, input.Reason));
        return null;
    }

    private Problem? DecideGate(PlanGate gate, Decided input)
    {
        var state = StateOf(gate);
        if (state.Status != GateStatus.Asked) return Refusals.GateNotAsked(input.Key);
        if (RefuseAnswer(gate, gate.Approvals, input) is { } refusal) return refusal;
        if (input.By == state.AskedBy) return Refusals.OwnRequest(input.Key);

        var last = input.Row == gate.Approvals.Length - 1;
        return input.Word switch
        {
            DecisionWord.Return => ReturnGate(gate, input),
            DecisionWord.Give when !last => Answer(gate, input),
            DecisionWord.Give when state.ConditionsMet => PassGate(gate, input, PassedBy.Approval),
            DecisionWord.Give => Refusals.ConditionsUnmet(GateReports.Of(plan, timetable, run, gate, today)),
            DecisionWord.OnCondition when last && gate.AllowsCondition => PassGate(gate, input, PassedBy.OnCondition),
            DecisionWord.Override when last && gate.AllowsOverride => PassGate(gate, input, PassedBy.Override),
            _ => Refusals.NotAllowed(input.Key, input.Word),
        };
    }

    private Problem? PassGate(PlanGate gate, Decided input, PassedBy how)
    {
        // What the approver saw, not what has come since: the report is frozen while asked.
        var state = StateOf(gate);
        IReadOnlyList<Carried> carried = [];
        if (how == PassedBy.OnCondition)
        {
            if (input.Due is not { } due || input.Responsible is not { } responsible) return Refusals.ConditionIncomplete(input.Key);
            if (state.MissingTwice.Count > 0) return Refusals.CarriedTwice(input.Key, state.MissingTwice);
            carried = [.. state.Missing.Select(metric => new Carried(metric, due, responsible))];
        }

        MakeAnswered(gate, input);
        Make(new GatePassed(input.Key, today, how, input.By, input.Reason, state.Missing, carried));
        foreach (var activity in plan.Activities)
        {
            // The windows of what stands go on as they are.
            if (activity is PlanRequirement { Standing: false } && run.Activities[activity.Index].RoundStatus == RoundStatus.Open
                && GateReports.Carries(gate, run, activity.Index))
                Make(new DueMoved(activity.Key!, carried[0].Due, input.Reason!)); // passing on condition without reason was refused
        }

        LeavePassed(gate);
        return null;
    }

    /// <summary>Whether a gate was passed on condition of something that a requirement has yet to show.</summary>
    private bool IsCarried(PlanRequirement requirement) =>
        Array.Exists(plan.Activities, activity => activity is PlanGate gate && GateReports.Carries(gate, run, requirement.Index));

    /// <summary>Whether a gate passed on condition still waits for something that a requirement shows.</summary>
    private bool IsOwed(PlanRequirement requirement)
    {
        var figures = new Figures(plan, timetable, run, today);
        foreach (var activity in plan.Activities)
        {
            if (activity is PlanGate gate && GateReports.Carries(gate, run, requirement.Index) && !GateReports.CarriedAreMet(gate, figures)) return true;
        }

        return false;
    }

    private Problem? ReturnGate(PlanGate gate, Decided input)
    {
        if (input.Reopens?.FirstOrDefault(key => plan.Requirement(key) is not { Standing: false }) is { } unknown) return Refusals.NoSuch(unknown);

        Make(new Returned(input.Key, input.Row, input.By, today, input.Reason!, input.Due)); // a return without reason was refused
        foreach (var index in input.Reopens?.Select(plan.IndexOf) ?? gate.Reopens)
        {
            if (plan.Activities[index] is PlanRequirement requirement && NeedsNewRound(requirement)) NewRound(requirement, input.Due);
        }

        if (gate.ReturnedConnected) Make(new Left(input.Key, Outcome.Returned, today));
        Tell(gate, run.Activities[gate.Index].Asked, "returned", "secretary");
        return null;
    }

    /// <summary>What is still being worked on needs no new round; what was waived, not asked or not reached cannot have one.</summary>
    private bool NeedsNewRound(PlanRequirement requirement) => !requirement.Standing
        && run.Activities[requirement.Index].RoundStatus is RoundStatus.Met or RoundStatus.Over;

    private void NewRound(PlanRequirement requirement, DateOnly? due) => OpenRound(requirement, DueOfRework(requirement, due));

    /// <summary>Opens the next round of a requirement; after the first, what is not kept starts again at nought.</summary>
    private void OpenRound(PlanRequirement requirement, DateOnly? due)
    {
        Make(new RoundOpened(requirement.Key!, run.Activities[requirement.Index].Round + 1, today, due));
        if (run.Activities[requirement.Index].Round > 1) Make(Counting.NewRound(requirement, run));
    }

    private bool PassByItself(PlanGate gate)
    {
        if (gate.Approvals.Length > 0 || !GateReports.Passes(plan, timetable, run, gate, today)) return false;

        Make(new GatePassed(gate.Key!, today, PassedBy.Itself, null, null, [], []));
        LeavePassed(gate);
        return true;
    }

    private void LeavePassed(PlanGate gate)
    {
        Make(new Left(gate.Key!, Outcome.Passed, today));
        Tell(gate, run.Activities[gate.Index].Asked, "passed", "secretary");
    }

    /// <summary>Evidence behind a passed gate may have been superseded since; the superior then keeps or reopens (semantics 5).</summary>
    private void FlagPassedGates()
    {
        foreach (var activity in plan.Activities)
        {
            if (activity is not PlanGate gate || run.Gates[gate.Index] is not { Status: GateStatus.Passed } state) continue;

            var failing = GateReports.Failing(plan, timetable, run, gate);
            if (failing.SequenceEqual(state.Flagged)) continue;

            Make(new Flagged(gate.Key!, failing));
            if (failing.Count > 0) Tell(gate, run.Gates[gate.Index]!.Flaggings, $"flagged:{string.Join('+', failing)}", "supervisor");
        }
    }

    private GateState StateOf(PlanGate gate) => run.Gates[gate.Index] ?? new GateState();
}
