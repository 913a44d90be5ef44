using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.People;

/// <summary>Ends a post on a day. It stays on record; only its rights are gone.</summary>
internal static class EndPost
{
    /// <param name="On">The first day it is no longer held; today when not given.</param>
    internal sealed record Body(DateOnly? On);

    internal sealed record Command(Guid By, Guid PostId, int Version, DateOnly On) : ICommand<PostView>;

    public static async Task<Results<Ok<PostView>, Refused>> Handle(
        Guid postId, Body body, IfMatch ifMatch, Caller caller, Today today, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, postId, ifMatch.Version, body.On ?? today.Date), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, SystemEvents events, Delegations delegations) : ICommandHandler<Command, PostView>
    {
        public async Task<Result<PostView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var post = await db.Posts.SingleAsync(p => p.Id == request.PostId, cancellationToken);
            if (post.Version != request.Version) return HttpProblems.Stale;
            if (post.Until <= request.On) return PeopleProblems.PostEnded;
            if (request.On < post.From) return PeopleProblems.PostDatesOutOfOrder;

            post.Until = request.On;
            post.Version++;
            await events.Append(request.By, "postEnded", new { post = post.Id, on = request.On }, cancellationToken);
            await delegations.EndOf(post.Id, request.On, request.By, cancellationToken);
            return PostView.Of(post, await db.Users.Where(u => u.Id == post.UserId).Select(u => u.Name).SingleAsync(cancellationToken));
        }
    }
}
