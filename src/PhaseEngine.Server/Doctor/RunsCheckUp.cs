using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Runs;

namespace PhaseEngine.Server.Doctor;

/// <summary>
/// Counts every run's figures anew from its events and compares; finds runs without unit and runs nobody will wake. Takes as long
/// as there is history.
/// </summary>
internal sealed class RunsCheckUp(PhaseEngineDb db, RunCheck check, TimeProvider clock) : ICheckUp
{
    private const int Shown = 5;

    public int Order => 200;

    public async Task<IReadOnlyList<CheckUp>> Look(CancellationToken ct)
    {
        var campaigns = await db.Campaigns.AsNoTracking().Where(c => c.Status == CampaignStatus.Running).Select(c => new { c.Id, c.Title }).ToListAsync(ct);
        var found = new List<CheckUp> { await Orphans(ct), await Failing(ct) };
        foreach (var campaign in campaigns)
        {
            var runs = await db.Runs.CountAsync(r => r.CampaignId == campaign.Id, ct);
            var findings = await check.Check(campaign.Id, clock.GetUtcNow(), ct);
            found.Add(new($"runs of {campaign.Title.ZhCn}", findings.Count == 0, findings.Count == 0 ? $"{runs}, as their events say" : Named(findings, runs)));
        }

        return found;
    }

    private async Task<CheckUp> Orphans(CancellationToken ct)
    {
        var orphans = await db.Members.CountAsync(m => !db.Units.Any(u => u.Id == m.UnitId), ct)
            + await db.Runs.CountAsync(r => !db.Campaigns.Any(c => c.Id == r.CampaignId), ct)
            + await db.EvidenceUses.CountAsync(u => !db.Runs.Any(r => r.Id == u.RunId), ct)
            + await db.Alarms.CountAsync(a => !db.Runs.Any(r => r.Id == a.RunId), ct);
        return new("orphans", orphans == 0, orphans == 0 ? "none" : $"{orphans} members, runs, uses of records or alarms belong to nothing: restore the last good backup beside this database and compare");
    }

    private async Task<CheckUp> Failing(CancellationToken ct)
    {
        var failing = await db.Alarms.AsNoTracking().Where(a => a.Failures > 0).OrderBy(a => a.RunId).Select(a => new { a.RunId, a.Fault }).ToListAsync(ct);
        return new("runs that fail", failing.Count == 0, failing.Count == 0
            ? "none"
            : $"time cannot reach {failing.Count}: {string.Join(", ", failing.Take(Shown).Select(f => $"{f.RunId} ({f.Fault})"))}{(failing.Count > Shown ? " …" : "")}");
    }

    private static string Named(IReadOnlyList<RunFinding> findings, int runs) =>
        $"{findings.Count} of {runs} are not as they should be: {string.Join(", ", findings.Take(Shown).Select(f => $"{f.Code} {f.Run}"))}{(findings.Count > Shown ? " …" : "")}";
}
