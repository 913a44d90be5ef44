using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Registers;

/// <summary>One item of a register.</summary>
internal static class GetItem
{
    internal sealed record Query(Guid ItemId) : IQuery<ItemView>;

    public static async Task<Results<Ok<ItemView>, Refused>> Handle(Guid itemId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(itemId), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, Today today) : IQueryHandler<Query, ItemView>
    {
        public async Task<Result<ItemView>> Handle(Query request, CancellationToken cancellationToken) =>
            ItemView.Of(await db.RectificationItems.AsNoTracking().SingleAsync(i => i.Id == request.ItemId, cancellationToken), today.Date);
    }
}
