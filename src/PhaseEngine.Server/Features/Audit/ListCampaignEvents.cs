using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Audit;

/// <summary>What a campaign's office did with the campaign as a whole, the latest first: drafted, launched, deadlines moved, units brought in.</summary>
internal static class ListCampaignEvents
{
    internal sealed record Query(Guid CampaignId, PageOf Page) : IQuery<Page<ActView>>;

    public static async Task<Results<Ok<Page<ActView>>, Refused>> Handle(Guid campaignId, [AsParameters] PageOf page, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(campaignId, page), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, PlanCache plans, ActSentences sentences, ErasableWords words) : IQueryHandler<Query, Page<ActView>>
    {
        public async Task<Result<Page<ActView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == request.CampaignId, cancellationToken);
            var plan = await plans.Get(db, campaign.TemplateId, campaign.TemplateVersion, cancellationToken);
            return await ActPage.Of(
                db, sentences, campaign.Id, request.Page, new Reading(Members: false, plan),
                acts => words.In(acts, db.Runs.Where(r => r.CampaignId == campaign.Id), cancellationToken), cancellationToken);
        }
    }
}
