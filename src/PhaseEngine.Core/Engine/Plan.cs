using System.Collections.Frozen;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Engine;

/// <summary>
/// A template version made ready to run: every activity of every flow in one dense array, conditions with their figures
/// resolved, counters laid out side by side. A cache: it is compiled from the definition and never stored; runs refer to keys.
/// </summary>
public sealed class Plan
{
    private readonly FrozenDictionary<string, int> byKey;

    /// <summary>Joins the compiled parts; called by the compiler only.</summary>
    /// <param name="templateId">The definition's id.</param>
    /// <param name="version">The definition's version.</param>
    /// <param name="hash">The content hash of the definition, hexadecimal.</param>
    /// <param name="title">The template's title.</param>
    /// <param name="activities">Every activity; index = <see cref="PlanActivity.Index"/>.</param>
    /// <param name="flows">Every flow; the first is the root.</param>
    /// <param name="counterCount">Length of a run's counter array.</param>
    /// <param name="subordinateLeaves">The leaves that look at subordinate units.</param>
    public Plan(
        string templateId, int version, string hash, Text title, IReadOnlyList<PlanActivity> activities,
        IReadOnlyList<PlanFlow> flows, int counterCount, IReadOnlyList<SubordinateLeaf> subordinateLeaves)
    {
        TemplateId = templateId;
        Version = version;
        Hash = hash;
        Title = title;
        Activities = [.. activities];
        Flows = [.. flows];
        CounterCount = counterCount;
        SubordinateLeaves = [.. subordinateLeaves];
        byKey = Activities.Where(a => a.Key is not null).ToFrozenDictionary(a => a.Key!, a => a.Index, StringComparer.Ordinal);
    }

    /// <summary>The definition's id.</summary>
    public string TemplateId { get; }

    /// <summary>The definition's version.</summary>
    public int Version { get; }

    /// <summary>The content hash of the definition, hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>The template's title.</summary>
    public Text Title { get; }

    /// <summary>Every activity, in canvas order within its flow.</summary>
    public PlanActivity[] Activities { get; }

    /// <summary>Every flow; the first is the root.</summary>
    public PlanFlow[] Flows { get; }

    /// <summary>Length of a run's counter array.</summary>
    public int CounterCount { get; }

    /// <summary>The leaves that look at subordinate units (S.38), each with a place in a run's state.</summary>
    public SubordinateLeaf[] SubordinateLeaves { get; }

    /// <summary>The index of the activity with a key, or -1.</summary>
    /// <param name="key">A key of the definition.</param>
    public int IndexOf(string? key) => key is not null && byKey.TryGetValue(key, out var index) ? index : -1;

    /// <summary>The index of the activity with an id: Start and End have no key.</summary>
    /// <param name="id">An id of the definition.</param>
    public int IndexOfId(string id) => Array.FindIndex(Activities, activity => activity.Id == id);

    /// <summary>The requirement with a key, or null.</summary>
    /// <param name="key">A key of the definition.</param>
    public PlanRequirement? Requirement(string key) => IndexOf(key) is >= 0 and var i ? Activities[i] as PlanRequirement : null;

    /// <summary>The gate with a key, or null.</summary>
    /// <param name="key">A key of the definition.</param>
    public PlanGate? Gate(string key) => IndexOf(key) is >= 0 and var i ? Activities[i] as PlanGate : null;

    /// <summary>The phase with a key, or null.</summary>
    /// <param name="key">A key of the definition.</param>
    public PlanPhase? Phase(string key) => IndexOf(key) is >= 0 and var i ? Activities[i] as PlanPhase : null;

    /// <summary>The phase an activity stands in; null in the root flow.</summary>
    /// <param name="activity">An activity of this plan.</param>
    public PlanPhase? PhaseOf(PlanActivity activity) =>
        Flows[activity.Flow].Phase is >= 0 and var phase ? (PlanPhase)Activities[phase] : null;
}

/// <summary>A flow: the root's or a phase's body.</summary>
/// <param name="Index">Its place in <see cref="Plan.Flows"/>.</param>
/// <param name="Phase">The index of the phase whose body it is; -1 for the root.</param>
/// <param name="Activities">The indexes of its activities, in canvas order.</param>
public sealed record PlanFlow(int Index, int Phase, int[] Activities);

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

/// <summary>Any activity of a plan.</summary>
public abstract record PlanActivity
{
    /// <summary>Its place in <see cref="Plan.Activities"/>.</summary>
    public required int Index { get; init; }

    /// <summary>The id in the Elsa definition; unique in the document.</summary>
    public required string Id { get; init; }

    /// <summary>The key, which is the identity across versions; null for Start and End.</summary>
    public string? Key { get; init; }

    /// <summary>The flow it stands in.</summary>
    public required int Flow { get; init; }

    /// <summary>The connections into it, without those of a way back.</summary>
    public required Incoming[] Incoming { get; init; }

    /// <summary>The title for people; for Start and End a plain word.</summary>
    public required Text Title { get; init; }

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
    public required Gates.Condition Condition { get; init; }
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
    public PhaseRules For(Organisations.UnitFacts unit) => Variant<PhaseRules>.Choose(Variants, unit) ?? Rules;
}

/// <summary>What may differ among the units of one phase.</summary>
/// <param name="Length">Planned length; null = open-ended.</param>
/// <param name="NotBefore">Not entered before this day.</param>
/// <param name="Indicative">Its dates mark nothing overdue (S.9).</param>
/// <param name="Reminders">Relative to the planned end.</param>
/// <param name="Words">What a variant says instead of the phase's own words; null = nothing else.</param>
public sealed record PhaseRules(
    Calendars.Span? Length, Calendars.DateRule? NotBefore, bool Indicative, ReminderRow[] Reminders, VariantWords? Words = null);

/// <summary>Words that a variant puts in the place of an activity's own; null where the activity's own hold.</summary>
/// <param name="Title">The title.</param>
/// <param name="Guidance">What it is about.</param>
/// <param name="Basis">The basis of the rule (S.49).</param>
public sealed record VariantWords(Text? Title, Text? Guidance, Basis[]? Basis);

/// <summary>A requirement: something a unit must show in a phase.</summary>
public sealed record PlanRequirement : PlanActivity
{
    /// <summary>Its kind.</summary>
    public required RequirementKind Kind { get; init; }

    /// <summary>Asked only where it holds; null = always.</summary>
    public Gates.Condition? When { get; init; }

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

    /// <summary>Whether it stands (repeats until its flow ends).</summary>
    public bool Standing => Rules.Repeat is not null;

    /// <summary>The rules for a unit.</summary>
    /// <param name="unit">The unit's facts.</param>
    public RequirementRules For(Organisations.UnitFacts unit) => Variant<RequirementRules>.Choose(Variants, unit) ?? Rules;

    /// <summary>The index of a counter in a run's counter array.</summary>
    /// <param name="block">0 for everybody, <c>g + 1</c> for a group.</param>
    /// <param name="counter">0 recorded, 1 asked, from 2 on the kind's.</param>
    public int Slot(int block, int counter) => CounterBase + (block * BlockLength) + counter;
}

/// <summary>A gate: conditions, approvals in order, and what happens on return.</summary>
public sealed record PlanGate : PlanActivity
{
    /// <summary>The conditions; null = none.</summary>
    public Gates.Condition? Conditions { get; init; }

    /// <summary>The approvals in order; none = it passes by itself when its conditions hold.</summary>
    public ApprovalRow[] Approvals { get; init; } = [];

    /// <summary>Indexes of the requirements opened again on return.</summary>
    public int[] Reopens { get; init; } = [];

    /// <summary>Approval on condition is allowed.</summary>
    public bool AllowsCondition { get; init; }

    /// <summary>Passing in spite of unmet conditions is allowed.</summary>
    public bool AllowsOverride { get; init; }

    /// <summary>When it should have been passed; null = no date.</summary>
    public Calendars.DateRule? Due { get; init; }

    /// <summary>Relative to <see cref="Due"/>.</summary>
    public ReminderRow[] Reminders { get; init; } = [];

    /// <summary>Whether <c>Returned</c> is connected. If not, a returned gate stays where it is.</summary>
    public bool ReturnedConnected { get; init; }

    /// <summary>The requirements of the way back, in order; empty when Returned leads straight back to the gate.</summary>
    public int[] ReturnedLine { get; init; } = [];
}

/// <summary>What may differ among the units of one requirement.</summary>
public sealed record RequirementRules
{
    /// <summary>When it is due; null = never.</summary>
    public Calendars.DateRule? Due { get; init; }

    /// <summary>The role that has to act.</summary>
    public required string Owner { get; init; }

    /// <summary>When it is met; null for a standing one, which never is.</summary>
    public Gates.Condition? Met { get; init; }

    /// <summary>The rhythm of a standing requirement.</summary>
    public Calendars.Rhythm? Repeat { get; init; }

    /// <summary>Relative to the due day, or to the end of each window.</summary>
    public ReminderRow[] Reminders { get; init; } = [];

    /// <summary>Approvals of the requirement itself (a document's review, receipt …).</summary>
    public ApprovalRow[] Approvals { get; init; } = [];

    /// <summary>Minutes one occurrence takes the unit (B.6).</summary>
    public int Effort { get; init; }

    /// <summary>What is reported, in words; the same word twice is a finding (B.6).</summary>
    public string[] Asks { get; init; } = [];

    /// <summary>Which members are asked; null = all who count in the unit.</summary>
    public Gates.Condition? Members { get; init; }

    /// <summary>The kind's own properties, normalised, defaults filled in.</summary>
    public required System.Text.Json.Nodes.JsonObject Settings { get; init; }

    /// <summary>The kind's own properties where they differ by member: the first whose condition holds, else <see cref="Settings"/>.</summary>
    public (Gates.Condition When, System.Text.Json.Nodes.JsonObject Settings)[] MemberVariants { get; init; } = [];

    /// <summary>What a variant says instead of the requirement's own words; null = nothing else.</summary>
    public VariantWords? Words { get; init; }
}

/// <summary>Rules for units of which a condition over their facts holds.</summary>
/// <typeparam name="T">What differs.</typeparam>
/// <param name="When">Over unit facts.</param>
/// <param name="Rules">The rules.</param>
public sealed record Variant<T>(Gates.Condition When, T Rules) where T : class
{
    internal static T? Choose(Variant<T>[] variants, Organisations.UnitFacts unit)
    {
        foreach (var variant in variants)
        {
            if (variant.When.Holds(unit)) return variant.Rules;
        }

        return null;
    }
}

/// <summary>One row of reminders (template-format §6): a message to each recipient at <c>At</c>, again each <c>Every</c> while not done.</summary>
/// <param name="At">Before or after the row's date.</param>
/// <param name="To">Roles, or <c>owner</c>.</param>
/// <param name="Every">Repeat while not done.</param>
/// <param name="Text">Words of the template's author; null = the product's.</param>
public sealed record ReminderRow(Calendars.Offset At, string[] To, Calendars.Span? Every = null, Text? Text = null);

/// <summary>What an approver does (template-format §6).</summary>
public enum ApprovalAct
{
    /// <summary>Passes on or returns.</summary>
    Review,

    /// <summary>A word on record; cannot return (S.39).</summary>
    Advise,

    /// <summary>Decides.</summary>
    Approve,

    /// <summary>Takes on file; holds nothing up (S.14).</summary>
    File,
}

/// <summary>One row of approvals.</summary>
/// <param name="Role">Who.</param>
/// <param name="Act">What they do.</param>
/// <param name="Within">The answer-by date from the day it came to them (S.52); late → reminders upwards, never approval.</param>
/// <param name="Title">For people; null = the product's words.</param>
public sealed record ApprovalRow(string Role, ApprovalAct Act, Calendars.Span? Within = null, Text? Title = null);

/// <summary>A leaf that looks at subordinate units.</summary>
/// <param name="Gate">The key of the gate it stands in.</param>
/// <param name="Ordinal">Its number among the subordinate leaves of that gate, from 0 in document order.</param>
/// <param name="Leaf">What each subordinate unit must satisfy.</param>
/// <param name="All">All subordinate units, not only the direct ones.</param>
/// <param name="Share">Percent of them that must satisfy it.</param>
public sealed record SubordinateLeaf(string Gate, int Ordinal, Gates.Leaf Leaf, bool All, decimal Share);
