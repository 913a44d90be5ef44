using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Me;

/// <summary>Whether one gets reminders by mail. The inbox keeps them either way.</summary>
internal static class ChangeMail
{
    internal sealed record Body([property: Filled] bool? Wanted);

    internal sealed record Command(Guid UserId, bool Wanted) : ICommand<Done>;

    public static async Task<Results<NoContent, Refused>> Handle(Body body, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, body.Wanted!.Value), ct)).Done();

    internal sealed class Handler(PhaseEngineDb db) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            await db.Users.Where(u => u.Id == request.UserId).ExecuteUpdateAsync(set => set.SetProperty(u => u.WantsMail, request.Wanted), cancellationToken);
            return Done.It;
        }
    }
}
