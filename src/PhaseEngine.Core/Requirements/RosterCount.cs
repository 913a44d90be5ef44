using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Requirements;

/// <summary>A member who counts in a unit, with what is recorded of them for one requirement anywhere in the campaign (S.51: a record moves with the member).</summary>
/// <param name="Key">The requirement.</param>
/// <param name="Facts">The member's facts in this unit.</param>
/// <param name="Marks">Their sums, in the order of <see cref="RequirementKind.Marks"/>.</param>
public sealed record MemberSums(string Key, MemberFacts Facts, IReadOnlyList<long> Marks);

/// <summary>
/// Brings a run up to date with the people of its unit (semantics 6): who joined counts from then on, with what is recorded of
/// them; who left is out. Counts anew instead of following each change, so that it may be done again at any time.
/// </summary>
public static class RosterCount
{
    /// <summary>What has to happen to a run so that it shows these people; null when it does already.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="run">The run as it stands.</param>
    /// <param name="unit">The unit's facts as they are now.</param>
    /// <param name="members">Everybody who counts in the unit and of whom something is recorded, once for each such requirement.</param>
    public static RosterChanged? Changed(Plan plan, RunState run, UnitFacts unit, IEnumerable<MemberSums> members)
    {
        var byKey = members.ToLookup(m => m.Key);
        var asked = RosterTally.Asked(plan, unit);
        var same = Same(run.Unit, unit);
        var counted = new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal);
        foreach (var (key, blocks) in asked)
        {
            var requirement = plan.Requirement(key)!;
            if (!run.StillAsks(plan, requirement)) continue;

            for (var block = 0; block < blocks.Count; block++) same &= run.Counters[requirement.Slot(block, 1)] == blocks[block];
            var by = Differences(requirement, run, unit, byKey[key]);
            if (Array.Exists(by, difference => difference != 0)) counted[key] = by;
        }

        return same && counted.Count == 0 ? null : new RosterChanged(unit, counted);
    }

    /// <summary>What lacks, or is too much, in the counters that are made of members.</summary>
    private static long[] Differences(PlanRequirement requirement, RunState run, UnitFacts unit, IEnumerable<MemberSums> members)
    {
        var by = MemberTally.Differences(
            requirement, requirement.For(unit), unit, members.Select(m => new MemberMove(null, [], m.Facts, m.Marks)));
        for (var block = 0; block <= requirement.Groups.Length; block++)
        {
            for (var i = 0; i < requirement.Kind.Counters.Count; i++)
            {
                if (requirement.Kind.Counters[i].OfMembers) by[(block * requirement.BlockLength) + 2 + i] -= run.Counters[requirement.Slot(block, 2 + i)];
            }
        }

        return by;
    }

    private static bool Same(UnitFacts one, UnitFacts other) =>
        one with { Roster = other.Roster } == other && one.Roster.SequenceEqual(other.Roster);
}
