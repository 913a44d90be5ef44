using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Gates;

/// <summary>
/// What a condition says, three-valued, and a fourth for what does not apply (template-format §5). The numbers are the order
/// in which <c>all</c> takes the least and <c>any</c> the greatest.
/// </summary>
public enum Verdict : byte
{
    /// <summary>It does not hold.</summary>
    NotMet,

    /// <summary>A figure it looks at has no value yet.</summary>
    Unknown,

    /// <summary>It holds.</summary>
    Met,

    /// <summary>It looks at nobody, or at a requirement not asked, waived or skipped: left out, and met when nothing else is left.</summary>
    NotApplicable,
}

/// <summary>A condition tree; data, never code. Judging it allocates nothing.</summary>
public abstract record Condition
{
    /// <summary>Judges the tree by the figures of a run.</summary>
    /// <param name="figures">The run as it stands.</param>
    public abstract Verdict Judge(in Figures figures);

    /// <summary>Whether the day it is alone may change the verdict.</summary>
    internal abstract bool LooksAtTime { get; }

    /// <summary>Judges a tree over unit facts only; what is unknown does not hold.</summary>
    /// <param name="unit">The unit's facts.</param>
    public bool Holds(UnitFacts unit) => Passes(Judge(new Figures(unit)));

    /// <summary>Judges a tree over member facts (and unit facts); what is unknown does not hold.</summary>
    /// <param name="unit">The unit's facts.</param>
    /// <param name="member">The member's facts.</param>
    public bool Holds(UnitFacts unit, MemberFacts member) => Passes(Judge(new Figures(unit, member)));

    /// <summary>Whether a verdict on a whole tree lets something pass: only met does, or nothing being left to meet.</summary>
    /// <param name="verdict">The verdict on the whole tree.</param>
    public static bool Passes(Verdict verdict) => verdict is Verdict.Met or Verdict.NotApplicable;
}

/// <summary>Met when each part is: the least of its parts.</summary>
/// <param name="Parts">At least one.</param>
public sealed record All(Condition[] Parts) : Condition
{
    internal override bool LooksAtTime { get; } = Array.Exists(Parts, part => part.LooksAtTime);

    /// <inheritdoc />
    public override Verdict Judge(in Figures figures)
    {
        var least = Verdict.NotApplicable;
        foreach (var part in Parts)
        {
            var verdict = part.Judge(figures);
            if (verdict == Verdict.NotMet) return verdict;
            if (verdict < least) least = verdict;
        }

        return least;
    }
}

/// <summary>Met when one part is: the greatest of its parts.</summary>
/// <param name="Parts">At least one.</param>
public sealed record Any(Condition[] Parts) : Condition
{
    internal override bool LooksAtTime { get; } = Array.Exists(Parts, part => part.LooksAtTime);

    /// <inheritdoc />
    public override Verdict Judge(in Figures figures)
    {
        Verdict? greatest = null;
        foreach (var part in Parts)
        {
            var verdict = part.Judge(figures);
            if (verdict != Verdict.NotApplicable && (greatest is null || verdict > greatest)) greatest = verdict;
        }

        return greatest ?? Verdict.NotApplicable;
    }
}

/// <summary>Met when its part is not met; what is unknown stays unknown.</summary>
/// <param name="Part">The part.</param>
public sealed record Not(Condition Part) : Condition
{
    internal override bool LooksAtTime => Part.LooksAtTime;

    /// <inheritdoc />
    public override Verdict Judge(in Figures figures) => Part.Judge(figures) switch
    {
        Verdict.NotMet => Verdict.Met,
        Verdict.Met => Verdict.NotMet,
        var other => other,
    };
}
