using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Audit;

/// <summary>What was done with a unit, its hosts and its members, the latest first. Members are named only to who may see them.</summary>
internal static class ListUnitEvents
{
    internal sealed record Query(Guid UnitId, bool Members, PageOf Page) : IQuery<Page<ActView>>;

    public static async Task<Results<Ok<Page<ActView>>, Refused>> Handle(
        Guid unitId, [AsParameters] PageOf page, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(unitId, await caller.May(Acts.MembersSee, unitId, ct), page), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, ActSentences sentences, ErasableWords words) : IQueryHandler<Query, Page<ActView>>
    {
        public Task<Result<Page<ActView>>> Handle(Query request, CancellationToken cancellationToken) =>
            ActPage.Of(
                db, sentences, request.UnitId, request.Page, new Reading(request.Members),
                acts => words.In(acts, db.Runs.Where(r => r.UnitId == request.UnitId), cancellationToken), cancellationToken);
    }
}
