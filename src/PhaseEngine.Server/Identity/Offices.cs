using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Identity;

/// <summary>Somebody who holds a role for a unit today.</summary>
/// <param name="Role">The role.</param>
/// <param name="UserId">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Path">The place of the unit their post is on.</param>
/// <param name="Subtree">Whether the post holds for the units below it as well.</param>
internal sealed record Holder(string Role, Guid UserId, string Name, string Path, bool Subtree);

/// <summary>
/// In which role somebody acts for a unit. Rights say what a post allows at all (<see cref="Rights"/>); here it is decided who is
/// meant where a template names a role.
/// </summary>
internal sealed class Offices(PhaseEngineDb db, Caller caller, Today today)
{
    public const string Supervisor = "supervisor";
    public const string Clerk = "clerk";

    /// <summary>The roles of the unit's own people. A clerk writes down for each of them.</summary>
    public static readonly IReadOnlyList<string> OfTheUnit = ["secretary", "leader", "deputy", "member"];

    private static readonly FrozenSet<string> Parties =
        new[] { "secretary", "leader", "deputy", Clerk, RoleActs.Administrator, RoleActs.CampaignOffice }.ToFrozenSet();

    /// <summary>The roles in which the caller may act for the unit at a place.</summary>
    public async Task<IReadOnlySet<string>> RolesFor(string path, CancellationToken ct) =>
        (await caller.Rights(ct)).Posts.Where(p => Covers(p.Role, p.Path, p.Subtree, path)).Select(p => p.Role).ToHashSet();

    /// <summary>
    /// Whether the caller is one of the unit's own officers, its administrator and office included, and so party to whatever is
    /// decided about it (S.53). Whoever is assigned to the unit from above is not.
    /// </summary>
    public async Task<bool> IsPartyTo(string path, CancellationToken ct) =>
        (await caller.Rights(ct)).Posts.Any(p => p.Path == path && Parties.Contains(p.Role));

    /// <summary>Everybody who holds a role for the unit at a place, the nearest first.</summary>
    public async Task<IReadOnlyList<Holder>> HoldersFor(string path, CancellationToken ct) => (await HoldersFor([path], ct))[path];

    /// <summary>The same for the units at several places, by place.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<Holder>>> HoldersFor(IReadOnlyList<string> paths, CancellationToken ct)
    {
        var day = today.Date;
        var places = paths.SelectMany(PlacesAbove).Distinct().ToList();
        var rows = await (
            from post in db.Posts
            where post.From <= day && (post.Until == null || day < post.Until)
            join unit in db.Units on post.UnitId equals unit.Id
            where places.Contains(EF.Property<string>(unit, UnitPaths.Property))
            join user in db.Users on post.UserId equals user.Id
            select new Holder(post.Role, user.Id, user.Name, EF.Property<string>(unit, UnitPaths.Property), post.Subtree)).ToListAsync(ct);
        var byPlace = rows.ToLookup(h => h.Path);
        return paths.ToDictionary(path => path, path => (IReadOnlyList<Holder>)
        [
            .. PlacesAbove(path).SelectMany(place => byPlace[place]).Where(h => Covers(h.Role, h.Path, h.Subtree, path))
                .OrderByDescending(h => h.Path.Length).ThenBy(h => h.Name, StringComparer.Ordinal),
        ]);
    }

    /// <summary>
    /// Who is meant by a role for a unit: those whose post is nearest to it; where nobody holds it, the supervisor (vacant → the
    /// superior).
    /// </summary>
    public static IReadOnlyList<Holder> Meant(string role, IReadOnlyList<Holder> holders)
    {
        var found = holders.Where(h => h.Role == role).ToList();
        if (found.Count == 0 && role != Supervisor && !OfTheUnit.Contains(role)) found = [.. holders.Where(h => h.Role == Supervisor)];
        return [.. found.Where(h => h.Path.Length == found[0].Path.Length)];
    }

    /// <summary>
    /// A supervisor's post on a unit is about the units below it, never about that unit itself; only an assignment to the one
    /// unit is. A unit's own people are those of that one unit.
    /// </summary>
    public static bool Covers(string role, string postPath, bool subtree, string unitPath)
    {
        var reachesBelow = subtree && RoleActs.MayReachBelow(role);
        return unitPath == postPath
            ? role != Supervisor || !reachesBelow
            : reachesBelow && unitPath.StartsWith(postPath, StringComparison.Ordinal);
    }

    /// <summary>The places of a unit and of all units above it.</summary>
    public static IReadOnlyList<string> PlacesAbove(string path) =>
        [.. Enumerable.Range(1, path.Length - 1).Where(i => path[i] == '/').Select(i => path[..(i + 1)])];
}
