using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Gates;

/// <summary>The metric <c>status</c> of requirements, gates and phases, as conditions and people see it.</summary>
public static class StatusWord
{
    /// <summary>Words for a requirement.</summary>
    public static readonly IReadOnlyList<string> OfRequirement = ["waiting", "open", "done", "reopened", "waived", "notAsked"];

    /// <summary>Words for a gate.</summary>
    public static readonly IReadOnlyList<string> OfGate = ["closed", "asked", "returned", "passed"];

    /// <summary>Words for a phase.</summary>
    public static readonly IReadOnlyList<string> OfPhase = ["waiting", "open", "done", "skipped"];

    /// <summary>The status of an activity of a run.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="run">The run.</param>
    /// <param name="activity">The activity's index.</param>
    public static string Of(Plan plan, RunState run, int activity)
    {
        ref readonly var state = ref run.Activities[activity];
        return plan.Activities[activity] switch
        {
            PlanRequirement requirement => state.RoundStatus switch
            {
                RoundStatus.Waiting => "waiting",
                RoundStatus.Open => run.IsReopened(activity) ? "reopened" : "open",
                RoundStatus.Met => "done",
                RoundStatus.Waived => "waived",
                RoundStatus.Over => requirement.Standing ? "done" : "open",
                _ => "notAsked",
            },
            PlanGate => (run.Gates[activity]?.Status ?? GateStatus.Closed) switch
            {
                GateStatus.Asked => "asked",
                GateStatus.Returned => "returned",
                GateStatus.Passed => "passed",
                _ => "closed",
            },
            _ => state.Status switch
            {
                ActivityStatus.Idle => "waiting",
                ActivityStatus.Open => state.Entered is null ? "waiting" : "open",
                ActivityStatus.Skipped => "skipped",
                _ => "done",
            },
        };
    }
}
