using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Campaigns;

/// <summary>
/// Prepares a campaign of a unit's office: a published template, the batches with their calendars, and who takes part. Nothing
/// reaches the units before it is launched.
/// </summary>
internal static class DraftCampaign
{
    /// <param name="TemplateId">A template with a published version.</param>
    /// <param name="TemplateVersion">Which; the newest published when not given.</param>
    /// <param name="Title">For people; the template's when not given.</param>
    /// <param name="Zone">IANA time zone; the installation's when not given.</param>
    /// <param name="Batches">In order; the first is number 1 (S.10).</param>
    /// <param name="Exempt">Who does not take part although a rule finds them, and why.</param>
    internal sealed record Body(
        [property: Filled] string TemplateId, int? TemplateVersion, Text? Title, string? Zone, IReadOnlyList<BatchBody> Batches,
        IReadOnlyList<Exemption>? Exempt);

    /// <param name="Title">For people; 第n批 when not given.</param>
    /// <param name="Start">The batch's first day.</param>
    /// <param name="PhaseStarts">Planned starts set by hand, by phase key; those behind follow.</param>
    /// <param name="Scope">Which units; all units of the subtree when not given. A unit found by several batches belongs to the first.</param>
    internal sealed record BatchBody(Text? Title, DateOnly Start, IReadOnlyDictionary<string, DateOnly>? PhaseStarts, ScopeRule? Scope);

    internal sealed record Exemption(Guid UnitId, string Reason);

    internal sealed record Command(Guid By, Guid UnitId, Body Body) : ICommand<CampaignView>;

    public static async Task<Results<Created<CampaignView>, Refused>> Handle(
        Guid unitId, Body body, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, unitId, body), ct))
            .Answer(c => TypedResults.Created($"/api/v1/campaigns/{c.Id}", c));

    internal sealed class Handler(PhaseEngineDb db, Streams streams, PlanCache plans, Today today, ServerSettings settings, TimeProvider clock)
        : ICommandHandler<Command, CampaignView>
    {
        public async Task<Result<CampaignView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var body = request.Body;
            var version = await PublishedVersion(body, cancellationToken);
            if (version is null) return CampaignProblems.TemplateNotPublished(body.TemplateId, body.TemplateVersion ?? 0);

            var plan = await plans.Get(db, body.TemplateId, version.Value, cancellationToken);
            if (Refuse(body, plan) is { } refusal) return refusal;

            var now = clock.GetUtcNow();
            var campaign = new Campaign
            {
                Id = Guid.CreateVersion7(now), Title = body.Title ?? plan.Title, TemplateId = body.TemplateId, TemplateVersion = version.Value,
                UnitId = request.UnitId, Zone = body.Zone ?? settings.Zone, Scope = JsonSerializer.Serialize(body.Batches.Select(b => b.Scope), JsonSerializerOptions.Web),
                CreatedAt = now, CreatedBy = request.By,
            };
            db.Add(campaign);
            for (var number = 1; number <= body.Batches.Count; number++) db.Add(BatchOf(campaign.Id, number, body.Batches[number - 1]));

            var units = await ChooseUnits(campaign, body, request.By, cancellationToken);
            if (units == 0) return CampaignProblems.ScopeEmpty;

            await streams.Append(StreamKind.Campaign, campaign.Id, request.By, "campaignDrafted", new
            {
                campaign = campaign.Id, template = campaign.TemplateId, version = version.Value, unit = campaign.UnitId, units,
                batches = body.Batches.Select(b => new { b.Start }),
            }, cancellationToken);
            return CampaignView.Of(campaign);
        }

        private Task<int?> PublishedVersion(Body body, CancellationToken ct) => db.TemplateVersions
            .Where(v => v.TemplateId == body.TemplateId && v.Status == TemplateStatus.Published
                && (body.TemplateVersion == null || v.Version == body.TemplateVersion))
            .MaxAsync(v => (int?)v.Version, ct);

        private static Problem? Refuse(Body body, Core.Engine.Plan plan)
        {
            if (body.Batches.Count is 0 or > 50) return CampaignProblems.BatchesMissing;
            // Dates are reckoned decades ahead for open-ended phases; beyond this the calendar itself ends.
            if (body.Batches.FirstOrDefault(b => b.Start.Year is < 1990 or > 2200) is { } odd) return CampaignProblems.StartOutOfRange(odd.Start);
            if (body.Zone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) return CampaignProblems.ZoneUnknown(zone);
            if (body.Exempt?.Any(e => string.IsNullOrWhiteSpace(e.Reason)) == true) return CampaignProblems.ExemptionReasonMissing;
            var unknown = body.Batches.SelectMany(b => b.PhaseStarts?.Keys ?? []).FirstOrDefault(key => plan.Phase(key) is null);
            return unknown is null ? null : CampaignProblems.PhaseUnknown(unknown);
        }

        private static Batch BatchOf(Guid campaign, int number, BatchBody body) => new()
        {
            CampaignId = campaign, Number = number, Title = body.Title ?? new Text($"第{number}批", $"Batch {number}", $"第{number}批"),
            Start = body.Start, PhaseStarts = JsonSerializer.Serialize(body.PhaseStarts ?? new Dictionary<string, DateOnly>()),
        };

        /// <summary>Fixes who takes part. In chunks: the scope may be a hundred thousand units.</summary>
        private async Task<int> ChooseUnits(Campaign campaign, Body body, Guid by, CancellationToken ct)
        {
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
    }
}
