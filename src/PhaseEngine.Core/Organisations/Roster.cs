namespace PhaseEngine.Core.Organisations;

/// <summary>Members as templates see them: numbers in groups, no person (S.4, S.11, S.12).</summary>
public static class Roster
{
    /// <summary>The members who count in one unit on a day, in groups.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="members">Any members; those who count elsewhere or nowhere are passed over.</param>
    /// <param name="day">The counting day.</param>
    public static IReadOnlyList<RosterGroup> Of(Unit unit, IEnumerable<Member> members, DateOnly day) =>
        Groups(members.Where(m => m.CountsIn(day) == unit.Id).Select(m => m.FactsOn(day, unit.PilotUntil)));

    /// <summary>The rosters of a set of units in one pass over the members; units without members have an empty one.</summary>
    /// <param name="units">The units.</param>
    /// <param name="members">Any members; those who count in none of the units are passed over.</param>
    /// <param name="day">The counting day.</param>
    public static IReadOnlyDictionary<Guid, IReadOnlyList<RosterGroup>> Of(
        IReadOnlyCollection<Unit> units, IEnumerable<Member> members, DateOnly day)
    {
        var facts = units.ToDictionary(u => u.Id, u => (u.PilotUntil, Members: new List<MemberFacts>()));
        foreach (var member in members)
        {
            if (member.CountsIn(day) is { } unitId && facts.TryGetValue(unitId, out var unit))
                unit.Members.Add(member.FactsOn(day, unit.PilotUntil));
        }

        return facts.ToDictionary(f => f.Key, IReadOnlyList<RosterGroup> (f) => Groups(f.Value.Members));
    }

    /// <summary>Puts groups in a fixed order, so that the same members give the same roster whatever order they came in.</summary>
    /// <param name="groups">The groups.</param>
    public static void PutInOrder(List<RosterGroup> groups) => groups.Sort(static (one, other) =>
        string.CompareOrdinal(one.Facts.Category, other.Facts.Category) is not 0 and var byCategory ? byCategory : Flags(one.Facts) - Flags(other.Facts));

    private static int Flags(MemberFacts facts) => (facts.NewSincePilot ? 4 : 0) + (facts.Probationary ? 2 : 0) + (facts.Attached ? 1 : 0);

    private static List<RosterGroup> Groups(IEnumerable<MemberFacts> facts)
    {
        List<RosterGroup> groups = [.. facts.CountBy(f => f).Select(g => new RosterGroup(g.Key, g.Value))];
        PutInOrder(groups);
        return groups;
    }
}
