using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Organisations;

namespace PhaseEngine.Server.Features.Campaigns;

/// <summary>The unit whose subtree somebody looks at in a campaign.</summary>
internal sealed record BoardTop(Guid Id, Guid? ParentId, string Name, string Path)
{
    private static readonly Expression<Func<Unit, BoardTop>> AsTop =
        u => new BoardTop(u.Id, u.ParentId, u.Name, EF.Property<string>(u, UnitPaths.Property));

    /// <summary>The unit asked for; else the campaign's own where the reader sees it, else the highest they see that takes part.</summary>
    public static async Task<BoardTop?> Of(PhaseEngineDb db, IQueryable<Unit> visible, Campaign campaign, Guid? wanted, CancellationToken ct)
    {
        if (wanted is { } unit) return await visible.Where(u => u.Id == unit).Select(AsTop).SingleOrDefaultAsync(ct);
        return await visible.Where(u => u.Id == campaign.UnitId).Select(AsTop).SingleOrDefaultAsync(ct)
            ?? await visible.Where(u => !visible.Any(higher => higher.Id == u.ParentId))
                .Where(u => db.Runs.Any(r => r.CampaignId == campaign.Id && db.Units.Any(
                    lower => lower.Id == r.UnitId && EF.Property<string>(lower, UnitPaths.Property).StartsWith(EF.Property<string>(u, UnitPaths.Property)))))
                .OrderBy(u => u.Code).Select(AsTop).FirstOrDefaultAsync(ct);
    }
}
