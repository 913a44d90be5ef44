using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.People;

/// <summary>What a one-use link is good for, so that its page can greet the person and ask for the right things.</summary>
internal static class PreviewLink
{
    internal sealed record Body([property: Filled, AtMost(200)] string Token);

    /// <param name="Name">Whom it is for; empty for the set-up link.</param>
    /// <param name="UserName">Set when it lets an existing account in again.</param>
    /// <param name="ExpiresAt">When it ends.</param>
    internal sealed record View(string Name, string? UserName, DateTimeOffset ExpiresAt);

    internal sealed record Query(string Token) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Body body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(body.Token), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, TimeProvider clock) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var hash = OneTimeToken.HashOf(request.Token);
            var now = clock.GetUtcNow();
            var view = await db.Invitations
                .Where(i => i.TokenHash == hash && i.UsedAt == null && now < i.ExpiresAt)
                .Select(i => new View(i.Name, db.Users.Where(u => u.Id == i.UserId).Select(u => u.UserName).FirstOrDefault(), i.ExpiresAt))
                .SingleOrDefaultAsync(cancellationToken);
            return view is null ? PeopleProblems.LinkNotValid : view;
        }
    }
}
