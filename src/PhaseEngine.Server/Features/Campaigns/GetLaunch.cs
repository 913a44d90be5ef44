using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Campaigns;

/// <summary>How far a launch has come.</summary>
internal static class GetLaunch
{
    internal sealed record Query(Guid CampaignId) : IQuery<LaunchView>;

    public static async Task<Results<Ok<LaunchView>, Refused>> Handle(Guid campaignId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(campaignId), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db) : IQueryHandler<Query, LaunchView>
    {
        public async Task<Result<LaunchView>> Handle(Query request, CancellationToken cancellationToken) =>
            await db.Launches.AsNoTracking().SingleOrDefaultAsync(l => l.CampaignId == request.CampaignId, cancellationToken) is { } launch
                ? LaunchView.Of(launch)
                : CampaignProblems.NotLaunching("draft");
    }
}
