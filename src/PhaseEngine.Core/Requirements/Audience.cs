using System.Text.Json.Nodes;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Requirements;

/// <summary>Which members a requirement asks, and what it asks of each (S.4, S.11).</summary>
public static class Audience
{
    /// <summary>Whether a member is asked.</summary>
    /// <param name="rules">The requirement's rules for the unit.</param>
    /// <param name="unit">The unit's facts.</param>
    /// <param name="member">The member's facts.</param>
    public static bool Asks(this RequirementRules rules, UnitFacts unit, MemberFacts member) =>
        rules.Members is null || rules.Members.Holds(unit, member);

    /// <summary>The kind's own properties as they hold for a member: the first variant whose condition holds, else the unit's.</summary>
    /// <param name="rules">The requirement's rules for the unit.</param>
    /// <param name="unit">The unit's facts.</param>
    /// <param name="member">The member's facts.</param>
    public static JsonObject SettingsFor(this RequirementRules rules, UnitFacts unit, MemberFacts member)
    {
        foreach (var (when, settings) in rules.MemberVariants)
        {
            if (when.Holds(unit, member)) return settings;
        }

        return rules.Settings;
    }

    /// <summary>Whether a block of counters is about a member: block 0 is about everybody, the others about some categories.</summary>
    /// <param name="requirement">The requirement.</param>
    /// <param name="block">The block.</param>
    /// <param name="member">The member's facts.</param>
    internal static bool Covers(this PlanRequirement requirement, int block, MemberFacts member) =>
        block == 0 || requirement.Groups[block - 1].Contains(member.Category, StringComparer.Ordinal);
}
