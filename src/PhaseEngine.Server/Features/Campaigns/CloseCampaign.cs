using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Campaigns;

/// <summary>
/// Ends a campaign: nobody is reminded any more, and what is still under way is closed by a job, set by set. What was finished stays
/// finished, and everything can be read as before.
/// </summary>
internal static class CloseCampaign
{
    public const string OnRecord = "campaignClosed";

    /// <param name="Reason">Why.</param>
    internal sealed record Body([property: Filled, AtMost(500)] string Reason);

    /// <summary>What the record says of it, and the job goes by.</summary>
    /// <param name="Reason">The sign of the reason (<see cref="Remarks"/>).</param>
    internal sealed record Closing(string Reason);

    internal sealed record Command(Guid By, Guid CampaignId, int Version, string Reason) : ICommand<CampaignView>;

    public static async Task<Results<Ok<CampaignView>, Refused>> Handle(
        Guid campaignId, IfMatch ifMatch, Body body, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, campaignId, ifMatch.Version, body.Reason), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, Streams streams, Remarks remarks, TimeProvider clock) : ICommandHandler<Command, CampaignView>
    {
        public async Task<Result<CampaignView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var id = request.CampaignId;
            var closed = await db.Campaigns.Where(c => c.Id == id && c.Status == CampaignStatus.Running && c.Version == request.Version)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.Status, CampaignStatus.Closed).SetProperty(c => c.Version, c => c.Version + 1), cancellationToken);
            var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == id, cancellationToken);
            if (closed == 0) return campaign.Status == CampaignStatus.Running ? HttpProblems.Stale : CampaignProblems.NotRunning;

            var reason = await remarks.Keep(request.Reason, clock.GetUtcNow(), cancellationToken);
            await streams.Append(StreamKind.Campaign, id, request.By, OnRecord, new Closing(reason), cancellationToken);
            return CampaignView.Of(campaign);
        }
    }
}
