using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Features.Campaigns;

/// <summary>What is wished of a campaign before it is launched: checked, counted and written down.</summary>
internal sealed class CampaignDrafts(PhaseEngineDb db, PlanCache plans, Today today)
{
    /// <summary>The units of a batch: those its rule finds that no earlier batch has.</summary>
    internal sealed record Counted(int Units, int Exempt);

    /// <summary>The plan of the version wished for, or what is wrong with the wish.</summary>
    public async Task<Result<Plan>> Check(DraftCampaign.Body body, CancellationToken ct)
    {
        var version = await db.TemplateVersions
            .Where(v => v.TemplateId == body.TemplateId && v.Status == TemplateStatus.Published
                && (body.TemplateVersion == null || v.Version == body.TemplateVersion))
            .MaxAsync(v => (int?)v.Version, ct);
        if (version is null) return CampaignProblems.TemplateNotPublished(body.TemplateId, body.TemplateVersion ?? 0);

        var plan = await plans.Get(db, body.TemplateId, version.Value, ct);
        return Refuse(body, plan) is { } refusal ? refusal : plan;
    }

    private static Problem? Refuse(DraftCampaign.Body body, Plan plan)
    {
        if (body.Batches.Count is 0 or > 50) return CampaignProblems.BatchesMissing;
        // Dates are reckoned decades ahead for open-ended phases; beyond this the calendar itself ends.
        if (body.Batches.FirstOrDefault(b => b.Start.Year is < 1990 or > 2200) is { } odd) return CampaignProblems.StartOutOfRange(odd.Start);
        if (body.Zone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) return CampaignProblems.ZoneUnknown(zone);
        if (body.Exempt?.Any(e => string.IsNullOrWhiteSpace(e.Reason)) == true) return CampaignProblems.ExemptionReasonMissing;
        var unknown = body.Batches.SelectMany(b => b.PhaseStarts?.Keys ?? []).FirstOrDefault(key => plan.Phase(key) is null);
        return unknown is null ? null : CampaignProblems.PhaseUnknown(unknown);
    }

    /// <summary>How many units each batch has, counted by the database alone.</summary>
    public async Task<IReadOnlyList<Counted>> Count(Guid unit, DraftCampaign.Body body, CancellationToken ct)
    {
        var top = (await db.Units.PathOf(unit, ct))!;
        List<Guid> exempt = [.. (body.Exempt ?? []).Select(e => e.UnitId)];
        IQueryable<Guid>? earlier = null;
        var counted = new List<Counted>();
        foreach (var batch in body.Batches)
        {
            var found = (await CampaignScope.Find(db, top, batch.Scope ?? new ScopeRule(), today.Date, ct)).Select(u => u.Id);
            var own = earlier is null ? found : found.Except(earlier);
            var left = exempt is [] ? 0 : await own.CountAsync(id => exempt.Contains(id), ct);
            counted.Add(new Counted(await own.CountAsync(ct) - left, left));
            earlier = earlier is null ? found : earlier.Union(found);
        }

        return counted;
    }

    /// <summary>Writes batches and units. In chunks: the scope may be a hundred thousand units.</summary>
    /// <returns>How many take part.</returns>
    public async Task<int> Fill(Campaign campaign, DraftCampaign.Body body, Guid by, CancellationToken ct)
    {
        for (var number = 1; number <= body.Batches.Count; number++) db.Add(BatchOf(campaign.Id, number, body.Batches[number - 1]));
        await db.SaveChangesAsync(ct);

        var top = (await db.Units.PathOf(campaign.UnitId, ct))!;
        var exempt = (body.Exempt ?? []).GroupBy(e => e.UnitId).ToDictionary(e => e.Key, e => e.First().Reason);
        var chosen = new HashSet<Guid>();
        var takingPart = 0;
        for (var number = 1; number <= body.Batches.Count; number++)
        {
            var found = await CampaignScope.Find(db, top, body.Batches[number - 1].Scope ?? new ScopeRule(), today.Date, ct);
            var units = (await found.Select(u => u.Id).ToListAsync(ct)).Where(chosen.Add).ToList();
            takingPart += units.Count(u => !exempt.ContainsKey(u));
            await CampaignUnits.Add(db, campaign.Id, number, [.. units.Select(u => (u, exempt.GetValueOrDefault(u)))], by, ct);
        }

        return takingPart;
    }

    public static string ScopeOf(DraftCampaign.Body body) => JsonSerializer.Serialize(body.Batches.Select(b => b.Scope), JsonSerializerOptions.Web);

    /// <summary>One rule for each batch, in their order; a campaign whose units were listed by hand has none.</summary>
    public static IReadOnlyList<ScopeRule?> Rules(Campaign campaign) =>
        campaign.Scope.StartsWith('[') ? JsonSerializer.Deserialize<List<ScopeRule?>>(campaign.Scope, JsonSerializerOptions.Web)! : [];

    /// <summary>What goes on record of a draft.</summary>
    public static object FactsOf(Campaign campaign, DraftCampaign.Body body, int units) => new
    {
        campaign = campaign.Id, template = campaign.TemplateId, version = campaign.TemplateVersion, unit = campaign.UnitId, units,
        batches = body.Batches.Select(b => new { b.Start }),
    };

    private static Batch BatchOf(Guid campaign, int number, DraftCampaign.BatchBody body) => new()
    {
        CampaignId = campaign, Number = number, Title = body.Title ?? new Text($"第{number}批", $"Batch {number}", $"第{number}批"),
        Start = body.Start, PhaseStarts = JsonSerializer.Serialize(body.PhaseStarts ?? new Dictionary<string, DateOnly>()),
    };
}
