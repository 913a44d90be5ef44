using System.Text.Json.Nodes;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Requirements;

/// <summary>What an occurrence of a requirement is to those who count papers and meetings.</summary>
public enum Occasion
{
    /// <summary>Neither a paper nor a meeting.</summary>
    Other,

    /// <summary>A document handed in.</summary>
    Document,

    /// <summary>A meeting held.</summary>
    Meeting,
}

/// <summary>
/// A kind of requirement: what is recorded, which figures that yields, when it is met and what it costs. Kinds are an open
/// family, one folder each, found by scanning (<see cref="Kinds"/>); the engine knows none of them by name.
/// </summary>
/// <remarks>
/// Every record is read once into differences of sums (<see cref="Read"/>), for the unit and for each member named. What one
/// member's sums mean for the unit's counters is said by <see cref="Count"/>. Because sums only add up, records may arrive in
/// any order, and superseding one takes its differences back.
/// </remarks>
public abstract class RequirementKind
{
    /// <summary>Counter 0 of every requirement: records that count in the present round or window.</summary>
    public const string Recorded = "recorded";

    /// <summary>Counter 1 of every requirement: members asked; kept by the engine from the unit's roster.</summary>
    public const string Asked = "asked";

    /// <summary>The counter, of a kind that has one, to which the engine adds each window that ended without a record.</summary>
    public const string Missed = "missed";

    /// <summary>The name without prefix, <c>Study</c>; the activity type is <c>PhaseEngine.Study</c>.</summary>
    public string Name => GetType().Name[..^"Kind".Length];

    /// <summary>The counters of the kind, behind <see cref="Recorded"/> and <see cref="Asked"/>.</summary>
    public abstract IReadOnlyList<CounterSpec> Counters { get; }

    /// <summary>The figures conditions may look at, beside <c>status</c>, <c>onTime</c>, <c>doneOn</c> and <c>daysLate</c>, which every requirement has.</summary>
    public abstract IReadOnlyList<MetricSpec> Metrics { get; }

    /// <summary>The kind's own properties in a template.</summary>
    public abstract IReadOnlyList<PropertySpec> Properties { get; }

    /// <summary>What can be recorded.</summary>
    public abstract IReadOnlyList<EvidenceForm> Forms { get; }

    /// <summary>The condition tree (template-format §5, bare metrics) that holds where a template gives no <c>met</c>; null for a standing kind.</summary>
    /// <param name="settings">The kind's own properties, defaults filled in: a survey is met by as many answers as it asks for.</param>
    public abstract string? DefaultMet(JsonObject settings);

    /// <summary>The rhythm of a kind that is standing by nature; null for the others.</summary>
    public virtual string? DefaultRepeat => null;

    /// <summary>Whether the engine calls each window's occurrence together (S.28).</summary>
    public virtual bool Convened => false;

    /// <summary>Whether a gate may look at it; false where a condition would be a demand for a number of cases (S.30).</summary>
    public virtual bool GatesMayAsk => true;

    /// <summary>Minutes one occurrence takes the unit (B.6).</summary>
    public abstract int Effort { get; }

    /// <summary>What one occurrence is to those who count papers and meetings (B.6).</summary>
    public virtual Occasion Occasion => Occasion.Other;

    /// <summary>How many things are filled in for one occurrence: those of the first form that the unit's own people record (B.6).</summary>
    public int FieldsToFill =>
        Forms.FirstOrDefault(form => form.By.Contains(EvidenceForm.Owner))?.Fields.Sum(one => one.Rows?.Count ?? 1) ?? 0;

    /// <summary>Sums kept for each member; empty when the kind does not count members.</summary>
    public virtual IReadOnlyList<string> Marks => [];

    /// <summary>
    /// Reads one record into differences. Pure; refuses what the form does not allow.
    /// </summary>
    /// <param name="rules">The requirement's rules for this unit.</param>
    /// <param name="form">The form's name.</param>
    /// <param name="document">The record, already checked against the form's fields.</param>
    /// <returns>The differences, or why the record cannot be taken.</returns>
    public abstract Result<EvidenceEffect> Read(RequirementRules rules, string form, JsonObject document);

    /// <summary>
    /// The differences that bring the counters from what they are to the requirement being fully and well done, by one record.
    /// For simulations and replays, which have no people to record anything.
    /// </summary>
    /// <param name="rules">The requirement's rules for this unit.</param>
    /// <param name="asked">Members asked.</param>
    /// <param name="have">The counters of the kind (without the first two) as they are.</param>
    /// <returns>Differences of the same counters.</returns>
    public abstract IReadOnlyList<long> Fulfilment(RequirementRules rules, long asked, ReadOnlySpan<long> have);

    /// <summary>Adds to the unit's counters what one asked member with these sums contributes; nothing for one of whom nothing is recorded.</summary>
    /// <param name="settings">The kind's own properties as they hold for this member.</param>
    /// <param name="marks">The member's sums, in the order of <see cref="Marks"/>.</param>
    /// <param name="counters">The counters of the kind (without the first two), to be added to.</param>
    public virtual void Count(JsonObject settings, ReadOnlySpan<long> marks, Span<long> counters)
    {
    }

    /// <summary>
    /// Follows a record that was taken, or taken back, after its differences were added; only kinds with approvals do anything,
    /// whose answers start again with what was laid before the approvers.
    /// </summary>
    /// <param name="rules">The requirement's rules for this unit.</param>
    /// <param name="by">The differences just added, as <see cref="Read"/> gave them or reversed.</param>
    /// <param name="counters">The counters of the kind (without the first two).</param>
    public virtual void Taken(RequirementRules rules, ReadOnlySpan<long> by, Span<long> counters)
    {
    }

    /// <summary>Moves the counters when the version that lay before the approvers was taken back; only kinds with approvals do anything.</summary>
    /// <param name="counters">The counters of the kind (without the first two).</param>
    public virtual void Recalled(Span<long> counters)
    {
    }

    /// <summary>
    /// Whether days alone may change one of the counters, as no record tells that a date has passed: then the run is looked at
    /// each day (<see cref="TimeReached.Counted"/>).
    /// </summary>
    /// <param name="counters">The counters of the kind (without the first two) as they are.</param>
    public virtual bool ChangesByDays(ReadOnlySpan<long> counters) => false;

    /// <summary>Moves the counters when a row of the requirement's approvals was answered; only kinds with approvals do anything.</summary>
    /// <param name="rules">The requirement's rules for this unit.</param>
    /// <param name="row">Which row.</param>
    /// <param name="returned">Whether it was returned instead of given.</param>
    /// <param name="counters">The counters of the kind (without the first two).</param>
    public virtual void Answered(RequirementRules rules, int row, bool returned, Span<long> counters)
    {
    }
}

/// <summary>What one record changes.</summary>
/// <param name="Counts">1 when it counts as an occurrence of the requirement (a meeting held), 0 when it only adds to one.</param>
/// <param name="On">The day it happened; decides the window of a standing requirement.</param>
/// <param name="Counters">Differences of the kind's counters (without the first two).</param>
/// <param name="Members">Differences of the sums of each member named.</param>
public sealed record EvidenceEffect(int Counts, DateOnly On, IReadOnlyList<long> Counters, IReadOnlyList<MemberEffect> Members)
{
    /// <summary>What superseding the record changes: all of it is taken back.</summary>
    public EvidenceEffect Reversed() =>
        new(-Counts, On, Reversed(Counters), [.. Members.Select(m => new MemberEffect(m.Member, Reversed(m.Marks)))]);

    private static long[] Reversed(IReadOnlyList<long> numbers) => [.. numbers.Select(n => -n)];
}

/// <summary>What one record changes for one member.</summary>
/// <param name="Member">The member's id.</param>
/// <param name="Marks">Differences, in the order of <see cref="RequirementKind.Marks"/>.</param>
public sealed record MemberEffect(Guid Member, IReadOnlyList<long> Marks);

/// <summary>How a property of an activity stands in a template. Those from <see cref="Key"/> on are common to the format; kinds use the others.</summary>
public enum PropertyType
{
    /// <summary>A text in several languages.</summary>
    Text,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>One word of a list.</summary>
    Word,

    /// <summary>Several words of a list.</summary>
    Words,

    /// <summary>A role (template-format §2).</summary>
    Role,

    /// <summary>Several roles.</summary>
    Roles,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A tree over member facts.</summary>
    MemberTree,

    /// <summary>Rows <c>{key, title, …}</c>.</summary>
    Rows,

    /// <summary>Approval rows.</summary>
    Approvals,

    /// <summary>Keys of registers in the same definition.</summary>
    RegisterKeys,

    /// <summary>The activity's key.</summary>
    Key,

    /// <summary>Yes or no.</summary>
    Bool,

    /// <summary>A length of time.</summary>
    Span,

    /// <summary>A date without a year.</summary>
    Date,

    /// <summary>How often something standing is asked.</summary>
    Rhythm,

    /// <summary>A tree over unit facts.</summary>
    UnitTree,

    /// <summary>A tree over the requirement's own metrics.</summary>
    MetTree,

    /// <summary>A gate's tree.</summary>
    GateTree,

    /// <summary>Keys of requirements in the same definition.</summary>
    RequirementKeys,

    /// <summary>Reminder rows.</summary>
    Reminders,

    /// <summary>Variant rows.</summary>
    Variants,

    /// <summary>Rows saying where the rule comes from (S.49).</summary>
    Basis,
}

/// <summary>A property of a kind, for reading, checking, the toolbox and the side panel.</summary>
/// <param name="Name">camelCase.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Default">What holds when it is missing, as JSON; null for nothing.</param>
/// <param name="Required">Whether a template without it is refused.</param>
/// <param name="Words">The closed list of a Word or Words.</param>
/// <param name="Min">The least number.</param>
/// <param name="Max">The greatest number.</param>
/// <param name="ByMember">Whether it may differ by member: a variant over member facts may set it.</param>
/// <param name="NamesAsked">Whether it says who is asked: left empty, nobody is, and the template is refused (PE407).</param>
/// <param name="ListsQuestions">Whether it lists what is asked: left empty, little is, and the author is warned (PE411).</param>
public sealed record PropertySpec(
    string Name, PropertyType Type, string? Default = null, bool Required = false,
    IReadOnlyList<string>? Words = null, decimal? Min = null, decimal? Max = null, bool ByMember = false,
    bool NamesAsked = false, bool ListsQuestions = false);
