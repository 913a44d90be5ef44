using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Campaigns;

/// <summary>What a draft would hold, batch by batch: how many units take part, and the dates. For whoever is still choosing; stores nothing.</summary>
internal static class PreviewDraft
{
    /// <param name="Units">Units taking part.</param>
    /// <param name="Exempt">Units its rule finds that are exempt.</param>
    internal sealed record BatchView(int Number, int Units, int Exempt, IReadOnlyList<PhaseDates> Phases);

    internal sealed record View(int Units, IReadOnlyList<BatchView> Batches);

    internal sealed record Query(Guid UnitId, DraftCampaign.Body Body) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Guid unitId, DraftCampaign.Body body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(unitId, body), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, CampaignDrafts drafts, TimetableCache timetables, ServerSettings settings) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var body = request.Body;
            var plan = await drafts.Check(body, cancellationToken);
            if (!plan.IsOk) return plan.Problem;

            var counted = await drafts.Count(request.UnitId, body, cancellationToken);
            var calendarFrom = await db.KnownCalendarYears.MaxAsync(y => (DateTimeOffset?)y.ImportedAt, cancellationToken);
            var batches = new List<BatchView>();
            foreach (var (index, batch) in body.Batches.Index())
            {
                var byHand = JsonSerializer.Serialize(batch.PhaseStarts ?? new Dictionary<string, DateOnly>());
                var key = new TimetableKey(batch.Start, body.Zone ?? settings.Zone, byHand, calendarFrom);
                var timetable = await timetables.Make(db, plan.Value, key, cancellationToken);
                batches.Add(new(index + 1, counted[index].Units, counted[index].Exempt, PhaseDates.Of(plan.Value, timetable)));
            }

            return new View(counted.Sum(c => c.Units), batches);
        }
    }
}
