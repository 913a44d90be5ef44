using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data.Organisations;

namespace PhaseEngine.Data.Runs;

/// <summary>
/// Who holds a role for a unit on a day, found for whole sets at once and remembered while a sweep goes on. Where a role is
/// vacant, the superior takes its place.
/// </summary>
internal sealed class Recipients(PhaseEngineDb db, DateOnly day)
{
    private const string Supervisor = "supervisor";

    /// <summary>Roles held within the unit itself: whoever holds the same in a unit above is somebody else.</summary>
    private static readonly HashSet<string> OfTheUnit = ["secretary", "leader", "deputy"];

    private readonly Dictionary<string, List<Held>> posts = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, List<Guid>> members = [];

    /// <summary>Reads who holds what in the units of these runs and above them.</summary>
    public async Task Learn(IReadOnlyCollection<RunRow> runs, bool alsoMembers, CancellationToken ct)
    {
        var paths = runs.SelectMany(run => UpFrom(run.UnitPath)).Where(path => posts.TryAdd(path, [])).ToList();
        foreach (var chunk in paths.Chunk(5000))
        {
            var held =
                from post in db.Posts
                join unit in db.Units on post.UnitId equals unit.Id
                where chunk.Contains(EF.Property<string>(unit, UnitPaths.Property)) && post.From <= day && (post.Until == null || day < post.Until)
                select new { Path = EF.Property<string>(unit, UnitPaths.Property), post.Role, post.UserId, post.Subtree };
            await foreach (var post in held.AsAsyncEnumerable().WithCancellation(ct))
                posts[post.Path].Add(new Held(post.Role, post.UserId, post.Subtree));
        }

        if (alsoMembers) await LearnMembers([.. runs.Select(run => run.UnitId).Where(unit => members.TryAdd(unit, []))], ct);
    }

    /// <summary>Those who hold a role for a unit; nobody where even every superior is vacant.</summary>
    public IReadOnlyList<Guid> Of(RunRow run, string role)
    {
        IReadOnlyList<Guid> found = role switch
        {
            "member" => members[run.UnitId],
            Supervisor => [],
            "superior" => Supervisors(run.UnitPath, above: 1),
            _ => Holders(run.UnitPath, role),
        };
        return found is [] ? Supervisors(run.UnitPath, above: 0) : found;
    }

    private List<Guid> Holders(string unitPath, string role)
    {
        foreach (var path in UpFrom(unitPath))
        {
            var own = path.Length == unitPath.Length;
            List<Guid> found = [.. posts[path].Where(p => p.Role == role && (own || p.Subtree)).Select(p => p.User)];
            if (found is not [] || OfTheUnit.Contains(role)) return found;
        }

        return [];
    }

    /// <summary>The supervisors in the nearest unit above that has any; <paramref name="above"/> so many such units higher.</summary>
    private List<Guid> Supervisors(string unitPath, int above)
    {
        foreach (var (path, height) in UpFrom(unitPath).Skip(1).Select((path, height) => (path, height)))
        {
            List<Guid> found = [.. posts[path].Where(p => p.Role == Supervisor && (height == 0 || p.Subtree)).Select(p => p.User)];
            if (found is not [] && above-- == 0) return found;
        }

        return [];
    }

    private async Task LearnMembers(Guid[] units, CancellationToken ct)
    {
        foreach (var chunk in units.Chunk(5000))
        {
            var counted =
                from user in db.Users
                join member in db.Members on user.MemberId equals member.Id
                where chunk.Contains(member.UnitId) || chunk.Contains(member.CertificateUnitId!.Value)
                select new { user.Id, Member = member };
            await foreach (var user in counted.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
            {
                if (user.Member.CountsIn(day) is { } unit && members.TryGetValue(unit, out var people)) people.Add(user.Id);
            }
        }
    }

    /// <summary>The path of a unit, of the one above it, and so on to the top.</summary>
    private static IEnumerable<string> UpFrom(string path)
    {
        for (var end = path.Length; end > 1; end = path.LastIndexOf('/', end - 2) + 1) yield return path[..end];
    }

    private readonly record struct Held(string Role, Guid User, bool Subtree);
}
