namespace PhaseEngine.Core.Gates;

/// <summary>
/// A gate's answer at one moment: for each condition the wanted and the actual value, and who has to do what. Data; the words
/// are made where it is shown, in the reader's language.
/// </summary>
/// <param name="Gate">The gate's key.</param>
/// <param name="On">The day it was made.</param>
/// <param name="Verdict">The conditions as a whole.</param>
/// <param name="Lines">One for each leaf, in document order, then what earlier gates carried over.</param>
public sealed record GateReport(string Gate, DateOnly On, Verdict Verdict, IReadOnlyList<ReportLine> Lines)
{
    /// <summary>Whether the unit may pass: its conditions are met as a whole, and nothing carried over or reopened is left.</summary>
    public bool ConditionsMet => Lines.All(line => !line.Missing);

    /// <summary>The lines still to be met.</summary>
    public IEnumerable<ReportLine> Missing => Lines.Where(line => line.Missing);
}

/// <summary>Why a line stands in the report.</summary>
public enum LineSource : byte
{
    /// <summary>A condition of the gate.</summary>
    Condition,

    /// <summary>Carried over from an earlier gate that was passed on condition.</summary>
    Carried,

    /// <summary>A requirement reopened after its gate was passed; the next gate needs it closed.</summary>
    Reopened,
}

/// <summary>One condition in the report.</summary>
/// <param name="Source">Why it stands here.</param>
/// <param name="Metric">The metric as written.</param>
/// <param name="Key">The requirement, gate or phase concerned; null for facts and today.</param>
/// <param name="Type">What the values are.</param>
/// <param name="Op">The comparison.</param>
/// <param name="Wanted">The value asked for, as written in the template; a date as the day it comes to.</param>
/// <param name="Actual">The value as it is, shares rounded down; null = not known.</param>
/// <param name="Done">For a share: how many have.</param>
/// <param name="Of">For a share: of how many.</param>
/// <param name="Lacking">How many more are needed for a share or a count; null where that has no meaning.</param>
/// <param name="Verdict">How it stands; turned about under a <c>not</c>.</param>
/// <param name="Missing">The gate does not let pass because of it. Not so where another part of an <c>any</c> is met.</param>
/// <param name="Negated">It stands under a <c>not</c>: what is shown must not hold.</param>
/// <param name="Categories">The member categories it is narrowed to.</param>
/// <param name="Due">By when, where the requirement has a date.</param>
/// <param name="Who">The role that has to act; null = nobody can, it is time or a fact.</param>
/// <param name="Text">What is missing in the template's words; null = the product's.</param>
/// <param name="CountedAt">When subordinate units were counted.</param>
public sealed record ReportLine(
    LineSource Source, string Metric, string? Key, Requirements.MetricType Type, Comparison Op, IReadOnlyList<string> Wanted,
    string? Actual, long? Done, long? Of, long? Lacking, Verdict Verdict, bool Missing, bool Negated, IReadOnlyList<string> Categories,
    DateOnly? Due, string? Who, Text? Text, DateTimeOffset? CountedAt);
