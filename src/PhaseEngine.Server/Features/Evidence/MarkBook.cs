using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Data;
using PhaseEngine.Data.Runs;

namespace PhaseEngine.Server.Features.Evidence;

/// <summary>The sums kept for each member of a requirement: moved with every record that names them.</summary>
internal sealed class MarkBook(PhaseEngineDb db)
{
    /// <summary>Moves the sums of the members a record names.</summary>
    /// <returns>The members who count in the unit, before and after.</returns>
    public async Task<IReadOnlyList<MemberMove>> Move(Served one, IReadOnlyList<MemberEffect> effects, CancellationToken ct)
    {
        if (effects.Count == 0) return [];

        var ids = effects.Select(e => e.Member).ToList();
        var known = await db.MemberMarks.Where(m => m.RunId == one.Run.Id && m.Key == one.Key && ids.Contains(m.MemberId)).ToDictionaryAsync(m => m.MemberId, ct);
        foreach (var added in db.MemberMarks.Local.Where(m => m.RunId == one.Run.Id && m.Key == one.Key)) known.TryAdd(added.MemberId, added);

        var moves = new List<MemberMove>(effects.Count);
        foreach (var effect in effects)
        {
            var row = known.GetValueOrDefault(effect.Member);
            IReadOnlyList<long> before = row is null ? [] : Read(row.Marks);
            var move = MemberMove.ByRecord(one.Members.GetValueOrDefault(effect.Member) ?? Nobody, before, effect.Marks);
            if (row is null)
            {
                row = new MemberMarks { RunId = one.Run.Id, Key = one.Key, MemberId = effect.Member, Marks = "" };
                db.MemberMarks.Add(row);
            }

            row.Marks = JsonSerializer.Serialize(move.After);
            // Of members who do not count here (any more) the sums are kept, because they may come back; the counters do not move.
            if (one.Members.ContainsKey(effect.Member)) moves.Add(move);
        }

        return moves;
    }

    public static IReadOnlyList<long> Read(string marks) => JsonSerializer.Deserialize<long[]>(marks)!;

    private static readonly Core.Organisations.MemberFacts Nobody = new("");
}
