using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Requirements;

/// <summary>How many members each requirement asks of a unit: the counter <c>asked</c>.</summary>
public static class RosterTally
{
    /// <summary>For each requirement that counts members, by key: how many are asked of everybody, then of each of its groups.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="unit">The unit's facts.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<int>> Asked(Plan plan, UnitFacts unit)
    {
        var asked = new Dictionary<string, IReadOnlyList<int>>(StringComparer.Ordinal);
        foreach (var activity in plan.Activities)
        {
            if (activity is PlanRequirement { Kind.Marks.Count: > 0 } requirement) asked[requirement.Key!] = Asked(requirement, unit);
        }

        return asked;
    }

    private static int[] Asked(PlanRequirement requirement, UnitFacts unit)
    {
        var members = requirement.For(unit).Members;
        var blocks = new int[1 + requirement.Groups.Length];
        foreach (var (facts, count) in unit.Roster)
        {
            if (members is not null && !members.Holds(unit, facts)) continue;

            blocks[0] += count;
            for (var group = 0; group < requirement.Groups.Length; group++)
            {
                if (requirement.Groups[group].Contains(facts.Category, StringComparer.Ordinal)) blocks[1 + group] += count;
            }
        }

        return blocks;
    }
}
