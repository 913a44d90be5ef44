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

        return facts.ToDictionary(f => f.Key, f => Groups(f.Value.Members));
    }

    /// <summary>Groups in a fixed order, so that the same members give the same roster whatever order they came in.</summary>
    /// <param name="groups">The groups.</param>
    public static IReadOnlyList<RosterGroup> InOrder(IEnumerable<RosterGroup> groups) =>
    [
        .. groups.OrderBy(g => g.Facts.Category, StringComparer.Ordinal)
            .ThenBy(g => g.Facts.NewSincePilot)
            .ThenBy(g => g.Facts.Probationary)
            .ThenBy(g => g.Facts.Attached),
    ];

    private static IReadOnlyList<RosterGroup> Groups(IEnumerable<MemberFacts> facts) =>
        InOrder(facts.CountBy(f => f).Select(g => new RosterGroup(g.Key, g.Value)));
}
