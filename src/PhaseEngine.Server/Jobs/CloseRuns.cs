using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Campaigns;

namespace PhaseEngine.Server.Jobs;

/// <summary>
/// Closes what is still under way in a campaign that was ended, in the name of who ended it. A campaign has its day of closing once
/// nothing is: broken off, the next turn goes on with what is left.
/// </summary>
[Recurring("close-runs", everySeconds: 15)]
internal sealed class CloseRuns(PhaseEngineDb db, RunSets sets, TimeProvider clock) : IRecurringJob
{
    public async Task<int> Run(CancellationToken ct)
    {
        var processed = 0;
        var ended = await db.Campaigns.Where(c => c.Status == CampaignStatus.Closed && c.ClosedAt == null).Select(c => c.Id).ToListAsync(ct);
        foreach (var campaign in ended)
        {
            var end = await db.Events.AsNoTracking().Where(e => e.Stream == campaign && e.Act == CloseCampaign.OnRecord).OrderByDescending(e => e.Seq)
                .Select(e => new { e.Actor, e.Payload }).FirstAsync(ct);
            var order = new StatusOrdered(RunStatus.Closed, JsonSerializer.Deserialize<CloseCampaign.Closing>(end.Payload, JsonSerializerOptions.Web)!.Reason);
            var runs = await db.Runs.Where(r => r.CampaignId == campaign && (r.Status == RunStatus.Active || r.Status == RunStatus.Suspended))
                .Select(r => r.Id).ToListAsync(ct);
            var now = clock.GetUtcNow();
            // One that cannot be read stays as it is, is logged, and is named by the doctor.
            var refused = await sets.Act(runs, _ => order, end.Actor, "runClosed", now, done: null, ct);
            processed += runs.Count - refused.Count;

            await using var transaction = await db.BeginWrite(ct);
            await db.Campaigns.Where(c => c.Id == campaign).ExecuteUpdateAsync(
                set => set.SetProperty(c => c.ClosedAt, Chain.OnRecord(now)).SetProperty(c => c.Version, c => c.Version + 1), ct);
            await transaction.CommitAsync(ct);
        }

        return processed;
    }
}
