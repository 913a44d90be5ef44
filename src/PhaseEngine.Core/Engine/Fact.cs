using System.Text.Json.Serialization;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Engine;

/// <summary>
/// One thing that became so. A step says what happened as a list of facts; applying them to the state before gives the state
/// after (<see cref="Facts.Apply"/>), and applying all facts of a run in order rebuilds it. A rule changed later never changes
/// the past, because rules are not run again over history.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(RosterSet), "roster")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(Entered), "entered")]
[JsonDerivedType(typeof(Left), "left")]
[JsonDerivedType(typeof(Skipped), "skipped")]
[JsonDerivedType(typeof(Ended), "ended")]
[JsonDerivedType(typeof(Counted), "counted")]
[JsonDerivedType(typeof(RoundOpened), "round")]
[JsonDerivedType(typeof(RoundClosed), "closed")]
[JsonDerivedType(typeof(WindowOpened), "window")]
[JsonDerivedType(typeof(WindowRecounted), "recounted")]
[JsonDerivedType(typeof(DueMoved), "due")]
[JsonDerivedType(typeof(Asked), "asked")]
[JsonDerivedType(typeof(Withdrawn), "withdrawn")]
[JsonDerivedType(typeof(Answered), "answered")]
[JsonDerivedType(typeof(Returned), "returned")]
[JsonDerivedType(typeof(GatePassed), "passed")]
[JsonDerivedType(typeof(Flagged), "flagged")]
[JsonDerivedType(typeof(Kept), "kept")]
[JsonDerivedType(typeof(Reopened), "reopened")]
[JsonDerivedType(typeof(SubordinatesCounted), "subordinates")]
[JsonDerivedType(typeof(StatusChanged), "status")]
public abstract record Fact;

/// <summary>The unit's facts were taken (again).</summary>
/// <param name="Unit">The facts.</param>
/// <param name="Asked">How many members each requirement that counts members asks, by key: of everybody, then of each group.</param>
public sealed record RosterSet(UnitFacts Unit, IReadOnlyDictionary<string, IReadOnlyList<int>> Asked) : Fact;

/// <summary>An activity was reached and runs.</summary>
/// <param name="Key">The activity.</param>
/// <param name="On">The day.</param>
/// <param name="Due">When it is due, or a phase's planned end.</param>
public sealed record Opened(string Key, DateOnly On, DateOnly? Due) : Fact;

/// <summary>A phase that was reached is entered: its flow begins.</summary>
/// <param name="Key">The phase.</param>
/// <param name="On">The day.</param>
/// <param name="Due">Its planned end.</param>
public sealed record Entered(string Key, DateOnly On, DateOnly? Due) : Fact;

/// <summary>An activity ended with an outcome.</summary>
/// <param name="Key">The activity; <c>#id</c> for Start and End, which have no key.</param>
/// <param name="Outcome">By which port it was left.</param>
/// <param name="On">The day.</param>
public sealed record Left(string Key, Outcome Outcome, DateOnly On) : Fact;

/// <summary>No way led to an activity.</summary>
/// <param name="Key">The activity, or <c>#id</c>.</param>
public sealed record Skipped(string Key) : Fact;

/// <summary>An open activity ended with its flow, without an outcome.</summary>
/// <param name="Key">The activity.</param>
/// <param name="On">The day.</param>
public sealed record Ended(string Key, DateOnly On) : Fact;

/// <summary>Counters of a requirement moved: nothing else moves them but the roster.</summary>
/// <param name="Key">The requirement.</param>
/// <param name="By">By how much, block after block, with all that its kind makes of it; blocks left out at the end stay as they are.</param>
/// <param name="Evidence">The record that moved them; null when the roster, an answer, or a new round or window did.</param>
/// <param name="Worked">Whether something was done in the present round.</param>
public sealed record Counted(
    string Key, IReadOnlyList<long> By, Guid? Evidence,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Worked = false) : Fact;

/// <summary>A requirement got a new round.</summary>
/// <param name="Key">The requirement.</param>
/// <param name="Round">Its number.</param>
/// <param name="On">The day.</param>
/// <param name="Due">When the round is due.</param>
public sealed record RoundOpened(string Key, int Round, DateOnly On, DateOnly? Due) : Fact;

/// <summary>The present round of a requirement came to its end.</summary>
/// <param name="Key">The requirement.</param>
/// <param name="As">Met, waived, not asked; or over, with its flow, or when what had been carried over is met.</param>
/// <param name="On">The day.</param>
/// <param name="Reason">Why, when waived.</param>
/// <param name="By">Who waived it.</param>
public sealed record RoundClosed(string Key, RoundStatus As, DateOnly On, string? Reason = null, Guid? By = null) : Fact;

/// <summary>A standing requirement came to its next window.</summary>
/// <param name="Key">The requirement.</param>
/// <param name="Number">The window that begins.</param>
/// <param name="Due">Its last day.</param>
/// <param name="Missed">The window that ended had no record.</param>
/// <param name="Excused">The window that ended did so while the run was suspended, and counts neither way.</param>
public sealed record WindowOpened(string Key, int Number, DateOnly Due, bool Missed, bool Excused = false) : Fact;

/// <summary>A record came, or was taken back, for a window that is over: one missed may be made up, one held turn out missed.</summary>
/// <param name="Key">The requirement.</param>
/// <param name="Number">The window.</param>
/// <param name="Records">The records that count in it now.</param>
public sealed record WindowRecounted(string Key, int Number, int Records) : Fact;

/// <summary>A due date of this unit was moved.</summary>
/// <param name="Key">The requirement, gate or phase.</param>
/// <param name="Due">The new date.</param>
/// <param name="Reason">Why (S.51).</param>
public sealed record DueMoved(string Key, DateOnly Due, string Reason) : Fact;

/// <summary>A gate was asked for, or a requirement was handed to its approvers.</summary>
/// <param name="Key">The gate or requirement.</param>
/// <param name="By">Who asked; null when a record of evidence did.</param>
/// <param name="On">The day.</param>
/// <param name="Report">What the gate read, frozen; null for a requirement.</param>
public sealed record Asked(string Key, Guid? By, DateOnly On, GateReport? Report) : Fact;

/// <summary>The unit took back its request, or the paper that lay before the approvers.</summary>
/// <param name="Key">The gate or requirement.</param>
public sealed record Withdrawn(string Key) : Fact;

/// <summary>One row of approvals was answered favourably.</summary>
/// <param name="Key">The gate or requirement.</param>
/// <param name="Row">Which row.</param>
/// <param name="By">Who answered.</param>
/// <param name="On">The day.</param>
/// <param name="Note">Their word.</param>
/// <param name="Awaiting">Since when whoever is next is waited for; null when nobody is left.</param>
public sealed record Answered(string Key, int Row, Guid By, DateOnly On, string? Note, DateOnly? Awaiting) : Fact;

/// <summary>A gate or a requirement was returned.</summary>
/// <param name="Key">The gate or requirement.</param>
/// <param name="Row">Which row of approvals returned it.</param>
/// <param name="By">Who.</param>
/// <param name="On">The day.</param>
/// <param name="Reason">Why.</param>
/// <param name="Due">When the rework is due; null when no date was given.</param>
public sealed record Returned(string Key, int Row, Guid By, DateOnly On, string Reason, DateOnly? Due = null) : Fact;

/// <summary>How a gate was passed.</summary>
public enum PassedBy : byte
{
    /// <summary>Conditions met, no approvals asked for.</summary>
    Itself,

    /// <summary>Conditions met and all approvals given.</summary>
    Approval,

    /// <summary>Approved on condition.</summary>
    OnCondition,

    /// <summary>In spite of unmet conditions, by a decision that says so.</summary>
    Override,
}

/// <summary>A gate was passed.</summary>
/// <param name="Key">The gate.</param>
/// <param name="On">The day.</param>
/// <param name="How">By itself, by approval, on condition, by override.</param>
/// <param name="By">Who decided last; null by itself.</param>
/// <param name="Reason">Why, on condition or by override.</param>
/// <param name="Unmet">The metrics that were not met when it was passed all the same.</param>
/// <param name="Carried">Those of them that are still to be met.</param>
public sealed record GatePassed(
    string Key, DateOnly On, PassedBy How, Guid? By, string? Reason, IReadOnlyList<string> Unmet,
    IReadOnlyList<Carried> Carried) : Fact;

/// <summary>A passed gate would now fail, or would again hold.</summary>
/// <param name="Key">The gate.</param>
/// <param name="Metrics">The metrics that fail; none when it holds again.</param>
public sealed record Flagged(string Key, IReadOnlyList<string> Metrics) : Fact;

/// <summary>The superior keeps a flagged gate as passed.</summary>
/// <param name="Key">The gate.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">Why.</param>
public sealed record Kept(string Key, Guid By, string Reason) : Fact;

/// <summary>The superior reopens requirements behind a passed gate; their new rounds follow.</summary>
/// <param name="Key">The gate.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">Why.</param>
public sealed record Reopened(string Key, Guid By, string Reason) : Fact;

/// <summary>Subordinate units were counted.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="Ordinal">Which of its leaves.</param>
/// <param name="Count">What was found.</param>
public sealed record SubordinatesCounted(string Gate, int Ordinal, SubordinateCount Count) : Fact;

/// <summary>The run as a whole changed.</summary>
/// <param name="Status">What it is now.</param>
/// <param name="Reason">Why; null when it finished by itself.</param>
public sealed record StatusChanged(RunStatus Status, string? Reason = null) : Fact;
