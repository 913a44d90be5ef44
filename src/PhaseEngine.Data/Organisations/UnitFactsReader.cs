using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Data.Organisations;

/// <summary>A unit as templates see it on a day, its place in the tree, and the last day of its pilot, which says who is new.</summary>
public sealed record UnitOnDay(Guid Id, string Path, DateOnly? PilotUntil, UnitFacts Facts);

/// <summary>The facts of many units at once; the same as <see cref="Roster"/> would find, counted by the database.</summary>
public static class UnitFactsReader
{
    public static async Task<IReadOnlyList<UnitOnDay>> FactsOn(this PhaseEngineDb db, IReadOnlyList<Guid> units, DateOnly day, CancellationToken ct)
    {
        var ids = units.ToArray();
        var rosters = await Rosters(db, ids, day, ct);
        var found = await (
            from unit in db.Units
            where ids.Contains(unit.Id)
            select new
            {
                unit.Id, unit.Type, unit.PilotUntil, Path = EF.Property<string>(unit, UnitPaths.Property),
                Sector = (from covered in db.UnitHosts
                          join host in db.Hosts on covered.HostId equals host.Id
                          where covered.UnitId == unit.Id
                          orderby covered.Position
                          select host.Sector).FirstOrDefault(),
            }).ToListAsync(ct);
        return
        [
            .. found.OrderBy(unit => unit.Id).Select(unit => new UnitOnDay(unit.Id, unit.Path, unit.PilotUntil, new UnitFacts(
                unit.Type, Vocabulary.LevelOf(unit.Type), unit.Sector, unit.PilotUntil is not null,
                Roster.InOrder(rosters.GetValueOrDefault(unit.Id) ?? [])))),
        ];
    }

    private static async Task<Dictionary<Guid, List<RosterGroup>>> Rosters(PhaseEngineDb db, Guid[] units, DateOnly day, CancellationToken ct)
    {
        // Member.CountsIn, NewSincePilot and IsProbationary, in terms the database can count by; a test compares the two.
        var counted =
            from member in db.Members
            where (member.JoinedOn == null || member.JoinedOn <= day) && (member.LeftOn == null || day < member.LeftOn)
            where units.Contains(member.UnitId) || units.Contains(member.CertificateUnitId!.Value)
            let certified = member.CertificateUnitId != null
                && (member.CertificateFrom == null || member.CertificateFrom <= day)
                && (member.CertificateUntil == null || day < member.CertificateUntil)
            select new { Unit = certified ? member.CertificateUnitId!.Value : member.UnitId, Member = member };
        var groups =
            from entry in counted
            join unit in db.Units on entry.Unit equals unit.Id
            group entry by new
            {
                entry.Unit,
                entry.Member.Category,
                NewSincePilot = unit.PilotUntil != null && (entry.Member.TookPartInPilot != null
                    ? entry.Member.TookPartInPilot == false
                    : entry.Member.AdmittedOn > unit.PilotUntil || entry.Member.JoinedOn > unit.PilotUntil),
                Probationary = entry.Member.ConfirmedOn != null ? day < entry.Member.ConfirmedOn : entry.Member.Probationary,
                Attached = entry.Unit != entry.Member.UnitId,
            }
            into same
            select new { same.Key, Count = same.Count() };

        var rosters = new Dictionary<Guid, List<RosterGroup>>(units.Length);
        await foreach (var group in groups.AsAsyncEnumerable().WithCancellation(ct))
        {
            var facts = new MemberFacts(group.Key.Category, group.Key.NewSincePilot, group.Key.Probationary, group.Key.Attached);
            if (!rosters.TryGetValue(group.Key.Unit, out var roster)) rosters[group.Key.Unit] = roster = [];
            roster.Add(new RosterGroup(facts, group.Count));
        }

        return rosters;
    }
}
