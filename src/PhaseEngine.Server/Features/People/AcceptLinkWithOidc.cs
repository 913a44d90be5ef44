using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Identity.Oidc;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.People;

/// <summary>Somebody invited uses their link with the organisation's own sign-in: the new account has no password, and is linked to who they are there.</summary>
internal static class AcceptLinkWithOidc
{
    /// <param name="Token">What stands behind '#' in the link.</param>
    internal sealed record Body([property: Filled, AtMost(200)] string Token);

    /// <param name="Address">Where to send the browser.</param>
    internal sealed record View(string Address) : IShownOnce;

    internal sealed record Command(byte[] Link, OidcPerson Person) : ICommand<User>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Body body, HttpContext http, OidcDoor door, CancellationToken ct)
    {
        var link = OneTimeToken.HashOf(body.Token);
        return (await door.Send(http, OidcPurpose.AcceptLink, errand => errand with { Link = link }, ct)).Answer(a => TypedResults.Ok(new View(a.AbsoluteUri)));
    }

    internal sealed class Handler(PhaseEngineDb db, UserManager<User> users, SystemEvents events, TimeProvider clock) : ICommandHandler<Command, User>
    {
        public async Task<Result<User>> Handle(Command request, CancellationToken cancellationToken)
        {
            var person = request.Person;
            var now = clock.GetUtcNow();
            await Logins.TakeTurn(db, cancellationToken);
            if (await users.FindByLoginAsync(person.Issuer, person.Subject) is not null) return OidcProblems.LinkedElsewhere;
            var used = await Links.Use(db, request.Link, now, cancellationToken);
            if (!used.IsOk) return used.Problem;
            // Who forgot a password sets a new one; accounts are linked by their owners only.
            if (used.Value.UserId is not null) return PeopleProblems.LinkNotValid;

            var id = Guid.CreateVersion7(now);
            var user = new User
            {
                Id = id,
                UserName = await FreeUserName(person, id, cancellationToken),
                Name = used.Value.Name is "" ? Cut(person.Name ?? person.UserName) ?? "" : used.Value.Name,
                Language = Texts.Language.Current,
                CreatedAt = now,
                MemberId = await Links.MemberOf(db, used.Value, cancellationToken),
            };
            Must(await users.CreateAsync(user));
            Must(await users.AddLoginAsync(user, new(person.Issuer, person.Subject, null)));
            Links.GivePosts(db, used.Value, user.Id, now);
            await events.Append(user.Id, "invitationAccepted", new { link = used.Value.Id, user = user.Id, oidc = true }, cancellationToken);
            return user;
        }

        /// <summary>The one they have there, unless somebody has it here. It opens no door: they have no password.</summary>
        private async Task<string> FreeUserName(OidcPerson person, Guid id, CancellationToken ct)
        {
            if (Cut(person.UserName) is not { } wanted) return $"{id:N}";
            var normalized = users.NormalizeName(wanted);
            return await db.Users.AnyAsync(u => u.NormalizedUserName == normalized, ct) ? $"{id:N}" : wanted;
        }

        private static string? Cut(string? text) => text?.Trim() is { Length: > 0 } words ? words[..Math.Min(words.Length, 100)] : null;

        private static void Must(IdentityResult result)
        {
            if (!result.Succeeded) throw new InvalidOperationException($"Identity refused: {result.Errors.First().Code}");
        }
    }
}
