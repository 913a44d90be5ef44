using PhaseEngine.Core.Gates;

namespace PhaseEngine.Core.Engine;

/// <summary>Gates: closed → asked → returned | passed (semantics 1 and 5), and the approvals a requirement has of its own.</summary>
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
        Tell(gate, StateOf(gate).Asked, "asked", gate.Approvals[0].Role);
        return null;
    }

    public Problem? Withdraw(GateWithdrawn input)
    {
        if (plan.Gate(input.Key) is not { } gate) return Refusals.NoSuch(input.Key);
        if (StateOf(gate).Status != GateStatus.Asked) return Refusals.GateNotAsked(input.Key);

        Make(new Withdrawn(input.Key));
        return null;
    }

    public Problem? Decide(Decided input) => plan.IndexOf(input.Key) is >= 0 and var index
        ? plan.Activities[index] switch
        {
            PlanGate gate => DecideGate(gate, input),
            PlanRequirement requirement => DecideRequirement(requirement, input),
            _ => Refusals.NoSuch(input.Key),
        }
        : Refusals.NoSuch(input.Key);

    public Problem? Reopen(GateReopened input)
    {
        if (string.IsNullOrWhiteSpace(input.Reason)) return Refusals.ReasonMissing(input.Gate);
        if (plan.Gate(input.Gate) is not { } gate) return Refusals.NoSuch(input.Gate);
        if (StateOf(gate).Status != GateStatus.Passed) return Refusals.GateNotPassed(input.Gate);

        foreach (var key in input.Requirements)
        {
            if (plan.Requirement(key) is not { Standing: false } requirement) return Refusals.NoSuch(key);
            NewRound(requirement, input.Due);
        }

        Make(new Flagged(input.Gate, []));
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
        if (input.Asking != state.Asked) return Refusals.ReportChanged(input.Key, input.Asking, state.Asked);
        if (input.By == state.AskedBy) return Refusals.OwnRequest(input.Key);
        if (RefuseRow(gate, gate.Approvals, input) is { } refusal) return refusal;

        var last = input.Row == gate.Approvals.Length - 1;
        return input.Word switch
        {
            DecisionWord.Return => ReturnGate(gate, input),
            DecisionWord.Give when !last => Answer(gate, input, gate.Approvals),
            DecisionWord.Give when state.ConditionsMet => PassGate(gate, input, PassedBy.Approval),
            DecisionWord.Give => Refusals.ConditionsUnmet(GateReports.Of(plan, timetable, run, gate, today)),
            DecisionWord.OnCondition when last && gate.AllowsCondition => PassGate(gate, input, PassedBy.OnCondition),
            DecisionWord.Override when last && gate.AllowsOverride => PassGate(gate, input, PassedBy.Override),
            _ => Refusals.NotAllowed(input.Key, input.Word),
        };
    }

    private Problem? DecideRequirement(PlanRequirement requirement, Decided input)
    {
        ref readonly var state = ref run.Activities[requirement.Index];
        var rows = requirement.For(run.Unit).Approvals;
        if (state.Awaiting is null) return Refusals.NotAwaited(input.Key, input.Row);
        if (input.Asking != state.Round) return Refusals.ReportChanged(input.Key, input.Asking, state.Round);
        if (RefuseRow(requirement, rows, input) is { } refusal) return refusal;
        if (input.Word is DecisionWord.OnCondition or DecisionWord.Override) return Refusals.NotAllowed(input.Key, input.Word);
        if (input.Word == DecisionWord.Give) return Answer(requirement, input, rows);

        Make(new Returned(input.Key, input.Row, input.By, today, input.Reason!));
        Tell(requirement, state.Round, $"returned#{run.Counters[requirement.Slot(0, 0)]}", requirement.For(run.Unit).Owner);
        return null;
    }

    /// <summary>What is wrong with answering this row in this way, if anything.</summary>
    private Problem? RefuseRow(PlanActivity activity, ApprovalRow[] rows, Decided input)
    {
        if (input.Row < 0 || input.Row >= rows.Length || !IsRowsTurn(activity, rows, input.Row))
            return Refusals.NotAwaited(input.Key, input.Row);
        if (input.Word == DecisionWord.Return && rows[input.Row].Act is ApprovalAct.Advise or ApprovalAct.File)
            return Refusals.CannotReturn(input.Key, input.Row);
        return input.Word != DecisionWord.Give && string.IsNullOrWhiteSpace(input.Reason) ? Refusals.ReasonMissing(input.Key) : null;
    }

    /// <summary>Rows go in order; but advice that is late keeps nobody waiting, since it decides nothing (S.39).</summary>
    private bool IsRowsTurn(PlanActivity activity, ApprovalRow[] rows, int row)
    {
        ref readonly var state = ref run.Activities[activity.Index];
        if (row < state.Approved || state.Awaiting is not { } since) return false;
        for (var before = state.Approved; before < row; before++)
        {
            var late = rows[before].Within is not { } within || within.After(since, timetable.Calendar) < today;
            if (rows[before].Act != ApprovalAct.Advise || !late) return false;
        }

        return true;
    }

    private Problem? Answer(PlanActivity activity, Decided input, ApprovalRow[] rows)
    {
        Make(new Answered(input.Key, input.Row, input.By, today, input.Reason));
        if (input.Row + 1 < rows.Length) Tell(activity, input.Asking, $"asked:{input.Row + 1}", rows[input.Row + 1].Role);
        return null;
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

        Make(new Answered(input.Key, input.Row, input.By, today, input.Reason));
        LeavePassed(gate, new GatePassed(input.Key, today, how, input.By, input.Reason, state.Missing, carried));
        return null;
    }

    private Problem? ReturnGate(PlanGate gate, Decided input)
    {
        var reopens = input.Reopens?.Select(key => plan.Requirement(key)).ToList()
            ?? [.. gate.Reopens.Select(index => (PlanRequirement?)plan.Activities[index])];
        if (reopens.Any(requirement => requirement is null or { Standing: true }))
            return Refusals.NoSuch(input.Reopens!.First(key => plan.Requirement(key) is null or { Standing: true }));

        Make(new Returned(input.Key, input.Row, input.By, today, input.Reason!));
        foreach (var requirement in reopens) NewRound(requirement!, input.Due);
        if (gate.ReturnedConnected) Make(new Left(input.Key, Outcome.Returned, today));
        Tell(gate, StateOf(gate).Asked, "returned", "secretary");
        return null;
    }

    /// <summary>A requirement still being worked on needs no new round.</summary>
    private void NewRound(PlanRequirement requirement, DateOnly? due)
    {
        ref readonly var state = ref run.Activities[requirement.Index];
        if (state.RoundStatus == RoundStatus.Met || state is { Status: ActivityStatus.Ended, RoundStatus: RoundStatus.Open })
            Make(new RoundOpened(requirement.Key!, state.Round + 1, today, due));
    }

    private bool PassByItself(PlanGate gate)
    {
        if (gate.Approvals.Length > 0 || !GateReports.Passes(plan, timetable, run, gate, today)) return false;

        LeavePassed(gate, new GatePassed(gate.Key!, today, PassedBy.Itself, null, null, [], []));
        return true;
    }

    private void LeavePassed(PlanGate gate, GatePassed passed)
    {
        Make(passed);
        Make(new Left(gate.Key!, Outcome.Passed, today));
        Tell(gate, StateOf(gate).Asked, "passed", "secretary");
    }

    /// <summary>Evidence behind a passed gate may have been superseded since; the superior then keeps or reopens (semantics 5).</summary>
    private void FlagPassedGates()
    {
        foreach (var activity in plan.Activities)
        {
            if (activity is not PlanGate gate || run.Gates[gate.Index] is not { Status: GateStatus.Passed } state) continue;

            var failing = GateReports.Failing(gate, state, run, new Figures(plan, timetable, run, today));
            if (failing.SequenceEqual(state.Flagged)) continue;

            Make(new Flagged(gate.Key!, failing));
            if (failing.Count > 0) Tell(gate, state.Asked, $"flagged:{string.Join('+', failing)}", "supervisor");
        }
    }

    private GateState StateOf(PlanGate gate) => run.Gates[gate.Index] ?? new GateState();
}
