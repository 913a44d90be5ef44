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

/// <summary>Invites somebody who has no account yet to a post on a unit. The answer is a slip to print or send; it cannot be shown again.</summary>
internal static class InvitePerson
{
    /// <param name="Name">The person's name, as on the slip.</param>
    /// <param name="Role">What they are to be.</param>
    /// <param name="Subtree">Whether the post holds for the units below as well; by default where the role looks after other units.</param>
    /// <param name="From">First day of the post; today when not given.</param>
    /// <param name="Until">First day it is no longer held; open when not given.</param>
    /// <param name="MemberId">The member of the unit whose account it will be: they see what is recorded of themselves (S.46).</param>
    internal sealed record Body(
        [property: Filled, AtMost(100)] string Name,
        [property: Filled, OneOf(typeof(RoleActs), nameof(RoleActs.OnUnits))] string Role,
        bool? Subtree,
        DateOnly? From,
        DateOnly? Until,
        Guid? MemberId);

    internal sealed record Command(Guid By, string Name, InvitedPost Post) : ICommand<Slip>;

    public static async Task<Results<Created<Slip>, Refused>> Handle(
        Guid unitId, Body body, Caller caller, Today today, IMediator mediator, CancellationToken ct)
    {
        var post = new InvitedPost(unitId, body.Role, body.Subtree ?? RoleActs.ReachesBelowByDefault(body.Role), body.From ?? today.Date, body.Until, body.MemberId);
        var slip = await mediator.Send(new Command(caller.UserId, body.Name.Trim(), post), ct);
        return slip.Answer(s => TypedResults.Created((string?)null, s));
    }

    internal sealed class Handler(PhaseEngineDb db, PostRules rules, Links links, SystemEvents events) : ICommandHandler<Command, Slip>
    {
        public async Task<Result<Slip>> Handle(Command request, CancellationToken cancellationToken)
        {
            var post = request.Post;
            if (post.Until <= post.From) return PeopleProblems.PostDatesOutOfOrder;
            if (await rules.RefuseGiving(post.Role, post.UnitId!.Value, post.Subtree, cancellationToken) is { } refused) return refused;

            if (post.Member is { } member && await RefuseMember(member, post.UnitId!.Value, cancellationToken) is { } notTheirs) return notTheirs;

            var slip = links.Issue(db, request.Name, user: null, [post], request.By);
            await events.Append(request.By, "personInvited", new { unit = post.UnitId, post.Role, post.Subtree }, cancellationToken);
            return slip;
        }

        /// <summary>An account belongs to a member of the unit, and to a member belongs one account.</summary>
        private async Task<Problem?> RefuseMember(Guid member, Guid unit, CancellationToken ct)
        {
            if (!await db.Members.AnyAsync(m => m.Id == member && (m.UnitId == unit || m.CertificateUnitId == unit), ct)) return PeopleProblems.MemberElsewhere;
            return await db.Users.AnyAsync(u => u.MemberId == member, ct) ? PeopleProblems.MemberHasAccount : null;
        }
    }
}
