using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Events;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Campaigns;

/// <summary>Puts another wish in the place of a draft, as a whole; who takes part is found anew.</summary>
internal static class ChangeDraft
{
    internal sealed record Command(Guid By, Guid CampaignId, int Version, DraftCampaign.Body Body) : ICommand<CampaignView>;

    public static async Task<Results<Ok<CampaignView>, Refused>> Handle(
        Guid campaignId, DraftCampaign.Body body, IfMatch ifMatch, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, campaignId, ifMatch.Version, body), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, CampaignDrafts drafts, Streams streams) : ICommandHandler<Command, CampaignView>
    {
        public async Task<Result<CampaignView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (id, body) = (request.CampaignId, request.Body);
            var campaign = await db.Campaigns.SingleAsync(c => c.Id == id, cancellationToken);
            if (campaign.Status != CampaignStatus.Draft) return CampaignProblems.NotDraft(id);
            if (campaign.Version != request.Version) return HttpProblems.Stale;

            var plan = await drafts.Check(body, cancellationToken);
            if (!plan.IsOk) return plan.Problem;

            (campaign.Title, campaign.TemplateId, campaign.TemplateVersion) = (body.Title ?? plan.Value.Title, body.TemplateId, plan.Value.Version);
            (campaign.Zone, campaign.Scope) = (body.Zone ?? campaign.Zone, CampaignDrafts.ScopeOf(body));
            campaign.Version++;
            // Whoever launches it at the same time is the first or waits for this one.
            await db.SaveChangesAsync(cancellationToken);
            await db.CampaignUnits.Where(u => u.CampaignId == id).ExecuteDeleteAsync(cancellationToken);
            await db.Batches.Where(b => b.CampaignId == id).ExecuteDeleteAsync(cancellationToken);

            var units = await drafts.Fill(campaign, body, request.By, cancellationToken);
            if (units == 0) return CampaignProblems.ScopeEmpty;

            await streams.Append(StreamKind.Campaign, id, request.By, "draftChanged", CampaignDrafts.FactsOf(campaign, body, units), cancellationToken);
            return CampaignView.Of(campaign);
        }
    }
}
