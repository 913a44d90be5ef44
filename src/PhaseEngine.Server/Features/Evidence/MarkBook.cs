using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Data;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Data.Model;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Features.Evidence;

/// <summary>
/// The sums kept for each member of a requirement: moved with every record that names them. A row says what one run recorded; what
/// counts is the sum of all rows of the campaign, so a record moves with the member (S.51).
/// </summary>
internal sealed class MarkBook(PhaseEngineDb db, RecordRows written, Today today)
{
    /// <summary>
    /// Found by the members, who are few: of a join with the runs of the campaign a database without statistics reads all of those.
    /// </summary>
    private static readonly CompiledQuery<Func<PhaseEngineDb, string, Guid[], IAsyncEnumerable<MemberMarks>>> Stored = new(() =>
        EF.CompileAsyncQuery((PhaseEngineDb db, string key, Guid[] members) =>
            db.MemberMarks.AsNoTracking().Where(mark => members.Contains(mark.MemberId) && mark.Key == key)));

    /// <summary>Moves the sums of the members a record names.</summary>
    /// <returns>The members who count in the unit, before and after.</returns>
    public async Task<IReadOnlyList<MemberMove>> Move(Served one, IReadOnlyList<MemberEffect> effects, CancellationToken ct)
    {
        if (effects.Count == 0) return [];

        var rows = await RowsOf(one, [.. effects.Select(e => e.Member)], ct);
        var moves = new List<MemberMove>(effects.Count);
        foreach (var effect in effects)
        {
            var known = rows[effect.Member].ToList();
            IReadOnlyList<long> before = known.Count == 0 ? [] : MarkSums.Of(known.Select(r => r.Marks));
            var own = known.Find(r => r.RunId == one.Run.Id);
            var sums = own is null ? effect.Marks : [.. MarkSums.Read(own.Marks).Zip(effect.Marks, (sum, mark) => sum + mark)];
            written.Set(new MemberMarks { RunId = one.Run.Id, Key = one.Key, MemberId = effect.Member, Marks = MarkSums.Write(sums) });

            // Who does not count here (any more) moves no counter here, but where they count.
            if (one.Members.TryGetValue(effect.Member, out var facts)) moves.Add(MemberMove.ByRecord(facts, before, effect.Marks));
        }

        await NoteElsewhere([.. effects.Select(e => e.Member).Where(m => !one.Members.ContainsKey(m))], ct);
        return moves;
    }

    /// <summary>What every run of the campaign has recorded of members for a requirement, by member.</summary>
    public async Task<ILookup<Guid, MemberMarks>> RowsOf(Served one, IReadOnlyList<Guid> members, CancellationToken ct)
    {
        var known = members.Where(m => one.Members.ContainsKey(m) && !one.Elsewhere.Contains(m)).ToHashSet();
        var stored = known.Where(one.Sums.ContainsKey)
            .Select(m => new MemberMarks { RunId = one.Run.Id, Key = one.Key, MemberId = m, Marks = one.Sums[m] }).ToList();
        if (members.Where(m => !known.Contains(m)).ToArray() is [_, ..] searched)
            await foreach (var mark in Stored.On(db)(db, one.Key, searched).WithCancellation(ct)) stored.Add(mark);

        var elsewhere = stored.Select(m => m.RunId).Where(run => run != one.Run.Id).Distinct().ToList();
        if (elsewhere.Count > 0)
        {
            // Other campaigns may call a requirement the same.
            var runs = await db.Runs.Where(r => elsewhere.Contains(r.Id)).Select(r => new { r.Id, r.CampaignId }).ToListAsync(ct);
            var others = runs.Where(r => r.CampaignId != one.Run.CampaignId).Select(r => r.Id).ToHashSet();
            stored.RemoveAll(m => others.Contains(m.RunId));
        }

        // What this act has moved already, the table does not know yet.
        var moved = members.Select(member => written.SumsOf(one.Run.Id, one.Key, member)).OfType<MemberMarks>().ToDictionary(m => m.MemberId);
        stored.RemoveAll(m => m.RunId == one.Run.Id && moved.ContainsKey(m.MemberId));
        return stored.Concat(moved.Values).ToLookup(m => m.MemberId);
    }

    private async Task NoteElsewhere(List<Guid> members, CancellationToken ct)
    {
        if (members.Count == 0) return;

        var people = await db.Members.AsNoTracking().Where(m => members.Contains(m.Id)).ToListAsync(ct);
        db.NoteRosters(people.Select(m => m.CountsIn(today.Date)).OfType<Guid>());
    }
}
