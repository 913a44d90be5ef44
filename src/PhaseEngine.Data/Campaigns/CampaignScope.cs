using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Data.Organisations;

namespace PhaseEngine.Data.Campaigns;

/// <summary>
/// Which units take part in a batch (S.12): by rule, and by hand. All parts of the rule must hold; a part not given holds for
/// every unit.
/// </summary>
/// <param name="Under">Only units in these subtrees, their tops included.</param>
/// <param name="Types">Only units of these types.</param>
/// <param name="Sectors">Only units whose first host is of these sectors.</param>
/// <param name="Pilot">Only units that took part in the pilot, or only those that did not.</param>
/// <param name="Units">These units besides, whatever the rule says.</param>
public sealed record ScopeRule(
    IReadOnlyList<Guid>? Under = null, IReadOnlyList<string>? Types = null, IReadOnlyList<string>? Sectors = null,
    bool? Pilot = null, IReadOnlyList<Guid>? Units = null);

/// <summary>Turns scope rules into the units that take part.</summary>
public static class CampaignScope
{
    /// <summary>The units a rule finds, dissolved ones left out.</summary>
    /// <param name="db">The database.</param>
    /// <param name="top">The campaign's own unit; nothing outside its subtree is ever found.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="today">The day it is.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IQueryable<Unit>> Find(PhaseEngineDb db, string top, ScopeRule rule, DateOnly today, CancellationToken ct)
    {
        var units = db.Units.AsNoTracking().InSubtree(top).Where(u => u.DissolvedOn == null || u.DissolvedOn > today);
        var ruled = units;
        if (rule.Types is { Count: > 0 } types) ruled = ruled.Where(u => types.Contains(u.Type));
        if (rule.Pilot is { } pilot) ruled = ruled.Where(u => u.PilotUntil != null == pilot);
        if (rule.Sectors is { Count: > 0 } sectors)
        {
            ruled = ruled.Where(u => db.UnitHosts.Any(
                c => c.UnitId == u.Id && c.Position == 0 && db.Hosts.Any(h => h.Id == c.HostId && sectors.Contains(h.Sector))));
        }

        if (rule.Under is { Count: > 0 } under)
        {
            var tops = await db.Units.Where(u => under.Contains(u.Id)).Select(u => EF.Property<string>(u, UnitPaths.Property)).ToListAsync(ct);
            var all = ruled;
            ruled = tops.Select(all.InSubtree).Aggregate(all.Where(u => false), (found, next) => found.Union(next));
        }

        return rule.Units is { Count: > 0 } byHand ? ruled.Union(units.Where(u => byHand.Contains(u.Id))) : ruled;
    }
}
