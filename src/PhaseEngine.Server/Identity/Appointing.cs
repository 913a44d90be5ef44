namespace PhaseEngine.Server.Identity;

/// <summary>
/// Where one has to be answerable for people to give, end or hand over a post, or to let its holder in again. Nobody gives more
/// than they have: a post over a subtree takes a post over that subtree; and whoever decides about one unit is appointed from
/// above it, not by the unit itself (S.53).
/// </summary>
internal static class Appointing
{
    /// <param name="role">Of the post.</param>
    /// <param name="path">The place of its unit; <see cref="HeldPost.Everywhere"/> for none.</param>
    /// <param name="subtree">Whether it holds for the units below as well.</param>
    /// <returns>The places, on all of which the right is needed.</returns>
    public static IReadOnlyList<string> Places(string role, string path, bool subtree)
    {
        if (path == HeldPost.Everywhere) return [path];
        if (subtree && RoleActs.MayReachBelow(role)) return [HeldPost.Below(path)];
        return RoleActs.Of(role).Contains(Acts.GatesDecide) ? [path, Above(path)] : [path];
    }

    public static bool Allows(Rights rights, string role, string path, bool subtree) =>
        Places(role, path, subtree).All(place => rights.May(Acts.PeopleManage, place));

    private static string Above(string path) => path[..(path.LastIndexOf('/', path.Length - 2) + 1)];
}
