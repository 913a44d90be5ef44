using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Reminders;

/// <summary>How many of one's messages are not read yet.</summary>
internal static class CountInbox
{
    internal sealed record View(int Unread);

    internal sealed record Query(Guid UserId) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(caller.UserId), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken) =>
            new View(await db.Reminders.CountAsync(r => r.UserId == request.UserId && r.ReadAt == null, cancellationToken));
    }
}
