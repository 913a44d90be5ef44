using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Data;
using PhaseEngine.Data.Model;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Features.Evidence;

/// <summary>
/// The sums kept for each member of a requirement: moved with every record that names them. A row says what one run recorded; what
/// counts is the sum of all rows of the campaign, so a record moves with the member (S.51).
/// </summary>
internal sealed class MarkBook(PhaseEngineDb db, Today today)
{
    private static readonly CompiledQuery<Func<PhaseEngineDb, Guid, string, Guid[], IAsyncEnumerable<MemberMarks>>> Stored = new(() =>
        EF.CompileAsyncQuery((PhaseEngineDb db, Guid campaign, string key, Guid[] members) =>
            from mark in db.MemberMarks
            where mark.Key == key && members.Contains(mark.MemberId)
            join run in db.Runs on mark.RunId equals run.Id
            where run.CampaignId == campaign
            select mark));

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
            if (known.Find(r => r.RunId == one.Run.Id) is { } own) own.Marks = MarkSums.Write([.. MarkSums.Read(own.Marks).Zip(effect.Marks, (sum, mark) => sum + mark)]);
            else db.MemberMarks.Add(new MemberMarks { RunId = one.Run.Id, Key = one.Key, MemberId = effect.Member, Marks = MarkSums.Write(effect.Marks) });

            // Who does not count here (any more) moves no counter here, but where they count.
            if (one.Members.TryGetValue(effect.Member, out var facts)) moves.Add(MemberMove.ByRecord(facts, before, effect.Marks));
        }

        await NoteElsewhere([.. effects.Select(e => e.Member).Where(m => !one.Members.ContainsKey(m))], ct);
        return moves;
    }

    /// <summary>What every run of the campaign has recorded of members for a requirement, by member.</summary>
    public async Task<ILookup<Guid, MemberMarks>> RowsOf(Served one, IReadOnlyList<Guid> members, CancellationToken ct)
    {
        var (campaign, key) = (one.Run.CampaignId, one.Key);
        var stored = new List<MemberMarks>();
        await foreach (var mark in Stored.On(db)(db, campaign, key, [.. members]).WithCancellation(ct)) stored.Add(mark);
        // What this act has added is not stored yet.
        var added = db.MemberMarks.Local.Where(m => m.RunId == one.Run.Id && m.Key == key && members.Contains(m.MemberId));
        return stored.Union(added).ToLookup(m => m.MemberId);
    }

    private async Task NoteElsewhere(List<Guid> members, CancellationToken ct)
    {
        if (members.Count == 0) return;

        var people = await db.Members.AsNoTracking().Where(m => members.Contains(m.Id)).ToListAsync(ct);
        db.NoteRosters(people.Select(m => m.CountsIn(today.Date)).OfType<Guid>());
    }
}
