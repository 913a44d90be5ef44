using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Server.Features.Gates;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>A gate as the unit's desk shows it.</summary>
/// <param name="Key">Its identity.</param>
/// <param name="Title">Its title.</param>
/// <param name="Guidance">What it is about.</param>
/// <param name="Basis">Where the rule comes from.</param>
/// <param name="Status">closed, asked, returned or passed.</param>
/// <param name="Open">Whether it can be worked towards now.</param>
/// <param name="Due">By when it should be passed.</param>
/// <param name="DaysLeft">Until then.</param>
/// <param name="Overdue">Whether it counts as late; never while it waits for the superior.</param>
/// <param name="Asking">How often it was asked for; a decision names the asking it saw.</param>
/// <param name="PassedOn">When it was passed.</param>
/// <param name="Approvals">The rows of approvals.</param>
/// <param name="WaitingOn">Whom it waits for; null: nobody.</param>
/// <param name="Allows">What beside giving and returning the template allows: onCondition, override.</param>
/// <param name="Reopens">What is opened again on return, unless the approver says otherwise.</param>
/// <param name="Flagged">Metrics that would now fail although it was passed; the superior keeps or reopens.</param>
/// <param name="Carried">What was carried over on condition.</param>
/// <param name="Report">What is missing, and who has to do what; null before it opens.</param>
internal sealed record GateView(
    string Key, string Title, string? Guidance, IReadOnlyList<BasisView> Basis, string Status, bool Open, DateOnly? Due, int? DaysLeft, bool Overdue,
    int Asking, DateOnly? PassedOn, IReadOnlyList<ApprovalView> Approvals, WhoView? WaitingOn, IReadOnlyList<DecisionWord> Allows,
    IReadOnlyList<string> Reopens, IReadOnlyList<string> Flagged, IReadOnlyList<Carried> Carried, GateReportView? Report)
{
    public static GateView Of(RunReading reading, PlanGate gate)
    {
        var run = reading.State;
        var state = run.Activities[gate.Index];
        var gateState = run.Gates[gate.Index] ?? new GateState();
        var open = state.Status == ActivityStatus.Open;
        var asked = gateState.Status == GateStatus.Asked;
        var approvals = ApprovalView.AllOf(reading, gate);
        return new(
            gate.Key!, gate.Title.Said(), gate.Guidance?.Said(), BasisView.AllOf(gate.Basis), StatusWord.Of(reading.Plan, run, gate.Index), open,
            state.Due, open ? reading.DaysLeft(state.Due) : null, reading.IsOverdue(gate, open), state.Asked, state.Done, approvals,
            asked ? approvals.FirstOrDefault(a => a.Standing == ApprovalStanding.Awaited)?.Who : null, AllowedBy(gate),
            [.. gate.Reopens.Select(index => reading.Plan.Activities[index].Key!)], gateState.Flagged, gateState.Carried,
            open ? ReportOf(reading, gate, state.Asked) : null);
    }

    private static IReadOnlyList<DecisionWord> AllowedBy(PlanGate gate) =>
        [.. gate.AllowsCondition ? [DecisionWord.OnCondition] : (DecisionWord[])[], .. gate.AllowsOverride ? [DecisionWord.Override] : (DecisionWord[])[]];

    private static GateReportView ReportOf(RunReading reading, PlanGate gate, int asking) => GateReportView.Of(
        reading.Plan, reading.State, GateReports.Of(reading.Plan, reading.Timetable, reading.State, gate, reading.Today), asking, frozen: false, reading.Today);
}
