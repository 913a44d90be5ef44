using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Data.Organisations;

/// <summary>
/// A note that a unit or its people changed, or will on a day, and that its runs have not been told. Written in the transaction
/// of the change, gone with the transaction that tells the runs. Several notes about one unit say no more than one.
/// </summary>
public sealed class RosterNote
{
    public required Guid Id { get; init; }

    public required Guid UnitId { get; init; }

    /// <summary>The day from which it holds; null: at once.</summary>
    public DateOnly? On { get; init; }
}

/// <summary>Sees to it that no change of people goes by without a note, whoever makes it: by hand, by list, from the command line.</summary>
public static class RosterNotes
{
    /// <summary>What of a member no template can ask about.</summary>
    private static readonly HashSet<string> BesidesThePoint =
        [nameof(Member.Name), nameof(Member.Code), nameof(Member.NationalIdHash), nameof(Member.HostId), nameof(Member.LeftReason), nameof(Member.Version)];

    /// <summary>Notes that the runs of these units have to be told; saved with whatever else the context holds.</summary>
    public static void NoteRosters(this PhaseEngineDb db, IEnumerable<Guid> units) =>
        db.RosterNotes.AddRange(units.Distinct().Select(unit => new RosterNote { Id = Guid.CreateVersion7(), UnitId = unit }));

    /// <summary>Notes what the changes about to be saved mean for rosters.</summary>
    internal static async Task Maintain(PhaseEngineDb db, CancellationToken ct)
    {
        var units = new HashSet<Guid>();
        foreach (var member in db.ChangeTracker.Entries<Member>().Where(Matters)) units.UnionWith(UnitsOf(member));
        foreach (var unit in db.ChangeTracker.Entries<Unit>().Where(Matters)) units.Add(unit.Entity.Id);
        foreach (var covered in db.ChangeTracker.Entries<UnitHost>().Where(e => e.State is not EntityState.Unchanged)) units.Add(covered.Entity.UnitId);

        var hosts = db.ChangeTracker.Entries<Host>().Where(e => e.State == EntityState.Modified && e.Property(h => h.Sector).IsModified)
            .Select(e => e.Entity.Id).ToList();
        if (hosts.Count > 0) units.UnionWith(await db.UnitHosts.Where(c => hosts.Contains(c.HostId)).Select(c => c.UnitId).ToListAsync(ct));

        db.NoteRosters(units);
    }

    private static bool Matters(EntityEntry<Member> member) => member.State switch
    {
        EntityState.Added or EntityState.Deleted => true,
        EntityState.Modified => member.Properties.Any(p => p.IsModified && !BesidesThePoint.Contains(p.Metadata.Name)),
        _ => false,
    };

    private static bool Matters(EntityEntry<Unit> unit) => unit.State == EntityState.Modified
        && (unit.Property(u => u.Type).IsModified || unit.Property(u => u.PilotUntil).IsModified || unit.Property(u => u.DissolvedOn).IsModified);

    /// <summary>Where the member counted or may have counted, before and after.</summary>
    private static IEnumerable<Guid> UnitsOf(EntityEntry<Member> member)
    {
        var (unit, certificate) = (member.Property(m => m.UnitId), member.Property(m => m.CertificateUnitId));
        return new[] { unit.OriginalValue, unit.CurrentValue, certificate.OriginalValue, certificate.CurrentValue }.OfType<Guid>();
    }
}
