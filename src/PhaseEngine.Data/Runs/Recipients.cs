using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data.Access;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Sql;

namespace PhaseEngine.Data.Runs;

/// <summary>
/// Who is meant by a role for a unit on a day (<see cref="Holders"/>), found for whole sets at once. What stands above the units
/// is remembered while a sweep goes on, since the next set has the same superiors; the units themselves would only fill the memory.
/// </summary>
internal sealed class Recipients(PhaseEngineDb db, DateOnly day)
{
    private readonly Dictionary<string, List<Holder>> above = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Holder>> own = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, List<Guid>> members = [];

    /// <summary>Reads who holds what in the units of these runs and above them, instead of what it knew of other units.</summary>
    public async Task Learn(IReadOnlyCollection<RunRow> runs, bool alsoMembers, CancellationToken ct)
    {
        own.Clear();
        var paths = new Dictionary<Guid, string>(runs.Count);
        var superiors = new List<string>();
        foreach (var run in runs)
        {
            paths[run.UnitId] = run.UnitPath;
            own.TryAdd(run.UnitPath, []);
            superiors.AddRange(UnitPaths.Above(run.UnitPath).Where(path => above.TryAdd(path, [])));
        }

        await LearnPosts(paths, superiors, ct);
        if (!alsoMembers) return;

        members.Clear();
        foreach (var unit in paths.Keys) members.Add(unit, []);
        await LearnMembers([.. paths.Keys], ct);
    }

    /// <summary>Those who are meant by a role; nobody where even every superior is vacant.</summary>
    public IReadOnlyList<Guid> Of(RunRow run, string role) => role == "member" && members[run.UnitId] is not [] and var people
        ? people
        : [.. Holders.Meant(role, Holders.About(run.UnitPath, path => path == run.UnitPath ? own[path] : above[path])).Select(h => h.UserId)];

    private async Task LearnPosts(Dictionary<Guid, string> units, List<string> superiors, CancellationToken ct)
    {
        await using var command = await SqlSets.Command(db, Held(db.Sets), ct);
        command.Parameters.Add(db.Sets.Ids("@units", [.. units.Keys]));
        command.Parameters.Add(db.Sets.Words("@superiors", superiors));
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@day", day);
        command.Parameters.Add(parameter);
        await using var post = await db.Sets.Read(command, ct);
        while (await post.ReadAsync(ct)) Know(own, units[post.GetGuid(0)]);
        await post.NextResultAsync(ct);
        while (await post.ReadAsync(ct)) Know(above, post.GetString(0));

        void Know(Dictionary<string, List<Holder>> known, string path) =>
            known[path].Add(new Holder(post.GetString(1), post.GetGuid(2), path, post.GetBoolean(3)));
    }

    /// <summary>The posts on the units, found by their ids, since there are many of them; and those above, found by their places.</summary>
    private static string Held(SqlSets sets) =>
        $"""
         {sets.ListsUnseen}select unit_id, role, user_id, subtree from posts where {sets.IsIn("unit_id", "@units")} and "from" <= @day and (until is null or @day < until);
         select u.path, p.role, p.user_id, p.subtree from units u join posts p on p.unit_id = u.id
         where {sets.IsIn("u.path", "@superiors")} and p."from" <= @day and (p.until is null or @day < p.until)
         """;

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
