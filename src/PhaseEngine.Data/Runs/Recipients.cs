using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data.Access;
using PhaseEngine.Data.Organisations;

namespace PhaseEngine.Data.Runs;

/// <summary>
/// Who is meant by a role for a unit on a day (<see cref="Holders"/>), found for whole sets at once and remembered while a sweep
/// goes on.
/// </summary>
internal sealed class Recipients(PhaseEngineDb db, DateOnly day)
{
    private readonly Dictionary<string, List<Holder>> posts = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, List<Guid>> members = [];

    /// <summary>Reads who holds what in the units of these runs and above them.</summary>
    public async Task Learn(IReadOnlyCollection<RunRow> runs, bool alsoMembers, CancellationToken ct)
    {
        foreach (var run in runs)
        {
            if (run.People is { } people && !posts.ContainsKey(run.UnitPath)) Know(run.UnitPath, people);
        }

        var paths = runs.SelectMany(run => UnitPaths.Above(run.UnitPath).Prepend(run.UnitPath)).Where(path => posts.TryAdd(path, [])).ToList();
        foreach (var chunk in paths.Chunk(5000))
        {
            var held =
                from post in db.Posts
                join unit in db.Units on post.UnitId equals unit.Id
                where chunk.Contains(EF.Property<string>(unit, UnitPaths.Property)) && post.From <= day && (post.Until == null || day < post.Until)
                select new { Path = EF.Property<string>(unit, UnitPaths.Property), post.Role, post.UserId, post.Subtree };
            await foreach (var post in held.AsAsyncEnumerable().WithCancellation(ct))
                posts[post.Path].Add(new Holder(post.Role, post.UserId, post.Path, post.Subtree));
        }

        if (alsoMembers) await LearnMembers([.. runs.Select(run => run.UnitId).Where(unit => members.TryAdd(unit, []))], ct);
    }

    /// <summary>What was read together with a run.</summary>
    private void Know(string unitPath, RunPeople people)
    {
        var held = people.On(day).ToLookup(holder => holder.Path);
        foreach (var path in UnitPaths.Above(unitPath).Prepend(unitPath)) posts[path] = [.. held[path]];
    }

    /// <summary>Those who are meant by a role; nobody where even every superior is vacant.</summary>
    public IReadOnlyList<Guid> Of(RunRow run, string role) => role == "member" && members[run.UnitId] is not [] and var people
        ? people
        : [.. Holders.Meant(role, Holders.About(run.UnitPath, path => posts[path])).Select(h => h.UserId)];

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
}
