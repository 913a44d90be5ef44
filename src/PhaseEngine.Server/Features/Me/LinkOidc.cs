using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Features.People;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Identity.Oidc;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Me;

/// <summary>Links one's account to who one is at the organisation's own sign-in, to come in by it from then on. The password says that it is oneself who does so.</summary>
internal static class LinkOidc
{
    internal sealed record Body([property: Filled, AtMost(200)] string Password);

    /// <param name="Address">Where to send the browser.</param>
    internal sealed record View(string Address) : IShownOnce;

    /// <param name="UserId">Whose account.</param>
    /// <param name="Stamp">Its security stamp when it was begun.</param>
    /// <param name="Person">Who they are there.</param>
    internal sealed record Command(Guid UserId, string Stamp, OidcPerson Person) : ICommand<User>;

    public static async Task<Results<Ok<View>, Refused>> Handle(
        Body body, HttpContext http, Caller caller, UserManager<User> users, OidcDoor door, CancellationToken ct)
    {
        if (!caller.IsPresent) return new Refused(MeProblems.TokenNotEnough);
        var user = (await users.FindByIdAsync(caller.UserId.ToString()))!;
        if (!await users.CheckPasswordAsync(user, body.Password)) return new Refused(PeopleProblems.PasswordWrong);

        var stamp = user.SecurityStamp!;
        return (await door.Send(http, OidcPurpose.LinkAccount, errand => errand with { User = user.Id, Stamp = stamp }, ct))
            .Answer(a => TypedResults.Ok(new View(a.AbsoluteUri)));
    }

    internal sealed class Handler(PhaseEngineDb db, UserManager<User> users, SystemEvents events) : ICommandHandler<Command, User>
    {
        public async Task<Result<User>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (id, person) = (request.UserId, request.Person);
            await Logins.TakeTurn(db, cancellationToken);
            if (await db.Users.SingleOrDefaultAsync(u => u.Id == id && u.SecurityStamp == request.Stamp, cancellationToken) is not { } user)
                return OidcProblems.AnswerNotValid;
            if (await users.FindByLoginAsync(person.Issuer, person.Subject) is { } owner)
                return owner.Id == id ? user : OidcProblems.LinkedElsewhere;

            // One person is one subject: another one takes the place of the first.
            await db.UserLogins.Where(l => l.UserId == id && l.LoginProvider == person.Issuer).ExecuteDeleteAsync(cancellationToken);
            db.UserLogins.Add(new() { UserId = id, LoginProvider = person.Issuer, ProviderKey = person.Subject });
            await events.Append(id, "oidcLinked", new { user = id }, cancellationToken);
            return user;
        }
    }
}
