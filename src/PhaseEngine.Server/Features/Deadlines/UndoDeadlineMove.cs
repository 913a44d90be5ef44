using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Deadlines;

/// <summary>Undoes a move by a new act: units to which nothing has happened since get the day back they had; the rest are listed (B.3).</summary>
internal static class UndoDeadlineMove
{
    /// <param name="Reason">Why.</param>
    internal sealed record Body([property: Filled, AtMost(500)] string Reason);

    /// <param name="Restored">How many units have their day back.</param>
    /// <param name="Left">Those that have gone on since, to be looked at one by one.</param>
    internal sealed record View(int Restored, IReadOnlyList<Rest> Left);

    internal sealed record Rest(Guid RunId, Guid UnitId, string Unit);

    internal sealed record Command(Guid By, Guid CampaignId, Guid Move, string Reason) : ICommand<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Guid campaignId, Guid move, Body body, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, campaignId, move, body.Reason), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, DeadlineMoves moves, RunStore store, RunSets sets, Remarks remarks, TimeProvider clock) : ICommandHandler<Command, View>
    {
        public async Task<Result<View>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (campaign, now) = (request.CampaignId, clock.GetUtcNow());
            var known = await moves.Of(campaign, cancellationToken);
            if (known.Select(m => m.Move).FirstOrDefault(m => m.Move == request.Move) is not { } move) return DeadlineMoves.Unknown(request.Move);

            var moved = await moves.Before(campaign, move, store, cancellationToken);
            var days = moved.Where(r => r is { Untouched: true, Before: not null }).ToDictionary(r => r.Run, r => r.Before!.Value);
            var reason = await remarks.Keep(request.Reason, now, cancellationToken);
            var refused = await sets.Act(
                [.. days.Keys], run => new DueChanged(move.Key, days[run.Id], reason, Earlier: true), request.By, DeadlineMoves.Act, now, done: null, cancellationToken);

            var restored = days.Count - refused.Count;
            await moves.Record(
                campaign, request.By, new(Guid.CreateVersion7(now), move.Key, move.Due, reason, restored, Chain.OnRecord(now), move.Move), cancellationToken);
            List<Guid> left = [.. moved.Select(r => r.Run).Except(days.Keys), .. refused.Keys];
            return new View(restored, await Rests(left, cancellationToken));
        }

        private async Task<IReadOnlyList<Rest>> Rests(List<Guid> runs, CancellationToken ct)
        {
            var rests = new List<Rest>(runs.Count);
            foreach (var chunk in runs.Chunk(1000))
            {
                rests.AddRange(await db.Runs.Where(r => chunk.Contains(r.Id)).Join(db.Units, r => r.UnitId, u => u.Id, (r, u) => new { r.Id, Unit = u })
                    .OrderBy(r => r.Unit.Code).Select(r => new Rest(r.Id, r.Unit.Id, r.Unit.Name)).ToListAsync(ct));
            }

            return rests;
        }
    }
}
