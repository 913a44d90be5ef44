using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Identity;

/// <summary>
/// In which role somebody acts for a unit. Rights say what a post allows at all (<see cref="Rights"/>); who is meant where a
/// template names a role, <see cref="Holders"/>.
/// </summary>
internal sealed class Offices(PhaseEngineDb db, Caller caller, Today today)
{
    public const string Supervisor = Holders.Supervisor;
    public const string Clerk = "clerk";

    /// <summary>The roles of the unit's own people. A clerk writes down for each of them.</summary>
    public static readonly IReadOnlyList<string> OfTheUnit = Holders.OfTheUnit;

    private static readonly FrozenSet<string> Parties =
        new[] { "secretary", "leader", "deputy", Clerk, RoleActs.Administrator, RoleActs.CampaignOffice }.ToFrozenSet();

    /// <summary>The roles in which the caller may act for the unit at a place.</summary>
    public async Task<IReadOnlySet<string>> RolesFor(string path, CancellationToken ct) =>
        (await caller.Rights(ct)).Posts.Where(p => Holders.Covers(p.Role, p.Path, p.Subtree, path)).Select(p => p.Role).ToHashSet();

    /// <summary>
    /// Whether the caller is one of the unit's own officers, its administrator and office included, and so party to whatever is
    /// decided about it (S.53). Whoever is assigned to the unit from above is not.
    /// </summary>
    public async Task<bool> IsPartyTo(string path, CancellationToken ct) =>
        (await caller.Rights(ct)).Posts.Any(p => IsParty(p.Role, p.Path, path));

    /// <summary>The same of one post.</summary>
    public static bool IsParty(string role, string postPath, string unitPath) => postPath == unitPath && Parties.Contains(role);

    /// <summary>The places of all units to which the caller is a party in this sense.</summary>
    public async Task<IReadOnlyList<string>> PartyPlaces(CancellationToken ct) =>
        [.. (await caller.Rights(ct)).Posts.Where(p => IsParty(p.Role, p.Path, p.Path)).Select(p => p.Path).Distinct()];

    /// <summary>Whether the caller acts for the unit, as one of its officers or their clerk; a mere member does not.</summary>
    public async Task<bool> IsOfficerOf(string path, CancellationToken ct) =>
        (await RolesFor(path, ct)).Any(role => role == Clerk || (role != "member" && OfTheUnit.Contains(role)));

    /// <summary>Everybody who holds a role for the units at these places, by place, the nearest first.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<NamedHolder>>> HoldersFor(IReadOnlyList<string> paths, CancellationToken ct)
    {
        var day = today.Date;
        var places = paths.SelectMany(path => UnitPaths.Above(path).Prepend(path)).Distinct().ToList();
        var rows = await (
            from post in db.Posts
            where post.From <= day && (post.Until == null || day < post.Until)
            join unit in db.Units on post.UnitId equals unit.Id
            where places.Contains(EF.Property<string>(unit, UnitPaths.Property))
            join user in db.Users on post.UserId equals user.Id
            select new NamedHolder(post.Role, user.Id, user.Name, EF.Property<string>(unit, UnitPaths.Property), post.Subtree)).ToListAsync(ct);
        var byPlace = rows.OrderBy(h => h.Name, StringComparer.Ordinal).ToLookup(h => h.Path);
        return paths.ToDictionary(path => path, path => (IReadOnlyList<NamedHolder>)[.. Holders.About(path, place => byPlace[place])]);
    }
}
