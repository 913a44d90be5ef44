using System.Data.Common;
using PhaseEngine.Data.Access;

namespace PhaseEngine.Data.Runs;

/// <summary>
/// Whoever has to do with a run: those who hold a post on its unit or above it, and those who stepped back from one of its
/// decisions. Read together with the run, because hardly anything is done to one without asking who may.
/// </summary>
public sealed class RunPeople
{
    private readonly string unitPath;
    private readonly List<HeldPost> posts = [];
    private readonly List<(string Key, int Asking, Guid User)> steppedBack = [];

    private RunPeople(string unitPath) => this.unitPath = unitPath;

    /// <summary>The posts that are about the unit on a day, the nearest first.</summary>
    public IReadOnlyList<NamedHolder> On(DateOnly day)
    {
        var byPlace = posts.Where(post => post.From <= day && (post.Until is null || day < post.Until)).Select(post => post.Holder)
            .OrderBy(holder => holder.Name, StringComparer.Ordinal).ToLookup(holder => holder.Path);
        return [.. Holders.About(unitPath, place => byPlace[place])];
    }

    /// <summary>Whether somebody stepped back from a decision on this asking of a gate, or round of a requirement.</summary>
    public bool SteppedBack(string key, int asking, Guid user) => steppedBack.Contains((key, asking, user));

    /// <summary>Two selects that <see cref="Read"/> understands.</summary>
    /// <param name="among">What limits a column to the runs.</param>
    internal static string Select(Func<string, string> among) =>
        $"""
         with recursive above (run, id, parent, path) as (
           select r.id, u.id, u.parent_id, u.path from runs r join units u on u.id = r.unit_id where {among("r.id")}
           union all
           select a.run, u.id, u.parent_id, u.path from above a join units u on u.id = a.parent)
         select a.run, p.role, p.user_id, n.name, a.path, p.subtree, p."from", p.until
         from above a join posts p on p.unit_id = a.id join users n on n.id = p.user_id;
         select run_id, key, asking, "by" from decisions where {among("run_id")} and verdict = '{Decision.Recused}'
         """;

    /// <summary>Reads the two results that come next.</summary>
    /// <param name="reader">Before them.</param>
    /// <param name="runs">The runs with the places of their units.</param>
    /// <param name="ct">Gives up.</param>
    internal static async Task<IReadOnlyDictionary<Guid, RunPeople>> Read(DbDataReader reader, IEnumerable<(Guid Run, string UnitPath)> runs, CancellationToken ct)
    {
        var people = runs.ToDictionary(run => run.Run, run => new RunPeople(run.UnitPath));
        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var holder = new NamedHolder(reader.GetString(1), reader.GetGuid(2), reader.GetString(3), reader.GetString(4), reader.GetBoolean(5));
            var until = reader.IsDBNull(7) ? default(DateOnly?) : reader.GetFieldValue<DateOnly>(7);
            if (people.TryGetValue(reader.GetGuid(0), out var of)) of.posts.Add(new HeldPost(holder, reader.GetFieldValue<DateOnly>(6), until));
        }

        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            if (people.TryGetValue(reader.GetGuid(0), out var of)) of.steppedBack.Add((reader.GetString(1), reader.GetInt32(2), reader.GetGuid(3)));
        }

        return people;
    }

    private readonly record struct HeldPost(NamedHolder Holder, DateOnly From, DateOnly? Until);
}
