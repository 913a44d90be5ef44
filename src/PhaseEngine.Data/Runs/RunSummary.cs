using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Model;

namespace PhaseEngine.Data.Runs;

/// <summary>What lists and funnels show of a run, kept in columns of its row; see <see cref="Run"/>.</summary>
public sealed record RunSummary(
    string Status, string? Phase, string? Gate, string? GateWord, DateOnly? AskedOn, string? Awaits, DateOnly? AnswerBy, DateOnly? DueOn, int OpenCount)
{
    public static RunSummary Of(Plan plan, Timetable timetable, RunState run)
    {
        string? phases = null;
        PlanGate? gate = null;
        string? awaits = null;
        DateOnly? answerBy = null;
        DateOnly? due = null;
        var open = 0;
        foreach (var activity in plan.Activities)
        {
            ref readonly var state = ref run.Activities[activity.Index];
            if (state.Awaiting is not null)
            {
                awaits = awaits is null ? activity.Key : $"{awaits} {activity.Key}";
                if (AnswerByOf(activity, run, timetable) is { } answer && (answerBy is null || answer < answerBy)) answerBy = answer;
            }

            switch (activity)
            {
                case PlanPhase when state is { Status: ActivityStatus.Open, Entered: not null }:
                    phases = phases is null ? activity.Key : $"{phases} {activity.Key}";
                    break;
                case PlanGate candidate when state.Status == ActivityStatus.Open:
                    if (gate is null || (StatusOf(run, gate) != GateStatus.Asked && StatusOf(run, candidate) == GateStatus.Asked)) gate = candidate;
                    break;
                case PlanRequirement requirement when state.RoundStatus == RoundStatus.Open:
                    open++;
                    if (Lateness.LastDayInTime(plan, run, requirement) is { } day && (due is null || day < due)) due = day;
                    break;
            }
        }

        var asked = gate is not null && StatusOf(run, gate) == GateStatus.Asked;
        return new RunSummary(
            Word.Of(run.Status), phases, gate?.Key, gate is null ? null : Word.Of(StatusOf(run, gate)),
            asked ? run.Activities[gate!.Index].Handed : null, awaits, answerBy, due, open);
    }

    private static GateStatus StatusOf(RunState run, PlanGate gate) => run.Gates[gate.Index]?.Status ?? GateStatus.Closed;

    private static DateOnly? AnswerByOf(PlanActivity activity, RunState run, Timetable timetable)
    {
        DateOnly? first = null;
        foreach (var turn in Approvals.Turns(activity, run, timetable.Calendar, DateOnly.MaxValue))
        {
            if (turn.AnswerBy is { } day && (first is null || day < first)) first = day;
        }

        return first;
    }
}
