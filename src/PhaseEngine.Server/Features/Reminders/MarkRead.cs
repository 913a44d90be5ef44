using System.ComponentModel.DataAnnotations;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Reminders;

/// <summary>Marks messages of one's own as read; those of others are passed over.</summary>
internal static class MarkRead
{
    /// <param name="Messages">Which; all when not given.</param>
    internal sealed record Body([property: MaxLength(500)] IReadOnlyList<Guid>? Messages);

    internal sealed record Command(Guid UserId, IReadOnlyList<Guid>? Messages) : ICommand<Done>;

    public static async Task<Results<NoContent, Refused>> Handle(Body body, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, body.Messages), ct)).Done();

    internal sealed class Handler(PhaseEngineDb db, TimeProvider clock) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            var unread = db.Reminders.Where(r => r.UserId == request.UserId && r.ReadAt == null);
            if (request.Messages is { } some) unread = unread.Where(r => some.Contains(r.Id));
            await unread.ExecuteUpdateAsync(set => set.SetProperty(r => r.ReadAt, now), cancellationToken);
            return Done.It;
        }
    }
}
