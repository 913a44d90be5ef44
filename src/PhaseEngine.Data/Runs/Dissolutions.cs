using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Data.Runs;

/// <summary>What is written down as the reason when runs follow their units.</summary>
public sealed record DissolutionWords(string Dissolved, string Back);

/// <summary>
/// Lets the runs of dissolved units stand still (B.2): nothing is due, nobody is reminded, and the record stays. They are held and
/// not closed, because a day entered by mistake can be put right; the office closes them.
/// </summary>
internal sealed class Dissolutions(PhaseEngineDb db, DissolutionWords words)
{
    public const string Dissolved = "unitDissolved";
    public const string Back = "unitBack";

    private static readonly string[] Orders = [Dissolved, Back, "runSuspended", "runResumed"];

    /// <summary>What has to be ordered of runs, by run.</summary>
    public async Task<IReadOnlyDictionary<Guid, (string Act, StatusOrdered Order)>> Of(IReadOnlyList<RunRow> runs, DateTimeOffset now, CancellationToken ct)
    {
        var units = runs.Select(run => run.UnitId).Distinct().ToList();
        var gone = await db.Units.Where(u => units.Contains(u.Id) && u.DissolvedOn != null).ToDictionaryAsync(u => u.Id, u => u.DissolvedOn!.Value, ct);
        var held = await HeldForIt([.. runs.Where(run => run.State.Status == RunStatus.Suspended).Select(run => run.Id)], ct);
        var orders = new Dictionary<Guid, (string, StatusOrdered)>();
        foreach (var run in runs)
        {
            var isGone = gone.TryGetValue(run.UnitId, out var from) && from <= run.Timetable.Today(now);
            if (isGone && run.State.Status == RunStatus.Active) orders.Add(run.Id, (Dissolved, new StatusOrdered(RunStatus.Suspended, words.Dissolved)));
            else if (!isGone && held.Contains(run.Id)) orders.Add(run.Id, (Back, new StatusOrdered(RunStatus.Active, words.Back)));
        }

        return orders;
    }

    /// <summary>Those that stand still because their unit was dissolved, and for no other reason.</summary>
    private async Task<HashSet<Guid>> HeldForIt(List<Guid> suspended, CancellationToken ct)
    {
        if (suspended.Count == 0) return [];

        var orders = await db.Events.AsNoTracking().Where(e => suspended.Contains(e.Stream) && Orders.Contains(e.Act))
            .Select(e => new { e.Stream, e.Seq, e.Act }).ToListAsync(ct);
        return [.. orders.GroupBy(e => e.Stream).Where(run => run.MaxBy(e => e.Seq)!.Act == Dissolved).Select(run => run.Key)];
    }
}
