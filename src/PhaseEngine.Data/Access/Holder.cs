using System.Collections.Frozen;
using PhaseEngine.Data.Organisations;

namespace PhaseEngine.Data.Access;

/// <summary>Somebody who holds a role on a unit today.</summary>
/// <param name="Role">The role.</param>
/// <param name="UserId">Who.</param>
/// <param name="Path">The place of the unit the post is on.</param>
/// <param name="Subtree">Whether the post holds for the units below it as well.</param>
public record Holder(string Role, Guid UserId, string Path, bool Subtree);

/// <summary>Somebody who holds a role on a unit today, by name.</summary>
public sealed record NamedHolder(string Role, Guid UserId, string Name, string Path, bool Subtree) : Holder(Role, UserId, Path, Subtree);

/// <summary>For which units a post counts where a template names a role. What a post allows at all is another question.</summary>
public static class Holders
{
    public const string Supervisor = "supervisor";

    /// <summary>Roles of a unit's own people: whoever holds the same in a unit above is somebody else.</summary>
    public static readonly IReadOnlyList<string> OfTheUnit = ["secretary", "leader", "deputy", "member"];

    /// <summary>Those who look after other units than their own; the others are people of the one unit their post is on.</summary>
    private static readonly FrozenSet<string> Overseeing =
        new[] { "administrator", "campaignOffice", Supervisor, "supervisionGroup", "instructor", "massEvaluator", "systemOperator" }.ToFrozenSet();

    /// <summary>Whether a post of this role can hold for the units below as well.</summary>
    public static bool MayReachBelow(string role) => Overseeing.Contains(role);

    /// <summary>
    /// Whether a post is about the unit at a place. A supervisor's post over a subtree is about the units below its own, never
    /// about that unit itself; only an assignment to the one unit is. A unit's own people are those of that one unit.
    /// </summary>
    public static bool Covers(string role, string postPath, bool subtree, string unitPath)
    {
        var reachesBelow = subtree && MayReachBelow(role);
        return unitPath == postPath
            ? role != Supervisor || !reachesBelow
            : reachesBelow && unitPath.StartsWith(postPath, StringComparison.Ordinal);
    }

    /// <summary>The posts on these units that are about the unit at a place, the nearest first.</summary>
    public static IEnumerable<T> About<T>(string unitPath, Func<string, IEnumerable<T>> on) where T : Holder =>
        UnitPaths.Above(unitPath).Prepend(unitPath).SelectMany(on).Where(h => Covers(h.Role, h.Path, h.Subtree, unitPath));

    /// <summary>
    /// Who is meant by a role: those whose post is nearest; where nobody holds it, the superior. <c>superior</c> is who stands above
    /// the supervisor.
    /// </summary>
    /// <param name="role">The role.</param>
    /// <param name="about">The posts that are about the unit, the nearest first.</param>
    public static IReadOnlyList<T> Meant<T>(string role, IEnumerable<T> about) where T : Holder
    {
        var known = about as IReadOnlyCollection<T> ?? [.. about];
        IReadOnlyList<T> found = role == "superior" ? Nearest(Supervisor, known, above: 1) : Nearest(role, known);
        return found is [] ? Nearest(Supervisor, known) : found;
    }

    private static T[] Nearest<T>(string role, IEnumerable<T> about, int above = 0) where T : Holder =>
        about.Where(h => h.Role == role).GroupBy(h => h.Path).Skip(above).FirstOrDefault()?.ToArray() ?? [];
}
