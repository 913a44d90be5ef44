using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data.Organisations;

namespace PhaseEngine.Server.Identity;

/// <summary>A post as rights see it.</summary>
/// <param name="Role">See <see cref="RoleActs"/>.</param>
/// <param name="Path">The place of its unit in the tree (<see cref="UnitPaths"/>); <see cref="Everywhere"/> for the whole installation.</param>
/// <param name="Subtree">Whether it holds for the units below as well.</param>
internal sealed record HeldPost(string Role, string Path, bool Subtree)
{
    /// <summary>Above all units. As a place, something that belongs to no unit but to the installation.</summary>
    public const string Everywhere = "/";

    /// <summary>The place of whatever stands below a unit: a post covers it that holds for the units below.</summary>
    public static string Below(string path) => path + "*";

    public bool Covers(string path) => path == Path || (Subtree && path.StartsWith(Path, StringComparison.Ordinal));
}

/// <summary>What one person may do, and where.</summary>
internal sealed class Rights(IReadOnlyList<HeldPost> posts)
{
    public IReadOnlyList<HeldPost> Posts => posts;

    /// <summary>Whether there is any unit on which they may.</summary>
    public bool Holds(string act) => posts.Any(p => RoleActs.Of(p.Role).Contains(act));

    public bool May(string act, string path) => posts.Any(p => RoleActs.Of(p.Role).Contains(act) && p.Covers(path));

    /// <summary>The units on which they may.</summary>
    public IQueryable<Unit> Among(IQueryable<Unit> units, string act)
    {
        var granting = posts.Where(p => RoleActs.Of(p.Role).Contains(act)).ToList();
        if (granting.Any(p => p is { Path: HeldPost.Everywhere, Subtree: true })) return units;

        var unit = Expression.Parameter(typeof(Unit));
        var path = Expression.Call(typeof(EF), nameof(EF.Property), [typeof(string)], unit, Expression.Constant(UnitPaths.Property));
        var covered = granting
            .Select(p => p.Subtree
                ? (Expression)Expression.Call(path, nameof(string.StartsWith), [], Expression.Constant(p.Path))
                : Expression.Equal(path, Expression.Constant(p.Path)))
            .DefaultIfEmpty(Expression.Constant(false))
            .Aggregate(Expression.OrElse);
        return units.Where(Expression.Lambda<Func<Unit, bool>>(covered, unit));
    }
}
