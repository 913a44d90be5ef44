using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Campaigns;

/// <summary>
/// A campaign with its funnel: how many units stand where, and how many have something overdue. Counted over all runs at once,
/// of the units the reader answers for.
/// </summary>
internal static class GetCampaign
{
    /// <param name="Phases">Keys of the open phases; empty when the run is over.</param>
    /// <param name="Gate">The gate asked for, or the first one open.</param>
    internal sealed record Standing(RunStatus Status, IReadOnlyList<string> Phases, string? Gate, GateStatus? GateStatus, int Units, int Overdue);

    internal sealed record BatchView(int Number, string Title, DateOnly Start, int Units, int Exempt);

    internal sealed record View(CampaignView Campaign, IReadOnlyList<BatchView> Batches, IReadOnlyList<Standing> Standings);

    internal sealed record Query(Guid CampaignId, Rights Rights) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Guid campaignId, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(campaignId, await caller.Rights(ct)), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, Today today) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var id = request.CampaignId;
            if (await ListCampaigns.Concerning(db, request.Rights).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } campaign)
                return HttpProblems.NotFound;

            var mine = request.Rights.Among(db.Units, Acts.RunsSee);
            var counts = await db.CampaignUnits.Where(u => u.CampaignId == id && mine.Any(m => m.Id == u.UnitId)).GroupBy(u => u.Batch)
                .Select(g => new { Batch = g.Key, Units = g.Count(u => u.ExemptReason == null), Exempt = g.Count(u => u.ExemptReason != null) })
                .ToDictionaryAsync(g => g.Batch, cancellationToken);
            var batches = await db.Batches.AsNoTracking().Where(b => b.CampaignId == id).OrderBy(b => b.Number).ToListAsync(cancellationToken);

            return new View(
                CampaignView.Of(campaign),
                batches.ConvertAll(b => new BatchView(
                    b.Number, b.Title.In(Texts.Language.Current), b.Start, counts.GetValueOrDefault(b.Number)?.Units ?? 0, counts.GetValueOrDefault(b.Number)?.Exempt ?? 0)),
                // What is being launched is not yet there for anybody.
                campaign.Status is CampaignStatus.Running or CampaignStatus.Closed ? await Standings(id, mine, cancellationToken) : []);
        }

        private async Task<IReadOnlyList<Standing>> Standings(Guid campaign, IQueryable<Unit> mine, CancellationToken ct)
        {
            var day = today.Date;
            var groups = await db.Runs.Where(r => r.CampaignId == campaign && mine.Any(m => m.Id == r.UnitId))
                .GroupBy(r => new { r.Status, r.Phase, r.Gate, r.GateStatus })
                .Select(g => new { g.Key, Units = g.Count(), Overdue = g.Count(r => r.Status == RunStatus.Active && r.DueOn < day) })
                .ToListAsync(ct);
            return
            [
                .. groups.OrderByDescending(g => g.Units).Select(g => new Standing(
                    g.Key.Status, g.Key.Phase?.Split(' ') ?? [], g.Key.Gate, g.Key.GateStatus, g.Units, g.Overdue)),
            ];
        }
    }
}
