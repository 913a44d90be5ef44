using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Organisations.Import;
using PhaseEngine.Data;
using PhaseEngine.Data.Organisations;

namespace PhaseEngine.Server.Features.Organisation;

/// <summary>Stores what an import found, in the caller's transaction.</summary>
internal sealed class StoreOrganisation(PhaseEngineDb db)
{
    private const int Chunk = 1000;

    /// <param name="changes">What is to be stored.</param>
    /// <param name="progress">Told after each chunk how many are stored, and of how many.</param>
    /// <param name="ct">Gives up; the caller's transaction then takes everything back.</param>
    public async Task Save(OrganisationChanges changes, Action<int, int> progress, CancellationToken ct)
    {
        var of = changes.Hosts.Count + changes.Units.Count + changes.Coverage.Count + changes.Members.Count;
        var stored = 0;
        void Stored(int count) => progress(stored += count, of);

        Stored(0);
        await Change(changes.Hosts, db.Hosts, Host.Create, (host, details) => host.Change(details), h => h.Id, Stored, ct);
        await Change(changes.Units, db.Units, Unit.Create, (unit, details) => unit.Change(details), u => u.Id, Stored, ct);
        await Cover(changes.Coverage, Stored, ct);
        await Change(changes.Members, db.Members, Member.Create, (member, details) => member.Change(details), m => m.Id, Stored, ct);
    }

    private async Task Change<T, TDetails>(
        IReadOnlyList<Change<TDetails>> changes, DbSet<T> set, Func<Guid, TDetails, T> create, Func<T, TDetails, bool> change,
        System.Linq.Expressions.Expression<Func<T, Guid>> idOf, Action<int> stored, CancellationToken ct)
        where T : class
    {
        var id = idOf.Compile();
        foreach (var chunk in changes.Chunk(Chunk))
        {
            set.AddRange(chunk.Where(c => c.IsNew).Select(c => create(c.Id, c.Details)));
            var known = chunk.Where(c => !c.IsNew).ToDictionary(c => c.Id, c => c.Details);
            if (known.Count > 0)
            {
                var ids = known.Keys.ToList();
                foreach (var thing in await set.Where(Among(idOf, ids)).ToListAsync(ct)) change(thing, known[id(thing)]);
            }

            await db.SaveChangesAsync(ct);
            // Memory stays flat however long the list is.
            db.ChangeTracker.Clear();
            stored(chunk.Length);
        }
    }

    private async Task Cover(IReadOnlyList<(Guid UnitId, IReadOnlyList<Guid> HostIds)> coverage, Action<int> stored, CancellationToken ct)
    {
        foreach (var chunk in coverage.Chunk(Chunk))
        {
            var units = chunk.Select(c => c.UnitId).ToList();
            await db.UnitHosts.Where(c => units.Contains(c.UnitId)).ExecuteDeleteAsync(ct);
            db.NoteRosters(units); // a deletion in the database itself goes unnoticed
            db.UnitHosts.AddRange(chunk.SelectMany(c => c.HostIds.Select((host, position) => new UnitHost(c.UnitId, host, position))));
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            stored(chunk.Length);
        }
    }

    private static System.Linq.Expressions.Expression<Func<T, bool>> Among<T>(System.Linq.Expressions.Expression<Func<T, Guid>> idOf, List<Guid> ids) =>
        System.Linq.Expressions.Expression.Lambda<Func<T, bool>>(
            System.Linq.Expressions.Expression.Call(
                System.Linq.Expressions.Expression.Constant(ids), nameof(List<Guid>.Contains), [], idOf.Body),
            idOf.Parameters);
}
