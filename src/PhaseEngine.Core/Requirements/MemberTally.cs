using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Requirements;

/// <summary>
/// One member before and after a change: a record, another category, joining or leaving. Empty sums are those of a member of
/// whom nothing is recorded.
/// </summary>
/// <param name="FactsBefore">The member's facts before; null when they did not count in the unit.</param>
/// <param name="Before">Their sums before, in the order of <see cref="RequirementKind.Marks"/>.</param>
/// <param name="FactsAfter">The member's facts after; null when they do not count in the unit any more.</param>
/// <param name="After">Their sums after.</param>
public sealed record MemberMove(
    MemberFacts? FactsBefore, IReadOnlyList<long> Before, MemberFacts? FactsAfter, IReadOnlyList<long> After)
{
    /// <summary>A record about a member who stays what they are.</summary>
    /// <param name="facts">The member's facts.</param>
    /// <param name="before">Their sums before the record.</param>
    /// <param name="marks">What the record adds to them.</param>
    public static MemberMove ByRecord(MemberFacts facts, IReadOnlyList<long> before, IReadOnlyList<long> marks) =>
        new(facts, before, facts, before.Count == 0 ? marks : [.. before.Zip(marks, (sum, mark) => sum + mark)]);
}

/// <summary>
/// Turns what was recorded into differences of a requirement's counters, block after block as the engine takes them
/// (<see cref="Counted.By"/>): everybody, then each group of <see cref="PlanRequirement.Groups"/>; in each block
/// <c>recorded</c> and <c>asked</c>, which the engine itself moves, and then the kind's counters.
/// </summary>
public static class MemberTally
{
    /// <summary>What one record changes, for the unit and through its members.</summary>
    /// <param name="requirement">The requirement.</param>
    /// <param name="rules">Its rules for the unit.</param>
    /// <param name="unit">The unit's facts.</param>
    /// <param name="effect">What the record says, or its reverse.</param>
    /// <param name="moves">The members it names, as far as they count in the unit.</param>
    public static long[] Differences(
        PlanRequirement requirement, RequirementRules rules, UnitFacts unit, EvidenceEffect effect, IEnumerable<MemberMove> moves)
    {
        var by = Differences(requirement, rules, unit, moves);
        for (var i = 0; i < effect.Counters.Count; i++) by[2 + i] += effect.Counters[i];
        return by;
    }

    /// <summary>What changes through members alone. Members who are not asked contribute nothing.</summary>
    /// <param name="requirement">The requirement.</param>
    /// <param name="rules">Its rules for the unit.</param>
    /// <param name="unit">The unit's facts.</param>
    /// <param name="moves">The members who changed.</param>
    public static long[] Differences(
        PlanRequirement requirement, RequirementRules rules, UnitFacts unit, IEnumerable<MemberMove> moves)
    {
        var by = new long[(1 + requirement.Groups.Length) * requirement.BlockLength];
        foreach (var move in moves)
        {
            Add(requirement, rules, unit, move.FactsBefore, move.Before, -1, by);
            Add(requirement, rules, unit, move.FactsAfter, move.After, 1, by);
        }

        return by;
    }

    private static void Add(
        PlanRequirement requirement, RequirementRules rules, UnitFacts unit, MemberFacts? member, IReadOnlyList<long> sums, int sign, long[] by)
    {
        if (member is null || sums.Count == 0 || !rules.Asks(unit, member)) return;

        var contribution = new long[requirement.Kind.Counters.Count];
        requirement.Kind.Count(rules.SettingsFor(unit, member), [.. sums], contribution);
        for (var block = 0; block <= requirement.Groups.Length; block++)
        {
            if (!requirement.Covers(block, member)) continue;
            var start = (block * requirement.BlockLength) + 2;
            for (var i = 0; i < contribution.Length; i++) by[start + i] += sign * contribution[i];
        }
    }
}
