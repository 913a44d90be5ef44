namespace PhaseEngine.Core.Engine;

/// <summary>Answers of approvers, at gates and at requirements with approvals of their own.</summary>
internal sealed partial class RunStep
{
    public Problem? Decide(Decided input) => plan.IndexOf(input.Key) is >= 0 and var index
        ? plan.Activities[index] switch
        {
            PlanGate gate => DecideGate(gate, input),
            PlanRequirement requirement => DecideRequirement(requirement, input),
            _ => Refusals.NoSuch(input.Key),
        }
        : Refusals.NoSuch(input.Key);

    private Problem? DecideRequirement(PlanRequirement requirement, Decided input)
    {
        if (RefuseAnswer(requirement, Approvals.RowsOf(requirement, run), input) is { } refusal) return refusal;
        if (input.Word is DecisionWord.OnCondition or DecisionWord.Override) return Refusals.NotAllowed(input.Key, input.Word);
        if (input.Word == DecisionWord.Give) return Answer(requirement, input);

        Make(new Returned(input.Key, input.Row, input.By, today, input.Reason!, input.Due)); // a return without reason was refused
        Make(Counting.Answer(requirement, run, input.Row, returned: true));
        Tell(requirement, run.Activities[requirement.Index].Asked, "returned", requirement.For(run.Unit).Owner);
        return null;
    }

    /// <summary>What is wrong with answering this row in this way, if anything.</summary>
    private Problem? RefuseAnswer(PlanActivity activity, ApprovalRow[] rows, Decided input)
    {
        var (asked, awaiting) = (run.Activities[activity.Index].Asked, run.Activities[activity.Index].Awaiting);
        if (awaiting is null) return Refusals.NotAwaited(input.Key, input.Row);
        if (input.Asking != asked) return Refusals.ReportChanged(input.Key, input.Asking, asked);
        if (!Turns(activity).Exists(turn => turn.Row == input.Row)) return Refusals.NotAwaited(input.Key, input.Row);
        if (input.Word == DecisionWord.Return && rows[input.Row].Act is ApprovalAct.Advise or ApprovalAct.File)
            return Refusals.CannotReturn(input.Key, input.Row);
        return input.Word != DecisionWord.Give && string.IsNullOrWhiteSpace(input.Reason) ? Refusals.ReasonMissing(input.Key) : null;
    }

    private Problem? Answer(PlanActivity activity, Decided input)
    {
        var before = Turns(activity).ConvertAll(turn => turn.Row);
        MakeAnswered(activity, input);
        if (activity is PlanRequirement requirement) Make(Counting.Answer(requirement, run, input.Row, returned: false));
        TellTurns(activity, alreadyTold: before);
        return null;
    }

    private void MakeAnswered(PlanActivity activity, Decided input)
    {
        var (rows, answered) = (Approvals.RowsOf(activity, run), run.Activities[activity.Index].Answered | (1u << input.Row));
        DateOnly? awaiting = Approvals.AnyLeft(rows, answered) ? AwaitingBehind(activity, rows, input.Row) : null;
        Make(new Answered(input.Key, input.Row, input.By, today, input.Reason, awaiting));
    }

    /// <summary>Since when the next is waited for after a row's answer: a receipt, or advice that held nobody up, puts off nobody's date (S.52).</summary>
    private DateOnly AwaitingBehind(PlanActivity activity, ApprovalRow[] rows, int row)
    {
        if (rows[row].Act is ApprovalAct.Review or ApprovalAct.Approve) return today;

        foreach (var turn in Turns(activity))
        {
            if (turn.Row > row) return turn.Since;
        }

        return today;
    }

    /// <summary>Whether a record is the version that lies before the approvers, or that they have answered.</summary>
    private bool LiesBeforeApprovers(PlanRequirement requirement, Guid evidence)
    {
        ref readonly var state = ref run.Activities[requirement.Index];
        return state.Version == evidence && (state.Awaiting is not null || state.Answered != 0);
    }

    /// <summary>Lays a requirement before its approvers, where it has any: what they said to an earlier version counts no more.</summary>
    private void LayBefore(PlanRequirement requirement)
    {
        if (Approvals.RowsOf(requirement, run).Length == 0) return;

        Make(new Asked(requirement.Key!, null, today, null));
        TellTurns(requirement, alreadyTold: []);
    }

    private void TellTurns(PlanActivity activity, IReadOnlyList<int> alreadyTold)
    {
        foreach (var turn in Turns(activity))
        {
            if (!alreadyTold.Contains(turn.Row))
                Tell(activity, run.Activities[activity.Index].Asked, Reminders.AskedStage(turn.Row), turn.Approval.Role);
        }
    }

    private List<Turn> Turns(PlanActivity activity) => [.. Approvals.Turns(activity, run, timetable.Calendar, today)];
}
