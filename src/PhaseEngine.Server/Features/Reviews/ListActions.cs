using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Reviews;

/// <summary>What the meetings of a run decided on: open actions first, by date. An action is done by a record of the form 'action'.</summary>
internal static class ListActions
{
    internal sealed record Query(Guid RunId) : IQuery<IReadOnlyList<MeetingAction>>;

    public static async Task<Results<Ok<IReadOnlyList<MeetingAction>>, Refused>> Handle(Guid runId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(runId), ct)).Ok();

    internal sealed class Handler(MeetingActions meetings) : IQueryHandler<Query, IReadOnlyList<MeetingAction>>
    {
        public async Task<Result<IReadOnlyList<MeetingAction>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var actions = MeetingActions.Of(await meetings.Records(request.RunId, key: null, cancellationToken));
            return actions.OrderBy(a => a.DoneOn is not null).ThenBy(a => a.Due ?? DateOnly.MaxValue).ToList();
        }
    }
}
