using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Features.Me;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.People;

/// <summary>
/// Somebody uses their link: a new person gets an account with the posts of the invitation, a known one a new password. Either
/// is signed in at once, and the link is used up.
/// </summary>
internal static class AcceptLink
{
    /// <param name="Token">What stands behind '#' in the link.</param>
    /// <param name="Password">The new password.</param>
    /// <param name="UserName">New accounts choose one; an existing one keeps its own.</param>
    /// <param name="Name">For the set-up link, which knows nobody's name.</param>
    /// <param name="Mail">Where reminders are to go by mail, once the link that is sent there is opened; new accounts only.</param>
    internal sealed record Body(
        [property: Filled, AtMost(200)] string Token,
        [property: Filled, AtMost(200)] string Password,
        [property: AtMost(100)] string? UserName,
        [property: AtMost(100)] string? Name,
        [property: AtMost(254)] string? Mail);

    internal sealed record Command(string Token, string Password, string? UserName, string? Name, string? Mail) : ICommand<User>;

    public static async Task<Results<NoContent, Refused>> Handle(
        Body body, IMediator mediator, SignInManager<User> signIn, AddressCheck check, CancellationToken ct)
    {
        var mail = string.IsNullOrWhiteSpace(body.Mail) ? null : body.Mail.Trim();
        var accepted = await mediator.Send(new Command(body.Token, body.Password, body.UserName?.Trim(), body.Name?.Trim(), mail), ct);
        if (!accepted.IsOk) return new Refused(accepted.Problem);

        await signIn.SignInAsync(accepted.Value, isPersistent: false);
        // A letter that does not leave now can be asked for again (PUT /me/mail-address); the account is there either way.
        if (accepted.Value is { Email: { } address, EmailConfirmed: false } user) await check.Ask(user.Id, user.Name, address, ct);
        return TypedResults.NoContent();
    }

    internal sealed class Handler(PhaseEngineDb db, UserManager<User> users, SystemEvents events, SignInAttempts attempts, TimeProvider clock)
        : ICommandHandler<Command, User>
    {
        public async Task<Result<User>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.Mail is { } mail && !AddressCheck.IsAddress(mail)) return MeProblems.MailAddressInvalid;
            var used = await Links.Use(db, OneTimeToken.HashOf(request.Token), clock.GetUtcNow(), cancellationToken);
            if (!used.IsOk) return used.Problem;

            var link = used.Value;
            var user = link.UserId is { } known ? await SetPassword(known, request.Password) : await MakeAccount(link, request);
            if (user.IsOk)
                await events.Append(user.Value.Id, link.UserId is null ? "invitationAccepted" : "passwordReset", new { link = link.Id, user = user.Value.Id }, cancellationToken);
            return user;
        }

        private async Task<Result<User>> MakeAccount(Invitation link, Command request)
        {
            var now = clock.GetUtcNow();
            var user = new User
            {
                Id = Guid.CreateVersion7(now),
                UserName = request.UserName,
                Name = link.Name is "" ? request.Name ?? request.UserName ?? "" : link.Name,
                Language = Texts.Language.Current,
                Email = request.Mail,
                CreatedAt = now,
            };
            if (Refusal(await users.CreateAsync(user, request.Password), request.UserName) is { } refused) return refused;

            Links.GivePosts(db, link, user.Id, now);
            return user;
        }

        private async Task<Result<User>> SetPassword(Guid id, string password)
        {
            var user = (await users.FindByIdAsync(id.ToString()))!;
            if (Refusal(await users.RemovePasswordAsync(user), user.UserName) is { } notRemoved) return notRemoved;
            // A new password changes the security stamp as well, which ends every session; tokens end with them.
            if (Refusal(await users.AddPasswordAsync(user, password), user.UserName) is { } refused) return refused;
            await EndSessions.RevokeTokens(db, user.Id, clock.GetUtcNow());
            await attempts.Forget(user.UserName!, CancellationToken.None);
            return user;
        }

        private static Problem? Refusal(IdentityResult result, string? userName) => result.Errors.FirstOrDefault()?.Code switch
        {
            null => null,
            nameof(IdentityErrorDescriber.PasswordTooShort) => PeopleProblems.PasswordTooShort,
            nameof(IdentityErrorDescriber.InvalidUserName) or nameof(IdentityErrorDescriber.DuplicateUserName) =>
                PeopleProblems.UserNameTaken(userName ?? ""),
            var other => throw new InvalidOperationException($"Identity refused: {other}"),
        };
    }
}
