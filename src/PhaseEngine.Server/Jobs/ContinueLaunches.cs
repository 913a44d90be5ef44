using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;

namespace PhaseEngine.Server.Jobs;

/// <summary>Makes the runs of campaigns whose launch was begun, and goes on where a node fell silent.</summary>
[Recurring("continue-launches", everySeconds: 5)]
internal sealed class ContinueLaunches(PhaseEngineDb db, CampaignLaunch launch, TimeProvider clock) : IRecurringJob
{
    public async Task<int> Run(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var silent = await db.Launches
            .Where(l => l.Status == LaunchStatus.Running && (l.LeaseUntil == null || l.LeaseUntil < now))
            .Select(l => l.CampaignId).ToListAsync(ct);

        var finished = 0;
        foreach (var campaign in silent)
        {
            if (await launch.Continue(campaign, clock, progress: null, ct)) finished++;
        }

        return finished;
    }
}
