using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Campaigns;

/// <summary>
/// Campaigns that concern the reader: run by a unit they answer for, or by one above theirs. A unit below sees none before it is
/// launched.
/// </summary>
internal static class ListCampaigns
{
    internal sealed record Query(Rights Rights) : IQuery<IReadOnlyList<CampaignView>>;

    public static async Task<Results<Ok<IReadOnlyList<CampaignView>>, Refused>> Handle(Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(await caller.Rights(ct)), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db) : IQueryHandler<Query, IReadOnlyList<CampaignView>>
    {
        public async Task<Result<IReadOnlyList<CampaignView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var campaigns =
                from campaign in db.Campaigns.AsNoTracking()
                join unit in db.Units on campaign.UnitId equals unit.Id
                orderby campaign.CreatedAt descending
                select new { campaign, Path = EF.Property<string>(unit, UnitPaths.Property) };
            var all = await campaigns.Take(1000).ToListAsync(cancellationToken);

            bool Concerns(string path, CampaignStatus status) =>
                request.Rights.May(Acts.CampaignsSee, path)
                || (status is CampaignStatus.Running or CampaignStatus.Closed
                    && request.Rights.Posts.Any(p => RoleActs.Of(p.Role).Contains(Acts.CampaignsSee) && p.Path.StartsWith(path, StringComparison.Ordinal)));

            return all.Where(c => Concerns(c.Path, c.campaign.Status)).Select(c => CampaignView.Of(c.campaign)).ToList();
        }
    }
}
