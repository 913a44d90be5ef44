namespace PhaseEngine.Core.Organisations;

/// <summary>A proposal for the members of one host, or of the hosts of one joint branch, who are new since the pilot (S.6). A person confirms it.</summary>
/// <param name="Type"><c>temporaryBranch</c>, <c>temporaryGroup</c> or <c>temporaryJointBranch</c>; null: too few, the founder takes them along, or with the instructor's help they study with other hosts.</param>
/// <param name="FounderId">The organisation that founds and leads the temporary unit and names its leader, or takes the members along.</param>
/// <param name="HostIds">The hosts concerned, in order of name; empty when the members' host is not known.</param>
/// <param name="MemberIds">The members concerned.</param>
public sealed record TemporaryUnitProposal(string? Type, Guid FounderId, IReadOnlyList<Guid> HostIds, IReadOnlyList<Guid> MemberIds);

/// <summary>Temporary organisations for members new since the pilot (S.6).</summary>
public static class TemporaryUnits
{
    /// <summary>So many new members of one host make a temporary unit (S.6).</summary>
    public const int Enough = 3;

    /// <summary>Who may found, the first kind that covers the host wins. Groups and temporary units found nothing.</summary>
    private static readonly string[] Founders =
        ["committee", "organCommittee", "workingCommittee", "generalBranch", "branch", "jointBranch"];

    /// <summary>
    /// Counts the new members per host, a joint branch's over all hosts it covers, and proposes: under a committee or general
    /// branch a temporary branch, under a branch a temporary group, under a joint branch a temporary joint branch. Members
    /// already in a temporary unit are not counted again.
    /// </summary>
    /// <param name="units">The units of the scope with those above them.</param>
    /// <param name="hosts">The hosts.</param>
    /// <param name="coverage">Which unit covers which host.</param>
    /// <param name="members">The members of the scope.</param>
    /// <param name="day">The day to look at.</param>
    /// <returns>In order of the founder's code, then of the hosts' names.</returns>
    public static IReadOnlyList<TemporaryUnitProposal> Propose(
        IReadOnlyCollection<Unit> units,
        IReadOnlyCollection<Host> hosts,
        IReadOnlyCollection<UnitHost> coverage,
        IEnumerable<Member> members,
        DateOnly day)
    {
        var unitById = units.Where(u => u.LivesOn(day)).ToDictionary(u => u.Id);
        var hostName = hosts.ToDictionary(h => h.Id, h => h.Name);
        var hostsOf = coverage.ToLookup(c => c.UnitId, c => c.HostId);
        var covering = coverage.Where(c => unitById.ContainsKey(c.UnitId)).ToLookup(c => c.HostId, c => unitById[c.UnitId]);

        var newcomers =
            from member in members
            let unit = member.CountsIn(day) is { } id ? unitById.GetValueOrDefault(id) : null
            where unit is not null && !unit.Type.StartsWith("temporary", StringComparison.Ordinal) && member.NewSincePilot(unit.PilotUntil)
            let host = member.HostId ?? SoleHostOf(unit)
            let founder = (host is { } known ? FounderAmong(covering[known]) : null) ?? FounderAbove(unit)
            select (Member: member.Id, Host: host, Founder: founder);

        // A joint branch looks at all its hosts together, any other founder at each host by itself.
        return
        [
            .. newcomers
                .GroupBy(n => (n.Founder, Host: n.Founder.Type == "jointBranch" ? null : n.Host))
                .Select(g => new TemporaryUnitProposal(
                    g.Count() < Enough ? null : TypeUnder(g.Key.Founder),
                    g.Key.Founder.Id,
                    [.. g.Select(n => n.Host).OfType<Guid>().Distinct().OrderBy(NameOf, StringComparer.Ordinal)],
                    [.. g.Select(n => n.Member)]))
                .OrderBy(p => unitById[p.FounderId].Code, StringComparer.Ordinal)
                .ThenBy(p => p.HostIds.Count == 0 ? "" : NameOf(p.HostIds[0]), StringComparer.Ordinal),
        ];

        string NameOf(Guid host) => hostName.GetValueOrDefault(host, "");

        // A unit that names no host of its own works in that of the unit above.
        Guid? SoleHostOf(Unit unit)
        {
            for (var at = unit; at is not null; at = ParentOf(at))
            {
                var covered = hostsOf[at.Id].Distinct().ToList();
                if (covered.Count > 0)
                    return covered.Count == 1 ? covered[0] : null;
            }

            return null;
        }

        Unit FounderAbove(Unit unit)
        {
            var at = unit;
            while (!Founders.Contains(at.Type) && ParentOf(at) is { } parent)
                at = parent;
            return at;
        }

        Unit? ParentOf(Unit unit) => unit.ParentId is { } id ? unitById.GetValueOrDefault(id) : null;
    }

    private static Unit? FounderAmong(IEnumerable<Unit> covering) => covering
        .Where(u => Founders.Contains(u.Type))
        .OrderBy(u => Array.IndexOf(Founders, u.Type))
        .ThenBy(u => u.Code, StringComparer.Ordinal)
        .FirstOrDefault();

    private static string TypeUnder(Unit founder) => founder.Type switch
    {
        "jointBranch" => "temporaryJointBranch",
        "branch" => "temporaryGroup",
        _ => "temporaryBranch",
    };
}
