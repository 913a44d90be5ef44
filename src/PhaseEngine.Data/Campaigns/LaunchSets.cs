using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Model;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Runs;

namespace PhaseEngine.Data.Campaigns;

/// <summary>What all runs of a launch have in common.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Dates">The dates of each of its batches.</param>
/// <param name="By">Who launches.</param>
/// <param name="At">When the runs begin.</param>
internal sealed record LaunchTerms(Guid Campaign, Plan Plan, IReadOnlyDictionary<int, Timetable> Dates, Guid By, DateTimeOffset At)
{
    /// <summary>The day on which it is said who is told.</summary>
    public DateOnly Day => Dates.Values.First().Today(At);
}

/// <summary>Runs that are ready to be written, and the last unit among them.</summary>
internal sealed record LaunchSet(Guid LastUnit, IReadOnlyList<RunWrite> Runs);

/// <summary>Makes the runs of units, set by set; nothing is written here.</summary>
internal sealed class LaunchSets(PhaseEngineDb db, LaunchTerms terms)
{
    /// <summary>The units that take part and have no run yet, in the order of their ids.</summary>
    /// <param name="last">The last unit that has one; null: none has.</param>
    /// <param name="ct">Stops before the next set.</param>
    public async IAsyncEnumerable<LaunchSet> After(Guid? last, [EnumeratorCancellation] CancellationToken ct)
    {
        var units = db.CampaignUnits.AsNoTracking().Where(u => u.CampaignId == terms.Campaign && u.ExemptReason == null);
        while (true)
        {
            var rest = last is { } done ? units.Where(u => u.UnitId > done) : units;
            var set = await rest.OrderBy(u => u.UnitId).Take(db.Sets.ChunkSize).ToListAsync(ct);
            if (set is []) yield break;

            last = set[^1].UnitId;
            yield return new LaunchSet(set[^1].UnitId, await Of(set, ct));
        }
    }

    /// <summary>The runs of these units.</summary>
    public async Task<IReadOnlyList<RunWrite>> Of(IReadOnlyList<CampaignUnit> set, CancellationToken ct)
    {
        var writes = new List<RunWrite>(set.Count);
        foreach (var batch in set.GroupBy(u => u.Batch))
        {
            var units = await db.FactsOn([.. batch.Select(u => u.UnitId)], terms.Dates[batch.Key].Today(terms.At), ct);
            // The engine is pure, so all processors may prepare a set; the ids are made in order.
            var ids = units.Select(_ => InOrder.NewId(terms.At)).ToArray();
            var made = new RunWrite[units.Count];
            Parallel.For(0, made.Length, i => made[i] = Launched(units[i], ids[i], batch.Key));
            writes.AddRange(made);
        }

        return writes;
    }

    private RunWrite Launched(UnitOnDay unit, Guid id, int batch)
    {
        var (campaign, plan, dates, by, at) = terms;
        var step = RunEngine.Launch(plan, dates[batch], unit.Facts, at);
        var before = new RunRow(id, campaign, batch, unit.Id, unit.Path, 0, Chain.Empty, plan, dates[batch], step.State);
        return RunWrite.Of(before, step, by, CampaignLaunch.Act, at);
    }
}
