using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Features.People;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Gates;

/// <summary>An approver is back before their time and decides themselves again: whoever decided in their place does not from today on.</summary>
internal static class EndDelegation
{
    internal sealed record Command(Guid By, Guid PostId) : ICommand<Done>;

    public static async Task<Results<NoContent, Refused>> Handle(Guid postId, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, postId), ct)).Done();

    internal sealed class Handler(PhaseEngineDb db, Delegations delegations, Today today) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var own = await db.Posts.AsNoTracking().SingleAsync(p => p.Id == request.PostId, cancellationToken);
            if (own.UserId != request.By) return GateProblems.NotYourPost;
            return await delegations.EndOf(own.Id, today.Date, request.By, cancellationToken) > 0 ? Done.It : GateProblems.NothingDelegated;
        }
    }
}
