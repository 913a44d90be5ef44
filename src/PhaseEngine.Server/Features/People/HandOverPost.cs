using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Features.Gates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.People;

/// <summary>
/// One person's post passes to another on one day, in one act: no day without a holder and none with two. What was addressed
/// to the post (reminders, tasks) follows it, because everything is addressed to posts.
/// </summary>
internal static class HandOverPost
{
    /// <param name="ToUserId">The successor, who has an account.</param>
    /// <param name="On">The successor's first day; today when not given.</param>
    internal sealed record Body(Guid ToUserId, DateOnly? On);

    internal sealed record Command(Guid By, Guid PostId, int Version, Guid ToUserId, DateOnly On) : ICommand<PostView>;

    public static async Task<Results<Created<PostView>, Refused>> Handle(
        Guid postId, Body body, IfMatch ifMatch, Caller caller, Today today, IMediator mediator, CancellationToken ct)
    {
        var command = new Command(caller.UserId, postId, ifMatch.Version, body.ToUserId, body.On ?? today.Date);
        return (await mediator.Send(command, ct)).Answer(p => TypedResults.Created((string?)null, p));
    }

    internal sealed class Handler(PhaseEngineDb db, SystemEvents events, Delegations delegations, TimeProvider clock) : ICommandHandler<Command, PostView>
    {
        public async Task<Result<PostView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var old = await db.Posts.SingleAsync(p => p.Id == request.PostId, cancellationToken);
            if (old.Version != request.Version) return HttpProblems.Stale;
            if (old.Until <= request.On) return PeopleProblems.PostEnded;
            if (request.On < old.From) return PeopleProblems.PostDatesOutOfOrder;
            if (old.DelegatedFrom is not null) return GateProblems.NotPassedOn;
            if (old.UserId == request.ToUserId) return PeopleProblems.HandOverToOneself;
            var name = await db.Users.Where(u => u.Id == request.ToUserId).Select(u => u.Name).SingleOrDefaultAsync(cancellationToken);
            if (name is null) return PeopleProblems.PersonUnknown;

            var successor = new Post
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                UserId = request.ToUserId,
                UnitId = old.UnitId,
                Role = old.Role,
                Subtree = old.Subtree,
                From = request.On,
                Until = old.Until,
            };
            db.Posts.Add(successor);
            old.Until = request.On;
            old.Version++;
            await events.Append(request.By, "postHandedOver", new { from = old.Id, to = successor.Id, user = successor.UserId, on = request.On }, cancellationToken);
            await delegations.EndOf(old.Id, request.On, request.By, cancellationToken);
            return PostView.Of(successor, name);
        }
    }
}
