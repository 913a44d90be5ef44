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

/// <summary>
/// Begins a launch of the draft one looked at, or lets a cancelled one go on. The runs are made by a recurring job on any node; no unit sees its run before
/// all are there.
/// </summary>
internal static class LaunchCampaign
{
    internal sealed record Command(Guid By, Guid CampaignId, int Version) : ICommand<LaunchView>;

    public static async Task<Results<Accepted<LaunchView>, Refused>> Handle(
        Guid campaignId, IfMatch ifMatch, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, campaignId, ifMatch.Version), ct))
            .Answer(l => TypedResults.Accepted($"/api/v1/campaigns/{campaignId}/launch", l));

    internal sealed class Handler(PhaseEngineDb db, CampaignLaunch launches, Streams streams, TimeProvider clock) : ICommandHandler<Command, LaunchView>
    {
        public async Task<Result<LaunchView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var id = request.CampaignId;
            // Whoever changes the draft at the same time is the first, or waits for this one.
            await db.Campaigns.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.Version, c => c.Version), cancellationToken);
            var version = await db.Campaigns.Where(c => c.Id == id).Select(c => c.Version).SingleAsync(cancellationToken);
            var begun = await db.Launches.AsNoTracking().SingleOrDefaultAsync(l => l.CampaignId == id, cancellationToken);
            if (begun is null or { Status: LaunchStatus.Cancelled } && version != request.Version) return HttpProblems.Stale;
            if (begun is { Status: LaunchStatus.Cancelled })
            {
                await launches.Resume(id, cancellationToken);
                await streams.Append(StreamKind.Campaign, id, request.By, "launchResumed", new { campaign = id }, cancellationToken);
                begun.Status = LaunchStatus.Running;
                return LaunchView.Of(begun);
            }

            var launch = await launches.Begin(id, request.By, clock.GetUtcNow(), cancellationToken);
            if (!launch.IsOk) return launch.Problem;

            await streams.Append(StreamKind.Campaign, id, request.By, "launchBegun", new { campaign = id, units = launch.Value.Total }, cancellationToken);
            return LaunchView.Of(launch.Value);
        }
    }
}

/// <summary>How far a launch has come.</summary>
internal sealed record LaunchView(LaunchStatus Status, int Total, int Done, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt)
{
    public static LaunchView Of(Launch launch) => new(launch.Status, launch.Total, launch.Done, launch.StartedAt, launch.FinishedAt);
}
