using System.ComponentModel.DataAnnotations;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Campaigns;

/// <summary>
/// Brings units into a running campaign (S.12, B.2): founded or split off since, or exempt until now. They begin today by the
/// calendar of their batch, all or none of them.
/// </summary>
internal static class JoinCampaign
{
    private const int Most = 200;

    /// <param name="UnitIds">Units below the campaign's own that have no run in it.</param>
    /// <param name="Batch">Whose calendar they follow; that of the batch that began last when not given.</param>
    internal sealed record Body([property: Required, MinLength(1), MaxLength(Most)] IReadOnlyList<Guid> UnitIds, int? Batch);

    /// <param name="Batch">Whose calendar they follow.</param>
    /// <param name="Runs">The run of each unit.</param>
    internal sealed record View(int Batch, IReadOnlyList<Joined> Runs);

    internal sealed record Joined(Guid UnitId, Guid RunId);

    internal sealed record Command(Guid By, Guid CampaignId, IReadOnlyList<Guid> Units, int? Batch) : ICommand<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Guid campaignId, Body body, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, campaignId, [.. body.UnitIds.Distinct()], body.Batch), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, CampaignLaunch launch, Streams streams, TimeProvider clock) : ICommandHandler<Command, View>
    {
        public async Task<Result<View>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (id, now) = (request.CampaignId, clock.GetUtcNow());
            // Whoever brings units into one campaign does so one after the other.
            var running = await db.Campaigns.Where(c => c.Id == id && c.Status == CampaignStatus.Running)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.Version, c => c.Version + 1), cancellationToken);
            if (running == 0) return CampaignProblems.NotRunning;

            var batches = await db.Batches.AsNoTracking().Where(b => b.CampaignId == id).OrderBy(b => b.Start).ThenBy(b => b.Number)
                .Select(b => b.Number).ToListAsync(cancellationToken);
            var batch = request.Batch ?? batches[^1];
            if (!batches.Contains(batch)) return CampaignProblems.BatchUnknown(batch);
            if (await Refuse(request, now, cancellationToken) is { } refused) return refused;

            var units = await TakeIn(request, batch, cancellationToken);
            var runs = await launch.Join(id, units, request.By, now, cancellationToken);
            await streams.Append(
                StreamKind.Campaign, id, request.By, "unitsJoined", new { campaign = id, batch, units = request.Units.Order() }, cancellationToken);
            return new View(batch, [.. runs.OrderBy(r => r.Key).Select(r => new Joined(r.Key, r.Value))]);
        }

        private async Task<Problem?> Refuse(Command request, DateTimeOffset now, CancellationToken ct)
        {
            var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == request.CampaignId, ct);
            var day = LocalDays.On(now, TimeZoneInfo.FindSystemTimeZoneById(campaign.Zone));
            var top = (await db.Units.PathOf(campaign.UnitId, ct))!;
            var there = await db.Units.InSubtree(top).Where(u => request.Units.Contains(u.Id) && (u.DissolvedOn == null || day < u.DissolvedOn))
                .Select(u => u.Id).ToListAsync(ct);
            // Somebody else's units are answered like units that do not exist.
            if (request.Units.Except(there).ToList() is { Count: > 0 } elsewhere) return CampaignProblems.UnitsElsewhere(elsewhere);

            var inIt = await db.Runs.Where(r => r.CampaignId == request.CampaignId && request.Units.Contains(r.UnitId)).Select(r => r.UnitId).ToListAsync(ct);
            return inIt.Count == 0 ? null : CampaignProblems.UnitsTakePart(inIt);
        }

        private async Task<IReadOnlyList<CampaignUnit>> TakeIn(Command request, int batch, CancellationToken ct)
        {
            var known = await db.CampaignUnits.Where(u => u.CampaignId == request.CampaignId && request.Units.Contains(u.UnitId)).ToListAsync(ct);
            foreach (var exempt in known) (exempt.Batch, exempt.ExemptReason, exempt.ExemptBy) = (batch, null, null);
            List<CampaignUnit> added =
                [.. request.Units.Except(known.Select(u => u.UnitId)).Select(unit => new CampaignUnit { CampaignId = request.CampaignId, UnitId = unit, Batch = batch })];
            db.CampaignUnits.AddRange(added);
            await db.SaveChangesAsync(ct);
            return [.. known, .. added];
        }
    }
}
