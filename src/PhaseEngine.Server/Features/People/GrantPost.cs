using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.People;

/// <summary>Gives somebody who has an account a post on a unit.</summary>
internal static class GrantPost
{
    /// <param name="UserId">Whom.</param>
    /// <param name="Role">What they are to be.</param>
    /// <param name="Subtree">Whether it holds for the units below as well; by default where the role looks after other units.</param>
    /// <param name="From">First day; today when not given.</param>
    /// <param name="Until">First day it is no longer held; open when not given.</param>
    internal sealed record Body(
        Guid UserId,
        [property: Filled, OneOf(typeof(RoleActs), nameof(RoleActs.OnUnits))] string Role,
        bool? Subtree,
        DateOnly? From,
        DateOnly? Until);

    internal sealed record Command(Guid By, Guid UserId, Guid UnitId, string Role, bool Subtree, DateOnly From, DateOnly? Until) : ICommand<PostView>;

    public static async Task<Results<Created<PostView>, Refused>> Handle(
        Guid unitId, Body body, Caller caller, Today today, IMediator mediator, CancellationToken ct)
    {
        var command = new Command(caller.UserId, body.UserId, unitId, body.Role, body.Subtree ?? RoleActs.ReachesBelowByDefault(body.Role), body.From ?? today.Date, body.Until);
        return (await mediator.Send(command, ct)).Answer(p => TypedResults.Created((string?)null, p));
    }

    internal sealed class Handler(PhaseEngineDb db, PostRules rules, SystemEvents events, TimeProvider clock) : ICommandHandler<Command, PostView>
    {
        public async Task<Result<PostView>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.Until <= request.From) return PeopleProblems.PostDatesOutOfOrder;
            if (await rules.RefuseGiving(request.Role, request.UnitId, request.Subtree, cancellationToken) is { } refused) return refused;
            var name = await db.Users.Where(u => u.Id == request.UserId).Select(u => u.Name).SingleOrDefaultAsync(cancellationToken);
            if (name is null) return PeopleProblems.PersonUnknown;

            var held = await db.Posts.AnyAsync(
                p => p.UserId == request.UserId && p.UnitId == request.UnitId && p.Role == request.Role
                    && (p.Until == null || request.From < p.Until) && (request.Until == null || p.From < request.Until),
                cancellationToken);
            if (held) return PeopleProblems.PostHeldAlready(request.Role);

            var post = new Post
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                UserId = request.UserId,
                UnitId = request.UnitId,
                Role = request.Role,
                Subtree = request.Subtree,
                From = request.From,
                Until = request.Until,
            };
            db.Posts.Add(post);
            await events.Append(request.By, "postGranted", new { post = post.Id, user = post.UserId, unit = post.UnitId, post.Role, post.Subtree, post.From, post.Until }, cancellationToken);
            return PostView.Of(post, name);
        }
    }
}
