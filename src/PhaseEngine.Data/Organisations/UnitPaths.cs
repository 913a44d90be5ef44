using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Data.Sql;

namespace PhaseEngine.Data.Organisations;

/// <summary>
/// The place of a unit in the tree as text: <c>/</c>, then a short id for each unit from the top down to itself, each followed
/// by <c>/</c>. A subtree is all paths with one beginning, which an index finds. Kept up to date by every save.
/// </summary>
public static class UnitPaths
{
    /// <summary>The column, which the domain does not know.</summary>
    public const string Property = "Path";

    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int SegmentLength = 10;

    /// <summary>The units that stand in a subtree, its top included.</summary>
    public static IQueryable<Unit> InSubtree(this IQueryable<Unit> units, string path) =>
        units.Where(u => EF.Property<string>(u, Property).StartsWith(path));

    /// <summary>The path of a unit; null when there is no such unit.</summary>
    public static Task<string?> PathOf(this IQueryable<Unit> units, Guid unit, CancellationToken ct) =>
        units.Where(u => u.Id == unit).Select(u => (string?)EF.Property<string>(u, Property)).SingleOrDefaultAsync(ct);

    /// <summary>The paths of the units above a unit, the nearest first.</summary>
    public static IEnumerable<string> Above(string path)
    {
        for (var end = path.LastIndexOf('/', path.Length - 2); end > 0; end = path.LastIndexOf('/', end - 1)) yield return path[..(end + 1)];
    }

    /// <summary>How long the paths of the units directly below one are; cut to it, a path says below which of them a unit stands.</summary>
    public static int LengthBelow(string path) => path.Length + SegmentLength + 1;

    /// <summary>The path of a unit below another; of one at the top when that is null.</summary>
    public static string Below(string? parentPath, Guid unit) => $"{parentPath ?? "/"}{Segment(unit)}/";

    /// <summary>
    /// Lets one transaction at a time found and move units, until it ends: whoever reads a path to build on it must not build
    /// on one that is just being moved. Taken by every save; before it by whoever checks where a unit may stand.
    /// </summary>
    public static Task TakeTurn(PhaseEngineDb db, CancellationToken ct) => db.Sets.TakeTurn(db, Turn.UnitTree, ct);

    /// <summary>
    /// Fifty of the random bits at the end of the id. Paths are unique by an index, so that two units under one parent never
    /// share a segment unnoticed.
    /// </summary>
    private static string Segment(Guid unit)
    {
        Span<byte> bytes = stackalloc byte[16];
        unit.TryWriteBytes(bytes, bigEndian: true, out _);
        var random = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        return string.Create(SegmentLength, random, static (segment, bits) =>
        {
            for (var i = segment.Length - 1; i >= 0; i--, bits >>= 5) segment[i] = Digits[(int)(bits & 31)];
        });
    }

    /// <summary>Gives new and moved units their paths, and the units below moved ones theirs.</summary>
    /// <exception cref="InvalidOperationException">A unit would stand below itself; callers refuse that beforehand.</exception>
    internal static async Task Maintain(PhaseEngineDb db, CancellationToken ct)
    {
        var changed = Changed(db).ToDictionary(e => e.Entity.Id);
        if (changed.Count == 0) return;

        await TakeTurn(db, ct);
        foreach (var moved in changed.Values.Where(e => e.State == EntityState.Modified).ToList())
        {
            // As it stands now: the unit may have been read before somebody moved one above it.
            if (await db.Units.PathOf(moved.Entity.Id, ct) is not { } own) continue;
            moved.Property<string>(Property).OriginalValue = own;
            foreach (var below in await UnitsBelow(db, own, ct)) changed.TryAdd(below.Entity.Id, below);
        }

        var paths = await PathsOf(db, changed.Values.Select(e => e.Entity.ParentId).OfType<Guid>().Where(id => !changed.ContainsKey(id)), ct);
        foreach (var entry in changed.Values) entry.Property<string>(Property).CurrentValue = PathOf(entry.Entity, changed.Count);

        string PathOf(Unit unit, int unitsAbove)
        {
            if (paths.TryGetValue(unit.Id, out var path)) return path;
            if (unitsAbove < 0) throw new InvalidOperationException($"Unit {unit.Id} would stand below itself.");

            var parentPath = unit.ParentId is not { } parent ? null
                : changed.TryGetValue(parent, out var entry) ? PathOf(entry.Entity, unitsAbove - 1)
                : paths[parent];
            return paths[unit.Id] = Below(parentPath, unit.Id);
        }
    }

    /// <summary>Whether a save will found or move units.</summary>
    internal static bool AreToMove(PhaseEngineDb db) => Changed(db).Any();

    private static IEnumerable<EntityEntry<Unit>> Changed(PhaseEngineDb db)
    {
        db.ChangeTracker.DetectChanges();
        return db.ChangeTracker.Entries<Unit>()
            .Where(e => e.State == EntityState.Added || (e.State == EntityState.Modified && e.Property(u => u.ParentId).IsModified));
    }

    /// <summary>The units of a subtree as they stand now, also those that were read before.</summary>
    private static async Task<List<EntityEntry<Unit>>> UnitsBelow(PhaseEngineDb db, string path, CancellationToken ct)
    {
        var entries = (await db.Units.InSubtree(path).ToListAsync(ct)).ConvertAll(unit => db.Entry(unit));
        var now = await db.Units.AsNoTracking().InSubtree(path).Select(u => new { u.Id, u.ParentId, Path = EF.Property<string>(u, Property) }).ToDictionaryAsync(u => u.Id, ct);
        foreach (var entry in entries.Where(e => e.State == EntityState.Unchanged))
        {
            var (parent, own) = (now[entry.Entity.Id].ParentId, now[entry.Entity.Id].Path);
            if (entry.Entity.ParentId != parent) await entry.ReloadAsync(ct);
            else entry.Property<string>(Property).OriginalValue = own;
        }

        return entries;
    }

    private static async Task<Dictionary<Guid, string>> PathsOf(PhaseEngineDb db, IEnumerable<Guid> units, CancellationToken ct)
    {
        var paths = new Dictionary<Guid, string>();
        foreach (var chunk in units.Distinct().Chunk(1000))
        {
            var found = db.Units.Where(u => chunk.Contains(u.Id)).Select(u => new { u.Id, Path = EF.Property<string>(u, Property) });
            await foreach (var unit in found.AsAsyncEnumerable().WithCancellation(ct)) paths[unit.Id] = unit.Path;
        }

        return paths;
    }
}
