using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Deadlines;

/// <summary>The campaign office moves one deadline for many units, later or earlier, as one act on record (B.3). Units for which it cannot move stay as they are and are counted.</summary>
internal static class MoveDeadline
{
    /// <param name="Key">The requirement, gate or phase.</param>
    /// <param name="Due">The new day.</param>
    /// <param name="Under">Only this unit and those below it.</param>
    /// <param name="Batch">Only this batch.</param>
    /// <param name="Reason">Why.</param>
    internal sealed record Body([property: Filled, AtMost(40)] string Key, DateOnly Due, Guid? Under, int? Batch, [property: Filled, AtMost(500)] string Reason);

    /// <param name="Move">Names the move, to undo it.</param>
    /// <param name="Moved">For how many units it moved.</param>
    /// <param name="Stays">For how many it did not, by the code of the refusal.</param>
    internal sealed record View(Guid Move, int Moved, IReadOnlyDictionary<string, int> Stays);

    internal sealed record Command(Guid By, Guid CampaignId, DeadlineWish Wish, string Reason) : ICommand<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Guid campaignId, Body body, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, campaignId, new(body.Key, body.Due, body.Under, body.Batch), body.Reason), ct)).Ok();

    internal sealed class Handler(DeadlineMoves moves, RunSets sets, Remarks remarks, TimeProvider clock) : ICommandHandler<Command, View>
    {
        public async Task<Result<View>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (wish, now) = (request.Wish, clock.GetUtcNow());
            var runs = await moves.Runs(request.CampaignId, wish, cancellationToken);
            var reason = await remarks.Keep(request.Reason, now, cancellationToken);
            var due = new DueChanged(wish.Key, wish.Due, reason, Earlier: true);
            var refused = await sets.Act(runs, _ => due, request.By, DeadlineMoves.Act, now, done: null, cancellationToken);

            var move = new DeadlineMove(
                Guid.CreateVersion7(now), wish.Key, wish.Due, reason, runs.Count - refused.Count, Chain.OnRecord(now), Undoes: null);
            await moves.Record(request.CampaignId, request.By, move, cancellationToken);
            return new View(move.Move, move.Moved, refused.Values.GroupBy(p => p.Code).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count()));
        }
    }
}
