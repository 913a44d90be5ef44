using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Campaigns;

/// <summary>Units that the rules of a campaign's scope find today and that were not there, or not in scope, when it was drafted.</summary>
internal static class ListNewcomers
{
    /// <param name="UnitId">The unit.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Batch">The batch whose rule finds it.</param>
    internal sealed record Newcomer(Guid UnitId, string Name, int Batch);

    internal sealed record Query(Guid CampaignId) : IQuery<IReadOnlyList<Newcomer>>;

    public static async Task<Results<Ok<IReadOnlyList<Newcomer>>, Refused>> Handle(Guid campaignId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(campaignId), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, Today today) : IQueryHandler<Query, IReadOnlyList<Newcomer>>
    {
        private const int Most = 500;

        public async Task<Result<IReadOnlyList<Newcomer>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == request.CampaignId, cancellationToken);
            var top = (await db.Units.PathOf(campaign.UnitId, cancellationToken))!;
            var found = new Dictionary<Guid, Newcomer>();
            foreach (var (index, rule) in CampaignDrafts.Rules(campaign).Index())
            {
                var units = await CampaignScope.Find(db, top, rule ?? new ScopeRule(), today.Date, cancellationToken);
                var missing = units.Where(u => !db.CampaignUnits.Any(c => c.CampaignId == campaign.Id && c.UnitId == u.Id));
                foreach (var unit in await missing.OrderBy(u => u.Code).Take(Most).Select(u => new { u.Id, u.Name }).ToListAsync(cancellationToken))
                    found.TryAdd(unit.Id, new Newcomer(unit.Id, unit.Name, index + 1));
            }

            return found.Values.Take(Most).ToList();
        }
    }
}
