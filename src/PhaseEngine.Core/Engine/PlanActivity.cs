using System.Collections.Frozen;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Engine;

/// <summary>Any activity of a plan.</summary>
public abstract record PlanActivity
{
    /// <summary>Its place in <see cref="Plan.Activities"/>.</summary>
    public required int Index { get; init; }

    /// <summary>The id in the Elsa definition; unique in the document.</summary>
    public required string Id { get; init; }

    /// <summary>The key, which is the identity across versions; null for Start and End.</summary>
    public string? Key { get; init; }

    /// <summary>What facts and stored states call it: by the key, or <c>#id</c>, so that an id is never taken for a key.</summary>
    public string Name => Key ?? $"#{Id}";

    /// <summary>The flow it stands in.</summary>
    public required int Flow { get; init; }

    /// <summary>The connections into it, without those of a way back.</summary>
    public required Incoming[] Incoming { get; init; }

    /// <summary>The title for people; for Start and End a plain word.</summary>
    public required Text Title { get; init; }

    /// <summary>The title as a unit reads it: where a variant of its rules says another, that one.</summary>
    /// <param name="unit">The unit's facts.</param>
    public virtual Text TitleFor(UnitFacts unit) => Title;

    /// <summary>What it is about; may be null.</summary>
    public Text? Guidance { get; init; }

    /// <summary>The basis of the rule (S.49).</summary>
    public Basis[] Basis { get; init; } = [];

    /// <summary>
    /// Which lower office's template (<c>definitionId@version</c>) set a property, or with the empty name the whole activity
    /// (B.1); the template at the top set all others.
    /// </summary>
    public IReadOnlyDictionary<string, string> SetBy { get; init; } = SetByTheTemplate;

    internal static readonly IReadOnlyDictionary<string, string> SetByTheTemplate = FrozenDictionary<string, string>.Empty;
}

/// <summary>Where an activity can be left.</summary>
public enum Outcome : byte
{
    /// <summary>It has not ended, or ended without an outcome.</summary>
    None,

    /// <summary>Requirement, phase, start and end.</summary>
    Done,

    /// <summary>Gate: the run may go on.</summary>
    Passed,

    /// <summary>Gate: rework first.</summary>
    Returned,

    /// <summary>Choice: the condition holds.</summary>
    Yes,

    /// <summary>Choice: it does not, or is not known.</summary>
    No,
}

/// <summary>A connection into an activity.</summary>
/// <param name="Source">The index of the activity it comes from.</param>
/// <param name="Port">The outcome on which it is live.</param>
public readonly record struct Incoming(int Source, Outcome Port);

/// <summary>Where a rule comes from (S.49), shown to whoever asks why.</summary>
/// <param name="Issuer">The issuing body.</param>
/// <param name="Number">The document's number.</param>
/// <param name="Date">The document's date, as written.</param>
/// <param name="Paragraph">The paragraph.</param>
public sealed record Basis(Text Issuer, string? Number = null, string? Date = null, string? Paragraph = null);

/// <summary>The one beginning of a flow.</summary>
public sealed record PlanStart : PlanActivity;

/// <summary>Ends its flow at once, with all that is open in it.</summary>
public sealed record PlanEnd : PlanActivity;

/// <summary>A choice between two ways by the unit's facts, looked at once when it is reached (S.11).</summary>
public sealed record PlanChoice : PlanActivity
{
    /// <summary>Over unit facts only.</summary>
    public required Condition Condition { get; init; }

    /// <summary>The way a unit goes; where the condition is not known, No.</summary>
    /// <param name="unit">The unit's facts.</param>
    public Outcome WayOf(UnitFacts unit) => Condition.Judge(new Figures(unit)) == Verdict.Met ? Outcome.Yes : Outcome.No;
}

/// <summary>A phase: a flow with a calendar.</summary>
public sealed record PlanPhase : PlanActivity
{
    /// <summary>Its body.</summary>
    public required int Body { get; init; }

    /// <summary>Rules that depend on the unit: the first variant that holds, else <see cref="Rules"/>.</summary>
    public Variant<PhaseRules>[] Variants { get; init; } = [];

    /// <summary>The rules where no variant holds.</summary>
    public required PhaseRules Rules { get; init; }

    /// <summary>The rules for a unit.</summary>
    /// <param name="unit">The unit's facts.</param>
    public PhaseRules For(UnitFacts unit) => Variant<PhaseRules>.Choose(Variants, unit) ?? Rules;

    /// <inheritdoc />
    public override Text TitleFor(UnitFacts unit) => For(unit).Words?.Title ?? Title;
}

/// <summary>A requirement: something a unit must show in a phase.</summary>
public sealed record PlanRequirement : PlanActivity
{
    /// <summary>Its kind.</summary>
    public required RequirementKind Kind { get; init; }

    /// <summary>Asked only where it holds; null = always.</summary>
    public Condition? When { get; init; }

    /// <summary>Rules that depend on the unit: the first variant that holds, else <see cref="Rules"/>.</summary>
    public Variant<RequirementRules>[] Variants { get; init; } = [];

    /// <summary>The rules where no variant holds.</summary>
    public required RequirementRules Rules { get; init; }

    /// <summary>Registers whose open items make the agenda (review meetings); keys.</summary>
    public string[] AgendaFrom { get; init; } = [];

    /// <summary>Where its counters begin in a run's counter array.</summary>
    public required int CounterBase { get; init; }

    /// <summary>
    /// The categories of members for which counters are kept apart, because a condition narrows to them. Block 0 counts
    /// everybody; block <c>g + 1</c> counts the members of <c>Groups[g]</c>.
    /// </summary>
    public string[][] Groups { get; init; } = [];

    /// <summary>Counters in one block: the two common ones and the kind's.</summary>
    public int BlockLength => 2 + Kind.Counters.Count;

    /// <summary>Whether what is recorded goes to approvers, in some units at least.</summary>
    public bool HasApprovals => Rules.Approvals.Length > 0 || Array.Exists(Variants, variant => variant.Rules.Approvals.Length > 0);

    /// <summary>Whether it stands (repeats until its flow ends).</summary>
    public bool Standing => Rules.Repeat is not null;

    /// <summary>The rules for a unit.</summary>
    /// <param name="unit">The unit's facts.</param>
    public RequirementRules For(UnitFacts unit) => Variant<RequirementRules>.Choose(Variants, unit) ?? Rules;

    /// <inheritdoc />
    public override Text TitleFor(UnitFacts unit) => For(unit).Words?.Title ?? Title;

    /// <summary>The index of a counter in a run's counter array.</summary>
    /// <param name="block">0 for everybody, <c>g + 1</c> for a group.</param>
    /// <param name="counter">0 recorded, 1 asked, from 2 on the kind's.</param>
    public int Slot(int block, int counter) => CounterBase + (block * BlockLength) + counter;
}

/// <summary>A gate: conditions, approvals in order, and what happens on return.</summary>
public sealed record PlanGate : PlanActivity
{
    /// <summary>The conditions; null = none.</summary>
    public Condition? Conditions { get; init; }

    /// <summary>The approvals in order; none = it passes by itself when its conditions hold.</summary>
    public ApprovalRow[] Approvals { get; init; } = [];

    /// <summary>Indexes of the requirements opened again on return.</summary>
    public int[] Reopens { get; init; } = [];

    /// <summary>Approval on condition is allowed.</summary>
    public bool AllowsCondition { get; init; }

    /// <summary>Passing in spite of unmet conditions is allowed.</summary>
    public bool AllowsOverride { get; init; }

    /// <summary>When it should have been passed; null = no date.</summary>
    public DateRule? Due { get; init; }

    /// <summary>Relative to <see cref="Due"/>.</summary>
    public ReminderRow[] Reminders { get; init; } = [];

    /// <summary>Whether <c>Returned</c> is connected. If not, a returned gate stays where it is.</summary>
    public bool ReturnedConnected { get; init; }

    /// <summary>The requirements of the way back, in order; empty when Returned leads straight back to the gate.</summary>
    public int[] ReturnedLine { get; init; } = [];
}
