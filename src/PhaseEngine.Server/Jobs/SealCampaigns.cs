using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Events;

namespace PhaseEngine.Server.Jobs;

/// <summary>Seals campaigns under way in which something has happened, and each closed one once more.</summary>
[Recurring("seal-campaigns", everySeconds: 60 * 60)]
internal sealed class SealCampaigns(PhaseEngineDb db, Sealer sealer, TimeProvider clock) : IRecurringJob
{
    public async Task<int> Run(CancellationToken ct)
    {
        var campaigns = await db.Campaigns
            .Where(c => c.Status == CampaignStatus.Running
                || (c.Status == CampaignStatus.Closed && !db.Seals.Any(s => s.CampaignId == c.Id && s.At >= c.ClosedAt)))
            .OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(ct);

        var made = 0;
        foreach (var campaign in campaigns)
        {
            if (await sealer.Seal(campaign, clock.GetUtcNow(), ct) is not null) made++;
            db.ChangeTracker.Clear();
        }

        return made;
    }
}
