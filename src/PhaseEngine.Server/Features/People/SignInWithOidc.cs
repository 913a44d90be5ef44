using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Features.Me;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity.Oidc;
using PhaseEngine.Server.Pages;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.People;

/// <summary>A person signs in at the organisation's own sign-in: there, and back with its word. It lets in whom an account is linked to, and nobody else.</summary>
internal static class SignInWithOidc
{
    internal sealed record Query(OidcPerson Person) : IQuery<User>;

    public static async Task<Results<RedirectHttpResult, Refused>> Begin(HttpContext http, OidcDoor door, CancellationToken ct) =>
        (await door.Send(http, OidcPurpose.SignIn, errand => errand, ct)).Answer(address => TypedResults.Redirect(address.AbsoluteUri));

    /// <summary>The way back, whatever the errand was.</summary>
    public static async Task<IResult> End(
        string? code, string? state, HttpContext http, OidcDoor door, IMediator mediator, SignInManager<User> signIn, CancellationToken ct)
    {
        var received = await door.Receive(http, code, state, ct);
        if (!received.IsOk) return new Refused(received.Problem);

        var (errand, person) = received.Value;
        var user = await (errand.Purpose switch
        {
            OidcPurpose.AcceptLink => mediator.Send(new AcceptLinkWithOidc.Command(errand.Link!, person), ct),
            OidcPurpose.LinkAccount => mediator.Send(new LinkOidc.Command(errand.User!.Value, errand.Stamp!, person), ct),
            _ => mediator.Send(new Query(person), ct),
        });
        if (!user.IsOk) return new Refused(user.Problem);

        await signIn.SignInAsync(user.Value, isPersistent: false);
        // From a page of our own, not by redirect: on a way that began elsewhere browsers keep the session's cookie back.
        http.Response.Headers["Refresh"] = "0; url=/";
        return Page.Of(Phrases.Say("pages.oidc.done"), $"""<p><a href="/">{Page.Words("oidc.go-on")}</a></p>""");
    }

    internal sealed class Handler(PhaseEngineDb db) : IQueryHandler<Query, User>
    {
        public async Task<Result<User>> Handle(Query request, CancellationToken cancellationToken)
        {
            var person = request.Person;
            var linked = db.UserLogins.Where(l => l.LoginProvider == person.Issuer && l.ProviderKey == person.Subject);
            var user = await db.Users.SingleOrDefaultAsync(u => linked.Any(l => l.UserId == u.Id), cancellationToken);
            return user is null ? OidcProblems.NotLinked : user;
        }
    }
}
