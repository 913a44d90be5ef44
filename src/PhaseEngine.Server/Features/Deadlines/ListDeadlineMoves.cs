using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Deadlines;

/// <summary>The deadlines a campaign's office has moved for many units, the newest first.</summary>
internal static class ListDeadlineMoves
{
    /// <param name="Move">Names it.</param>
    /// <param name="Key">The requirement, gate or phase.</param>
    /// <param name="Due">The new day; of an undoing, the day that is left.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Moved">For how many units.</param>
    /// <param name="At">When.</param>
    /// <param name="By">Who.</param>
    /// <param name="Undoes">The move this one undoes; null: none.</param>
    internal sealed record View(Guid Move, string Key, DateOnly Due, string Reason, int Moved, DateTimeOffset At, string? By, Guid? Undoes);

    internal sealed record Query(Guid CampaignId) : IQuery<IReadOnlyList<View>>;

    public static async Task<Results<Ok<IReadOnlyList<View>>, Refused>> Handle(Guid campaignId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(campaignId), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, DeadlineMoves moves, Remarks remarks) : IQueryHandler<Query, IReadOnlyList<View>>
    {
        public async Task<Result<IReadOnlyList<View>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var all = await moves.Of(request.CampaignId, cancellationToken);
            var people = all.Select(m => m.By).OfType<Guid>().Distinct().ToList();
            var names = await db.Users.Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
            var words = await remarks.Read(all.Select(m => m.Move.Reason), Phrases.Say("runs.fact.erased"), cancellationToken);
            return all.Select(m => new View(
                m.Move.Move, m.Move.Key, m.Move.Due, words(m.Move.Reason)!, m.Move.Moved, m.Move.At, m.By is { } by ? names.GetValueOrDefault(by) : null, m.Move.Undoes)).ToList();
        }
    }
}
