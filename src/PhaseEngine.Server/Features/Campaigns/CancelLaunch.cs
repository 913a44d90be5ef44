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

/// <summary>Stops a launch between two sets. What is made stays, unseen, and launching again goes on from there.</summary>
internal static class CancelLaunch
{
    internal sealed record Command(Guid By, Guid CampaignId) : ICommand<Done>;

    public static async Task<Results<NoContent, Refused>> Handle(Guid campaignId, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, campaignId), ct)).Done();

    internal sealed class Handler(PhaseEngineDb db, CampaignLaunch launches, Streams streams) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var id = request.CampaignId;
            var running = await db.Launches.AnyAsync(l => l.CampaignId == id && l.Status == LaunchStatus.Running, cancellationToken);
            if (!running) return CampaignProblems.NotLaunching("notRunning");

            await launches.Cancel(id, cancellationToken);
            await streams.Append(StreamKind.Campaign, id, request.By, "launchCancelled", new { campaign = id }, cancellationToken);
            return Done.It;
        }
    }
}
