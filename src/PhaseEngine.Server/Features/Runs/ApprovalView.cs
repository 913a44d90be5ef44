using PhaseEngine.Core.Engine;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Runs;

public enum ApprovalStanding
{
    /// <summary>Not its turn.</summary>
    Ahead,

    /// <summary>Waited for.</summary>
    Awaited,

    /// <summary>Given in this asking or round.</summary>
    Given,
}

/// <summary>One row of approvals as it stands.</summary>
/// <param name="Row">From 0.</param>
/// <param name="Title">For people.</param>
/// <param name="Act">What the approver does.</param>
/// <param name="Who">Who is meant.</param>
/// <param name="Standing">Whether it is given, awaited or still ahead.</param>
/// <param name="Since">The day it came to the approver, while awaited.</param>
/// <param name="AnswerBy">The answer-by date, while awaited (S.52).</param>
/// <param name="Late">Whether that has passed; reminders go upwards, nothing is ever approved by it.</param>
/// <param name="Mine">Whether the reader may answer it.</param>
internal sealed record ApprovalView(
    int Row, string Title, ApprovalAct Act, WhoView Who, ApprovalStanding Standing, DateOnly? Since, DateOnly? AnswerBy, bool Late, bool Mine)
{
    public static IReadOnlyList<ApprovalView> AllOf(RunReading reading, PlanActivity activity)
    {
        var turns = reading.Turns(activity).ToDictionary(turn => turn.Row);
        var answered = reading.State.Activities[activity.Index].Answered;
        return
        [
            .. Approvals.RowsOf(activity, reading.State).Select((row, number) => Of(
                reading, row, number, turns.TryGetValue(number, out var turn) ? turn : null, given: (answered >> number & 1) == 1)),
        ];
    }

    /// <summary>Whether it keeps the unit waiting: receipts and advice do not.</summary>
    public bool HoldsUp => Standing == ApprovalStanding.Awaited && Act is ApprovalAct.Review or ApprovalAct.Approve;

    private static ApprovalView Of(RunReading reading, ApprovalRow row, int number, Turn? turn, bool given)
    {
        var standing = given ? ApprovalStanding.Given : turn is null ? ApprovalStanding.Ahead : ApprovalStanding.Awaited;
        var act = char.ToLowerInvariant(row.Act.ToString()[0]) + row.Act.ToString()[1..];
        return new(
            number, row.Title?.Said() ?? Phrases.Say($"runs.act.{act}"), row.Act, reading.Who(row.Role), standing, turn?.Since, turn?.AnswerBy,
            turn?.AnswerBy < reading.Today, turn is not null && reading.ActsAs(row.Role));
    }
}
