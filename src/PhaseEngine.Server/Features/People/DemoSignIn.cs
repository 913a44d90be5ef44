using System.Net;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.People;

/// <summary>
/// On demo data, a link signs in as one of its people, to look at the same things through several eyes. As often as one
/// likes, but only while the server runs as demo, and only from this machine.
/// </summary>
internal static class DemoSignIn
{
    internal sealed record Query(string Token) : IQuery<User>;

    public static async Task<Results<RedirectHttpResult, Refused>> Handle(
        string token, HttpContext http, DemoMode demo, IMediator mediator, SignInManager<User> signIn, CancellationToken ct)
    {
        if (!demo.On || http.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address)) return new Refused(HttpProblems.NotFound);

        var accepted = await mediator.Send(new Query(token), ct);
        if (!accepted.IsOk) return new Refused(accepted.Problem);
        await signIn.SignInAsync(accepted.Value, isPersistent: false);
        return TypedResults.Redirect("/");
    }

    internal sealed class Handler(PhaseEngineDb db, TimeProvider clock) : IQueryHandler<Query, User>
    {
        public async Task<Result<User>> Handle(Query request, CancellationToken cancellationToken)
        {
            var hash = OneTimeToken.HashOf(request.Token);
            var now = clock.GetUtcNow();
            var open = db.Invitations.Where(i => i.TokenHash == hash && i.UsedAt == null && now < i.ExpiresAt);
            var user = await db.Users.SingleOrDefaultAsync(u => open.Any(i => i.UserId == u.Id), cancellationToken);
            return user is null ? PeopleProblems.LinkNotValid : user;
        }
    }
}
