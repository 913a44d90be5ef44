using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Engine;

/// <summary>Where a run stands as a whole.</summary>
public enum RunStatus : byte
{
    /// <summary>Under way.</summary>
    Active,

    /// <summary>Held by the campaign office; nothing is due, nothing is reminded.</summary>
    Suspended,

    /// <summary>Its root flow is over.</summary>
    Finished,

    /// <summary>Closed by the campaign office before it was over.</summary>
    Closed,
}

/// <summary>Where an activity stands in its flow (template-format §9).</summary>
public enum ActivityStatus : byte
{
    /// <summary>Not reached.</summary>
    Idle,

    /// <summary>Running.</summary>
    Open,

    /// <summary>Ended with an outcome.</summary>
    Done,

    /// <summary>No way led here.</summary>
    Skipped,

    /// <summary>Ended with its flow, without an outcome.</summary>
    Ended,
}

/// <summary>How the present round of a requirement stands. Rounds are evidence, not flow: a requirement done in its flow may be open in its second round.</summary>
public enum RoundStatus : byte
{
    /// <summary>Not opened yet.</summary>
    Waiting,

    /// <summary>To be worked on.</summary>
    Open,

    /// <summary>Met.</summary>
    Met,

    /// <summary>Waived by the superior.</summary>
    Waived,

    /// <summary>Not asked of this unit.</summary>
    NotAsked,

    /// <summary>Its flow ended while it was open: asked for no more. (One that a gate was passed on condition of stays open.)</summary>
    Over,
}

/// <summary>How a gate stands.</summary>
public enum GateStatus : byte
{
    /// <summary>Not asked for.</summary>
    Closed,

    /// <summary>Asked for; what it reads is frozen in the report.</summary>
    Asked,

    /// <summary>Returned; rework first.</summary>
    Returned,

    /// <summary>Passed.</summary>
    Passed,
}

/// <summary>The state of one activity in a run.</summary>
public record struct ActivityState
{
    /// <summary>Where it stands in its flow.</summary>
    public ActivityStatus Status { get; set; }

    /// <summary>With which outcome it ended.</summary>
    public Outcome Outcome { get; set; }

    /// <summary>The day it was opened, or a phase entered; null for a phase that waits for its <c>notBefore</c>.</summary>
    public DateOnly? Entered { get; set; }

    /// <summary>The day it is due, or a phase's planned end.</summary>
    public DateOnly? Due { get; set; }

    /// <summary>The day it ended, a round was met, or a gate passed.</summary>
    public DateOnly? Done { get; set; }

    /// <summary>How the present round stands.</summary>
    public RoundStatus RoundStatus { get; set; }

    /// <summary>The present round, from 1; of a standing requirement the window.</summary>
    public int Round { get; set; }

    /// <summary>Whether anything was recorded in the present round: a later round wants something done in it.</summary>
    public bool Worked { get; set; }

    /// <summary>
    /// How often a gate was asked for, or a requirement recorded: the number of the asking, or of the version, that a decision
    /// names as the one it saw.
    /// </summary>
    public int Asked { get; set; }

    /// <summary>The last version recorded of what has approvals: when it is taken back, nothing lies before the approvers.</summary>
    public Guid? Version { get; set; }

    /// <summary>The day it was last asked for; null when it was returned or withdrawn since. What comes later is the superior's time (S.52).</summary>
    public DateOnly? Handed { get; set; }

    /// <summary>The rows of approvals answered in this asking: bit <c>n</c> for row <c>n</c>.</summary>
    public uint Answered { get; set; }

    /// <summary>Since when an answer is waited for: the day of the asking, or of the answer that made it the next one's turn; null when nobody is waited for.</summary>
    public DateOnly? Awaiting { get; set; }
}

/// <summary>What a gate holds beside its <see cref="ActivityState"/>.</summary>
public sealed record GateState
{
    /// <summary>How it stands.</summary>
    public GateStatus Status { get; init; }

    /// <summary>Who asked last.</summary>
    public Guid? AskedBy { get; init; }

    /// <summary>Whether the conditions were met in the report of the last asking.</summary>
    public bool ConditionsMet { get; init; }

    /// <summary>The metrics not met in the report of the last asking.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Metrics not met in that report that an earlier gate had carried over already.</summary>
    public IReadOnlyList<string> MissingTwice { get; init; } = [];

    /// <summary>Metrics that were not met when the gate was passed, or that the superior has accepted since; they flag nothing.</summary>
    public IReadOnlyList<string> Accepted { get; init; } = [];

    /// <summary>Conditions passed on condition, to be met by a day (semantics 1).</summary>
    public IReadOnlyList<Carried> Carried { get; init; } = [];

    /// <summary>How often it was flagged: each time is told anew.</summary>
    public int Flaggings { get; init; }

    /// <summary>Metrics that would now fail although the gate was passed (semantics 5); the superior keeps or reopens.</summary>
    public IReadOnlyList<string> Flagged { get; init; } = [];

    /// <summary>When the rework of the last return is due; null when no date was given, or the gate was asked for since.</summary>
    public DateOnly? ReworkDue { get; init; }
}

/// <summary>A condition that was not met when its gate was passed on condition.</summary>
/// <param name="Metric">The leaf's metric.</param>
/// <param name="Due">By when it has to be met.</param>
/// <param name="Responsible">Who answers for it.</param>
public sealed record Carried(string Metric, DateOnly Due, Guid Responsible);

/// <summary>What subordinate units looked like when they were last counted (S.38).</summary>
/// <param name="Units">Subordinate units taking part.</param>
/// <param name="Satisfied">How many of them satisfy the leaf.</param>
/// <param name="At">When they were counted.</param>
public sealed record SubordinateCount(int Units, int Satisfied, DateTimeOffset At);

/// <summary>A window of a standing requirement that is over.</summary>
/// <param name="Number">Its number.</param>
/// <param name="To">Its last day; the next began the day after.</param>
/// <param name="Records">Records that count in it, none = it was missed; null: it ended while the run was suspended, and counts neither way.</param>
public readonly record struct PastWindow(int Number, DateOnly To, int? Records);

/// <summary>
/// Everything the engine knows about one unit in one campaign. Changed only by applying facts (<see cref="Fact"/>); a step works
/// on a copy.
/// </summary>
public sealed class RunState
{
    /// <summary>An untouched run of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="unit">The unit's facts.</param>
    public RunState(Plan plan, UnitFacts unit)
    {
        Unit = unit;
        Activities = new ActivityState[plan.Activities.Length];
        Counters = new long[plan.CounterCount];
        Gates = new GateState?[plan.Activities.Length];
        Subordinates = new SubordinateCount?[plan.SubordinateLeaves.Length];
        Windows = new Dictionary<string, IReadOnlyList<PastWindow>>(0);
    }

    private RunState(RunState other)
    {
        Status = other.Status;
        Unit = other.Unit;
        Activities = (ActivityState[])other.Activities.Clone();
        Counters = (long[])other.Counters.Clone();
        Gates = (GateState?[])other.Gates.Clone();
        Subordinates = (SubordinateCount?[])other.Subordinates.Clone();
        Windows = new Dictionary<string, IReadOnlyList<PastWindow>>(other.Windows);
    }

    /// <summary>Where the run stands as a whole.</summary>
    public RunStatus Status { get; set; }

    /// <summary>The unit as last seen.</summary>
    public UnitFacts Unit { get; set; }

    /// <summary>By plan index.</summary>
    public ActivityState[] Activities { get; }

    /// <summary>The counters of all requirements; the plan says which is where.</summary>
    public long[] Counters { get; }

    /// <summary>By plan index; null for what is not a gate, or was not touched.</summary>
    public GateState?[] Gates { get; }

    /// <summary>By <see cref="Plan.SubordinateLeaves"/>; null when never counted.</summary>
    public SubordinateCount?[] Subordinates { get; }

    /// <summary>The past windows of standing requirements in order, by key.</summary>
    public Dictionary<string, IReadOnlyList<PastWindow>> Windows { get; }

    /// <summary>A copy that can be changed without changing this one.</summary>
    public RunState Copy() => new(this);

    /// <summary>Whether a requirement is in a later round outside the flow: reopened by a return, or after its gate was passed.</summary>
    /// <param name="index">The requirement's index; nothing else has rounds.</param>
    internal bool IsReopened(int index)
    {
        ref readonly var state = ref Activities[index];
        return state.RoundStatus == RoundStatus.Open && state.Round > 1 && state.Status != ActivityStatus.Open;
    }

    /// <summary>Whether no way led to an activity, or to the phase it stands in.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="activity">The activity.</param>
    internal bool IsSkipped(Plan plan, PlanActivity activity) =>
        Activities[activity.Index].Status == ActivityStatus.Skipped
        || plan.Flows[activity.Flow].Phase is >= 0 and var phase && Activities[phase].Status == ActivityStatus.Skipped;

    /// <summary>Whether a flow is running.</summary>
    /// <param name="flow">A flow of the plan.</param>
    internal bool Runs(PlanFlow flow) => Status == RunStatus.Active
        && (flow.Phase < 0 || Activities[flow.Phase] is { Status: ActivityStatus.Open, Entered: not null });

    /// <summary>Whether a flow is running or may still begin.</summary>
    /// <param name="flow">A flow of the plan.</param>
    internal bool IsAhead(PlanFlow flow) => Status is RunStatus.Active or RunStatus.Suspended
        && (flow.Phase < 0 || Activities[flow.Phase].Status is ActivityStatus.Idle or ActivityStatus.Open);

    /// <summary>Whether a requirement that is met goes on taking records: as long as its flow does.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="requirement">The requirement.</param>
    public bool TakesMore(Plan plan, PlanRequirement requirement) =>
        Activities[requirement.Index].RoundStatus == RoundStatus.Met && !IsSkipped(plan, requirement) && IsAhead(plan.Flows[requirement.Flow]);

    /// <summary>Whether a requirement asks something now or may still come to it; what is over keeps the members of its own day (semantics 6).</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="requirement">The requirement.</param>
    internal bool StillAsks(Plan plan, PlanRequirement requirement) =>
        Activities[requirement.Index].RoundStatus is var round
        && (round == RoundStatus.Open || (round == RoundStatus.Waiting && IsAhead(plan.Flows[requirement.Flow])));
}
