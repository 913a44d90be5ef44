using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Engine;

/// <summary>
/// Something that happens to a run (semantics 8) after its launch (<see cref="RunEngine.Launch"/>). Whoever sends it has checked
/// that the person may.
/// </summary>
public abstract record Input;

/// <summary>A record was made, or superseded.</summary>
/// <param name="Key">The requirement it serves.</param>
/// <param name="Evidence">The record's id.</param>
/// <param name="On">The day it happened.</param>
/// <param name="Counts">1 when it counts as an occurrence, 0 when it only adds to one, -1 when one is taken back.</param>
/// <param name="By">Differences of the kind's counters, block after block (<see cref="PlanRequirement.Groups"/>), each with the two common ones in front.</param>
/// <param name="Supersedes">It corrects an earlier record: allowed also where the requirement is closed (semantics 5).</param>
public sealed record EvidenceRecorded(
    string Key, Guid Evidence, DateOnly On, int Counts, IReadOnlyList<long> By, bool Supersedes = false) : Input;

/// <summary>Who counts in the unit, or what is known of it, changed (semantics 6).</summary>
/// <param name="Unit">The facts as they are now.</param>
/// <param name="Counted">Per requirement still open: what the sums of members who came or went make of its counters, block after block.</param>
public sealed record RosterChanged(UnitFacts Unit, IReadOnlyDictionary<string, IReadOnlyList<long>> Counted) : Input;

/// <summary>The working calendar changed; dates already made stay, windows are looked at again.</summary>
public sealed record CalendarChanged : Input;

/// <summary>The unit asks for a gate.</summary>
/// <param name="Key">The gate.</param>
/// <param name="By">Who asks.</param>
/// <param name="Despite">In spite of unmet conditions, where the template lets the superior pass it all the same.</param>
public sealed record GateAsked(string Key, Guid By, bool Despite = false) : Input;

/// <summary>The unit takes its request back.</summary>
/// <param name="Key">The gate.</param>
public sealed record GateWithdrawn(string Key) : Input;

/// <summary>What an approver says.</summary>
public enum DecisionWord : byte
{
    /// <summary>Advises, passes on, takes on file, or approves.</summary>
    Give,

    /// <summary>Returns with a reason.</summary>
    Return,

    /// <summary>Approves on condition, where the template allows it.</summary>
    OnCondition,

    /// <summary>Approves in spite of unmet conditions, where the template allows it.</summary>
    Override,
}

/// <summary>An approver's word on a gate, or on a requirement with approvals of its own.</summary>
/// <param name="Key">The gate or requirement.</param>
/// <param name="Row">The row of approvals they answer.</param>
/// <param name="Word">What they say.</param>
/// <param name="By">Who.</param>
/// <param name="Asking">The asking whose report, or whose version of a document, they saw (<see cref="ActivityState.Asked"/>).</param>
/// <param name="Reason">Why; needed for anything but <see cref="DecisionWord.Give"/>.</param>
/// <param name="Reopens">On return: the requirements to be opened again instead of the template's list.</param>
/// <param name="Due">On condition: by when. On return: when the rework is due; null = the template's date, while that is still to come.</param>
/// <param name="Responsible">On condition: who answers for it.</param>
public sealed record Decided(
    string Key, int Row, DecisionWord Word, Guid By, int Asking, string? Reason = null,
    IReadOnlyList<string>? Reopens = null, DateOnly? Due = null, Guid? Responsible = null) : Input;

/// <summary>The superior reopens requirements behind a flagged gate (semantics 5).</summary>
/// <param name="Gate">The passed gate.</param>
/// <param name="Requirements">What gets a new round.</param>
/// <param name="Due">By when.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">Why.</param>
public sealed record GateReopened(string Gate, IReadOnlyList<string> Requirements, DateOnly? Due, Guid By, string Reason) : Input;

/// <summary>The superior keeps a flagged gate as passed.</summary>
/// <param name="Gate">The passed gate.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">Why.</param>
public sealed record GateKept(string Gate, Guid By, string Reason) : Input;

/// <summary>The superior waives a requirement.</summary>
/// <param name="Key">The requirement.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">Why.</param>
public sealed record RequirementWaived(string Key, Guid By, string Reason) : Input;

/// <summary>The superior grants more time, or the office moves a date (S.51).</summary>
/// <param name="Key">The requirement, gate or phase: open, in a later round, or still to come.</param>
/// <param name="Due">The new date.</param>
/// <param name="Reason">Why.</param>
/// <param name="Earlier">Whether the date may also come earlier: a deadline move, not an extension.</param>
public sealed record DueChanged(string Key, DateOnly Due, string Reason, bool Earlier = false) : Input;

/// <summary>Subordinate units were counted.</summary>
/// <param name="Counts">For each leaf: its gate, its ordinal, what was found.</param>
public sealed record SubordinatesChanged(IReadOnlyList<(string Gate, int Ordinal, SubordinateCount Count)> Counts) : Input;

/// <summary>Time went on: the run's alarm rang.</summary>
/// <param name="Since">When it was last looked at; only what fell due since is told. Null: everything that is due now.</param>
/// <param name="Counted">Per requirement: what days alone have changed in its counters, block after block; null: nothing.</param>
public sealed record TimeReached(DateTimeOffset? Since = null, IReadOnlyDictionary<string, IReadOnlyList<long>>? Counted = null) : Input;

/// <summary>The office holds the run, lets it go on, or closes it.</summary>
/// <param name="Status">What it shall be; finished only the engine makes it.</param>
/// <param name="Reason">Why.</param>
public sealed record StatusOrdered(RunStatus Status, string Reason) : Input;
