namespace PhaseEngine.Core.Organisations.Import;

/// <summary>
/// What is known before an import: the part of the organisation the person importing may change, all of it. What lies outside
/// is not known and cannot be changed.
/// </summary>
/// <param name="units">Units.</param>
/// <param name="hosts">Hosts.</param>
/// <param name="coverage">Which unit covers which host.</param>
/// <param name="members">Members, those who left too.</param>
public sealed class KnownOrganisation(
    IReadOnlyCollection<Unit> units, IReadOnlyCollection<Host> hosts, IEnumerable<UnitHost> coverage, IReadOnlyCollection<Member> members)
{
    private readonly ILookup<Guid, Guid> hostsOf = coverage.OrderBy(c => c.Position).ToLookup(c => c.UnitId, c => c.HostId);

    /// <summary>Nothing yet.</summary>
    public static KnownOrganisation Nothing { get; } = new([], [], [], []);

    internal Dictionary<Guid, Unit> UnitById { get; } = units.ToDictionary(u => u.Id);

    internal Dictionary<string, Unit> UnitByCode { get; } = First(units, u => CellText.Key(u.Code));

    internal ILookup<string, Unit> UnitsByName { get; } = units.ToLookup(u => CellText.Key(u.Name));

    internal Dictionary<Guid, Host> HostById { get; } = hosts.ToDictionary(h => h.Id);

    internal Dictionary<string, Host> HostByName { get; } = First(hosts, h => CellText.Key(h.Name));

    internal Dictionary<Guid, Member> MemberById { get; } = members.ToDictionary(m => m.Id);

    internal Dictionary<string, Member> MemberByCode { get; } =
        First(members.Where(m => m.Code is not null), m => CellText.Key(m.Code ?? ""));

    internal Dictionary<string, Member> MemberByNationalId { get; } =
        members.Where(m => m.NationalIdHash is not null).ToDictionary(m => m.NationalIdHash ?? "");

    internal ILookup<(Guid UnitId, string Name), Member> MembersByName { get; } = members.ToLookup(m => (m.UnitId, CellText.Key(m.Name)));

    /// <summary>The hosts a unit covers, in its order.</summary>
    internal IEnumerable<Guid> HostsOf(Guid unitId) => hostsOf[unitId];

    // Keys that differ only in case or width are one to people: the first keeps it.
    private static Dictionary<string, T> First<T>(IEnumerable<T> all, Func<T, string> keyOf) =>
        all.DistinctBy(keyOf).ToDictionary(keyOf);
}
