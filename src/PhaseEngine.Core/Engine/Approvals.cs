using PhaseEngine.Core.Calendars;

namespace PhaseEngine.Core.Engine;

/// <summary>A row of approvals whose turn it is.</summary>
/// <param name="Row">Its place among the rows.</param>
/// <param name="Approval">Who does what.</param>
/// <param name="Since">The day it came to its approver.</param>
/// <param name="AnswerBy">By when they should answer (S.52); null = no date.</param>
/// <param name="Lapsed">It came to them because advice before it was not given in time.</param>
public readonly record struct Turn(int Row, ApprovalRow Approval, DateOnly Since, DateOnly? AnswerBy, bool Lapsed);

/// <summary>
/// Who is waited for at a gate, or at a requirement with approvals of its own. Rows go in order; but a receipt holds nothing up
/// (S.14), and neither does advice without a date or past it, since it decides nothing (S.39).
/// </summary>
public static class Approvals
{
    /// <summary>The rows of approvals of a gate, or of a requirement as it stands for this unit; none of anything else.</summary>
    /// <param name="activity">An activity of the plan.</param>
    /// <param name="run">The run.</param>
    public static ApprovalRow[] RowsOf(PlanActivity activity, RunState run) => activity switch
    {
        PlanGate gate => gate.Approvals,
        PlanRequirement requirement => requirement.For(run.Unit).Approvals,
        _ => [],
    };

    /// <summary>The rows whose turn it is on a day; none when nobody is waited for.</summary>
    /// <param name="activity">A gate or requirement.</param>
    /// <param name="run">The run.</param>
    /// <param name="calendar">Working days.</param>
    /// <param name="day">The day; one far off also gives the rows whose turn will come by advice running late.</param>
    public static IEnumerable<Turn> Turns(PlanActivity activity, RunState run, WorkingCalendar calendar, DateOnly day)
    {
        var state = run.Activities[activity.Index];
        if (state.Awaiting is not { } since) yield break;

        var rows = RowsOf(activity, run);
        var lapsed = false;
        for (var row = 0; row < rows.Length; row++)
        {
            if (!IsLeft(rows, state.Answered, row)) continue;

            var answerBy = rows[row].Within?.After(since, calendar);
            yield return new Turn(row, rows[row], since, answerBy, lapsed);
            if (rows[row].Act == ApprovalAct.File || rows[row].Act == ApprovalAct.Advise && answerBy is null) continue;
            if (rows[row].Act != ApprovalAct.Advise || answerBy >= day) yield break;

            since = answerBy!.Value.AddDays(1);
            lapsed = true;
        }
    }

    /// <summary>Whether anybody may still answer.</summary>
    internal static bool AnyLeft(ApprovalRow[] rows, uint answered)
    {
        for (var row = 0; row < rows.Length; row++)
        {
            if (IsLeft(rows, answered, row)) return true;
        }

        return false;
    }

    /// <summary>A row not answered; advice comes too late once a later row was.</summary>
    private static bool IsLeft(ApprovalRow[] rows, uint answered, int row) =>
        (answered >> row & 1) == 0 && (rows[row].Act != ApprovalAct.Advise || answered >> row == 0);
}
