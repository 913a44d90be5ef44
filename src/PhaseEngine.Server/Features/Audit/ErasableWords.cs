using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Audit;

/// <summary>Something written with an act that the reader may erase.</summary>
/// <param name="Id">Its sign on record.</param>
/// <param name="RunId">A run it is said of, by which it is erased.</param>
/// <param name="Words">What was written.</param>
internal sealed record ErasableView(string Id, Guid RunId, string Words);

/// <summary>What the reader of a unit's or a campaign's record may erase of it: by way of a run of theirs, and never as a party to it.</summary>
internal sealed class ErasableWords(PhaseEngineDb db, Caller caller, Offices offices)
{
    /// <param name="payloads">The acts.</param>
    /// <param name="runs">The runs the record is about.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>What may be erased, by its sign.</returns>
    public async Task<IReadOnlyDictionary<string, ErasableView>> In(IReadOnlyList<byte[]> payloads, IQueryable<Run> runs, CancellationToken ct)
    {
        var found = new Dictionary<string, ErasableView>();
        List<string> signs = [.. payloads.SelectMany(p => Remarks.In(p)).Distinct()];
        if (signs is []) return found;

        var units = (await caller.Rights(ct)).Among(db.Units, Acts.EvidenceErase);
        var own = await offices.PartyPlaces(ct);
        var run = await (
            from one in runs
            join unit in units on one.UnitId equals unit.Id
            where !own.Contains(EF.Property<string>(unit, UnitPaths.Property))
            orderby one.Id
            select (Guid?)one.Id).FirstOrDefaultAsync(ct);
        if (run is null) return found;

        foreach (var remark in await db.Remarks.AsNoTracking().Where(r => signs.Contains(r.Id) && r.Words != null).ToListAsync(ct))
            found[remark.Id] = new ErasableView(remark.Id, run.Value, remark.Words!);
        return found;
    }
}
