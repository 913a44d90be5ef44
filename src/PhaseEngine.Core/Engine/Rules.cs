using System.Text.Json.Nodes;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Engine;

/// <summary>What may differ among the units of one phase.</summary>
/// <param name="Length">Planned length; null = open-ended.</param>
/// <param name="NotBefore">Not entered before this day.</param>
/// <param name="Indicative">Its dates mark nothing overdue (S.9).</param>
/// <param name="Reminders">Relative to the planned end.</param>
/// <param name="Words">What a variant says instead of the phase's own words; null = nothing else.</param>
public sealed record PhaseRules(
    Span? Length, DateRule? NotBefore, bool Indicative, ReminderRow[] Reminders, VariantWords? Words = null);

/// <summary>What may differ among the units of one requirement.</summary>
public sealed record RequirementRules
{
    /// <summary>When it is due; null = never.</summary>
    public DateRule? Due { get; init; }

    /// <summary>The role that has to act.</summary>
    public required string Owner { get; init; }

    /// <summary>When it is met; null for a standing one, which never is.</summary>
    public Condition? Met { get; init; }

    /// <summary>The rhythm of a standing requirement.</summary>
    public Rhythm? Repeat { get; init; }

    /// <summary>Relative to the due day, or to the end of each window.</summary>
    public ReminderRow[] Reminders { get; init; } = [];

    /// <summary>Approvals of the requirement itself (a document's review, receipt …).</summary>
    public ApprovalRow[] Approvals { get; init; } = [];

    /// <summary>Minutes one occurrence takes the unit (B.6).</summary>
    public int Effort { get; init; }

    /// <summary>What is reported, in words; the same word twice is a finding (B.6).</summary>
    public string[] Asks { get; init; } = [];

    /// <summary>Which members are asked; null = all who count in the unit.</summary>
    public Condition? Members { get; init; }

    /// <summary>The kind's own properties, normalised, defaults filled in.</summary>
    public required JsonObject Settings { get; init; }

    /// <summary>The kind's own properties where they differ by member: the first whose condition holds, else <see cref="Settings"/>.</summary>
    public (Condition When, JsonObject Settings)[] MemberVariants { get; init; } = [];

    /// <summary>What a variant says instead of the requirement's own words; null = nothing else.</summary>
    public VariantWords? Words { get; init; }
}

/// <summary>Rules for units of which a condition over their facts holds.</summary>
/// <typeparam name="T">What differs.</typeparam>
/// <param name="When">Over unit facts.</param>
/// <param name="Rules">The rules.</param>
public sealed record Variant<T>(Condition When, T Rules) where T : class
{
    internal static T? Choose(Variant<T>[] variants, UnitFacts unit)
    {
        foreach (var variant in variants)
        {
            if (variant.When.Holds(unit)) return variant.Rules;
        }

        return null;
    }
}

/// <summary>Words that a variant puts in the place of an activity's own; null where the activity's own hold.</summary>
/// <param name="Title">The title.</param>
/// <param name="Guidance">What it is about.</param>
/// <param name="Basis">The basis of the rule (S.49).</param>
public sealed record VariantWords(Text? Title, Text? Guidance, Basis[]? Basis);

/// <summary>One row of reminders (template-format §6): a message to each recipient at <c>At</c>, again each <c>Every</c> while not done.</summary>
/// <param name="At">Before or after the row's date.</param>
/// <param name="To">Roles, or <c>owner</c>.</param>
/// <param name="Every">Repeat while not done.</param>
/// <param name="Text">Words of the template's author; null = the product's.</param>
public sealed record ReminderRow(Offset At, string[] To, Span? Every = null, Text? Text = null);

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
public sealed record ApprovalRow(string Role, ApprovalAct Act, Span? Within = null, Text? Title = null);
