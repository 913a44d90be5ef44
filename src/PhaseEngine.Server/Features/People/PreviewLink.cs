using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.People;

/// <summary>What a one-use link is good for, so that its page can greet the person and ask for the right things.</summary>
internal static class PreviewLink
{
    internal sealed record Body([property: Filled, AtMost(200)] string Token);

    /// <param name="Name">Whom it is for; empty for the set-up link.</param>
    /// <param name="UserName">Set when it lets an existing account in again.</param>
    /// <param name="Posts">What a new person gets, in words.</param>
    /// <param name="ExpiresAt">When it ends.</param>
    internal sealed record View(string Name, string? UserName, IReadOnlyList<Post> Posts, DateTimeOffset ExpiresAt);

    /// <param name="Unit">Where; null for the whole installation.</param>
    /// <param name="Role">As what.</param>
    internal sealed record Post(string? Unit, string Role);

    internal sealed record Query(string Token) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Body body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(body.Token), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, TimeProvider clock) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var hash = OneTimeToken.HashOf(request.Token);
            var now = clock.GetUtcNow();
            var link = await db.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.TokenHash == hash && i.UsedAt == null && now < i.ExpiresAt, cancellationToken);
            if (link is null) return PeopleProblems.LinkNotValid;

            var userName = await db.Users.Where(u => u.Id == link.UserId).Select(u => u.UserName).SingleOrDefaultAsync(cancellationToken);
            var posts = Links.PostsOf(link);
            var units = posts.Select(p => p.UnitId).OfType<Guid>().ToList();
            var names = await db.Units.Where(u => units.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
            return new View(
                link.Name, userName,
                [.. posts.Select(p => new Post(p.UnitId is { } unit ? names.GetValueOrDefault(unit) : null, Phrases.Find($"common.role.{p.Role}") ?? p.Role))],
                link.ExpiresAt);
        }
    }
}
