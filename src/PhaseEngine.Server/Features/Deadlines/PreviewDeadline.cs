using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Deadlines;

/// <summary>Whom moving a deadline would affect: for how many units it moves, comes earlier or is overdue at once, and for whom it cannot. Changes nothing.</summary>
internal static class PreviewDeadline
{
    private const int Shown = 20;
    private const int AtOnce = 1000;

    /// <param name="Key">The requirement, gate or phase.</param>
    /// <param name="Due">The new day.</param>
    /// <param name="Under">Only this unit and those below it.</param>
    /// <param name="Batch">Only this batch.</param>
    internal sealed record Body([property: Filled, AtMost(40)] string Key, DateOnly Due, Guid? Under, int? Batch);

    /// <param name="Units">Units under way that it is about.</param>
    /// <param name="Moves">For how many of them it moves.</param>
    /// <param name="Earlier">For how many it comes earlier than now.</param>
    /// <param name="LateAtOnce">For how many it would be overdue the moment it moves.</param>
    /// <param name="Stays">For how many it cannot move, by the code of the refusal.</param>
    /// <param name="Examples">Some of those for whom it moves.</param>
    internal sealed record View(int Units, int Moves, int Earlier, int LateAtOnce, IReadOnlyDictionary<string, int> Stays, IReadOnlyList<Example> Examples);

    internal sealed record Example(Guid RunId, string Unit, DateOnly? From, DateOnly To);

    internal sealed record Query(Guid CampaignId, DeadlineWish Wish) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Guid campaignId, Body body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(campaignId, new(body.Key, body.Due, body.Under, body.Batch)), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, DeadlineMoves moves, RunStore store, TimeProvider clock) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (wish, now) = (request.Wish, clock.GetUtcNow());
            var runs = await moves.Runs(request.CampaignId, wish, cancellationToken);
            var (moved, earlier, late) = (0, 0, 0);
            var stays = new SortedDictionary<string, int>(StringComparer.Ordinal);
            var examples = new List<(Guid Run, Guid Unit, DateOnly? From)>();
            foreach (var chunk in runs.Chunk(AtOnce))
            {
                foreach (var row in await store.Look(chunk, faults: null, cancellationToken))
                {
                    var step = RunEngine.Step(row.Plan, row.Timetable, row.State, new DueChanged(wish.Key, wish.Due, "preview", Earlier: true), now);
                    if (step.Problem is { } refused)
                    {
                        stays[refused.Code] = stays.GetValueOrDefault(refused.Code) + 1;
                        continue;
                    }

                    var before = row.State.Activities[row.Plan.IndexOf(wish.Key)].Due;
                    moved++;
                    if (wish.Due < before) earlier++;
                    if (wish.Due < row.Timetable.Today(now)) late++;
                    if (examples.Count < Shown) examples.Add((row.Id, row.UnitId, before));
                }
            }

            var units = examples.Select(e => e.Unit).ToList();
            var names = await db.Units.Where(u => units.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
            return new View(runs.Count, moved, earlier, late, stays, examples.ConvertAll(e => new Example(e.Run, names[e.Unit], e.From, wish.Due)));
        }
    }
}
