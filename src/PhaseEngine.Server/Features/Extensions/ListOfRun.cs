using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Extensions;

/// <summary>The requests for more time of one run, the newest first.</summary>
internal static class ListOfRun
{
    internal sealed record Query(Guid RunId) : IQuery<IReadOnlyList<ExtensionView>>;

    public static async Task<Results<Ok<IReadOnlyList<ExtensionView>>, Refused>> Handle(Guid runId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(runId), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, PlanCache plans, ExtensionRequests requests) : IQueryHandler<Query, IReadOnlyList<ExtensionView>>
    {
        public async Task<Result<IReadOnlyList<ExtensionView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var unit = db.Units.Where(u => db.Runs.Any(r => r.Id == request.RunId && r.UnitId == u.Id));
            var all = await requests.Of(unit, cancellationToken);
            return (await ExtensionView.Of(db, plans, [.. all.Where(r => r.RunId == request.RunId).Reverse()], cancellationToken)).ToList();
        }
    }
}
