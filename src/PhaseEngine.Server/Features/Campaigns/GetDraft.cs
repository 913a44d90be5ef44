using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Campaigns;

/// <summary>A draft as it was written down, to go on with it.</summary>
internal static class GetDraft
{
    /// <param name="Unit">The unit whose office runs it.</param>
    /// <param name="Exempt">Who does not take part although a rule finds them, and why.</param>
    /// <param name="Named">The names of the units its rules mention.</param>
    internal sealed record View(
        Guid Id, CampaignStatus Status, Named Unit, string TemplateId, int TemplateVersion, Text Title, string Zone, IReadOnlyList<BatchView> Batches,
        IReadOnlyList<ExemptView> Exempt, IReadOnlyList<Named> Named, int Version) : IVersioned;

    internal sealed record BatchView(Text Title, DateOnly Start, IReadOnlyDictionary<string, DateOnly> PhaseStarts, ScopeRule Scope);

    internal sealed record ExemptView(Guid UnitId, string Unit, string Reason);

    internal sealed record Named(Guid Id, string Name);

    internal sealed record Query(Guid CampaignId) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Guid campaignId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(campaignId), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == request.CampaignId, cancellationToken);
            var batches = await db.Batches.AsNoTracking().Where(b => b.CampaignId == campaign.Id).OrderBy(b => b.Number).ToListAsync(cancellationToken);
            var exempt = await (
                from row in db.CampaignUnits
                where row.CampaignId == campaign.Id && row.ExemptReason != null
                join unit in db.Units on row.UnitId equals unit.Id
                orderby unit.Code
                select new ExemptView(unit.Id, unit.Name, row.ExemptReason!)).ToListAsync(cancellationToken);

            var rules = CampaignDrafts.Rules(campaign);
            List<Guid> mentioned = [campaign.UnitId, .. rules.SelectMany(r => (r?.Under ?? []).Concat(r?.Units ?? []))];
            var named = await db.Units.Where(u => mentioned.Contains(u.Id)).Select(u => new Named(u.Id, u.Name)).ToListAsync(cancellationToken);
            return new View(
                campaign.Id, campaign.Status, named.Single(n => n.Id == campaign.UnitId), campaign.TemplateId, campaign.TemplateVersion, campaign.Title, campaign.Zone,
                [
                    .. batches.Select(b => new BatchView(
                        b.Title, b.Start, JsonSerializer.Deserialize<Dictionary<string, DateOnly>>(b.PhaseStarts)!, rules.ElementAtOrDefault(b.Number - 1) ?? new ScopeRule())),
                ],
                exempt, named, campaign.Version);
        }
    }
}
