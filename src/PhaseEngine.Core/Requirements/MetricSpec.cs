namespace PhaseEngine.Core.Requirements;

/// <summary>What a metric's value is, and so what it may be compared with.</summary>
public enum MetricType
{
    /// <summary>Yes or no.</summary>
    Bool,

    /// <summary>A number; whole or not.</summary>
    Number,

    /// <summary>A share in percent, compared exactly as a fraction and shown rounded down.</summary>
    Percent,

    /// <summary>A day.</summary>
    Date,

    /// <summary>One word of a closed list.</summary>
    Word,
}

/// <summary>
/// A figure that conditions may look at, made of a requirement's counters: <c>Counter</c>, or <c>Counter ÷ Per</c>.
/// </summary>
/// <param name="Name">As it stands in templates: <c>coverage</c>.</param>
/// <param name="Type">What the value is.</param>
/// <param name="Counter">The counter it shows, or the numerator.</param>
/// <param name="Per">The denominator's counter; null for a plain count.</param>
/// <param name="Unit">What a number counts, for people: <c>h</c>, <c>%</c>; null when it is obvious.</param>
/// <param name="Scale">Divides a ratio further: minutes ÷ 60 give hours.</param>
/// <param name="UnknownWhenEmpty">
/// What a ratio over nothing means. False: nobody to account for, the condition is not applicable. True: nothing is known yet
/// (an average without marks, a satisfaction without answers).
/// </param>
/// <param name="OfMembers">Whether it can be narrowed to some categories of members.</param>
/// <param name="LeastShown">Of fewer than so many people only that they are fewer is said (S.26).</param>
public sealed record MetricSpec(
    string Name, MetricType Type, string Counter, string? Per = null, string? Unit = null, int Scale = 1,
    bool UnknownWhenEmpty = false, bool OfMembers = false, int LeastShown = 0);

/// <summary>A number kept for a requirement in the same transaction as its evidence, moved by differences.</summary>
/// <param name="Name">Unique within the kind.</param>
/// <param name="Kept">
/// Whether it goes on when a returned gate opens a new round; otherwise it starts again at nought, and records of earlier rounds
/// no longer move it. Sums of members always go on. A new window of a standing requirement sets back only <c>recorded</c>.
/// </param>
/// <param name="OfMembers">Whether it is made of members' sums alone (<see cref="RequirementKind.Count"/>), so that it can be counted anew from them.</param>
public sealed record CounterSpec(string Name, bool Kept = true, bool OfMembers = false);
