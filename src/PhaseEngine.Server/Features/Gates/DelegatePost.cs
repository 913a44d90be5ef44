using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Features.People;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Gates;

/// <summary>An approver who is away (and nobody else: other posts are handed over) lets a named person decide in their place, from one day to another (S.37).</summary>
internal static class DelegatePost
{
    /// <param name="ToUserId">Who.</param>
    /// <param name="From">First day.</param>
    /// <param name="Until">First day no longer.</param>
    internal sealed record Body(Guid ToUserId, DateOnly From, DateOnly Until);

    internal sealed record Command(Guid By, Guid PostId, Guid ToUserId, DateOnly From, DateOnly Until) : ICommand<PostView>;

    public static async Task<Results<Created<PostView>, Refused>> Handle(Guid postId, Body body, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, postId, body.ToUserId, body.From, body.Until), ct))
            .Answer(post => TypedResults.Created((string?)null, post));

    internal sealed class Handler(PhaseEngineDb db, SystemEvents events, Today today, TimeProvider clock) : ICommandHandler<Command, PostView>
    {
        public async Task<Result<PostView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var own = await db.Posts.AsNoTracking().SingleAsync(p => p.Id == request.PostId, cancellationToken);
            if (own.UserId != request.By) return GateProblems.NotYourPost;
            if (!Delegations.IsDecidedIn(own.Role)) return GateProblems.NotDelegated(own.Role);
            if (own.DelegatedFrom is not null) return GateProblems.NotPassedOn;
            if (request.From < today.Date) return PeopleProblems.PostDatesOutOfOrder;
            if (request.ToUserId == request.By) return PeopleProblems.HandOverToOneself;
            if (request.Until <= request.From || request.From < own.From) return PeopleProblems.PostDatesOutOfOrder;
            if (own.Until < request.Until) return PeopleProblems.PostEnded;
            var name = await db.Users.Where(u => u.Id == request.ToUserId).Select(u => u.Name).SingleOrDefaultAsync(cancellationToken);
            if (name is null) return PeopleProblems.PersonUnknown;

            var held = await db.Posts.AnyAsync(
                p => p.UserId == request.ToUserId && p.UnitId == own.UnitId && p.Role == own.Role && p.From < request.Until && (p.Until == null || request.From < p.Until),
                cancellationToken);
            if (held) return PeopleProblems.PostHeldAlready(own.Role);

            var post = new Post
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()), UserId = request.ToUserId, UnitId = own.UnitId, Role = own.Role, Subtree = own.Subtree,
                From = request.From, Until = request.Until, DelegatedFrom = own.Id,
            };
            db.Posts.Add(post);
            await events.Append(request.By, "postDelegated", new { post = own.Id, to = post.Id, user = post.UserId, post.From, post.Until }, cancellationToken);
            return PostView.Of(post, name);
        }
    }
}
