using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Features.People;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Me;

/// <summary>A new password for the old one. Every other session ends, and every token.</summary>
internal static class ChangePassword
{
    internal sealed record Body([property: Filled, AtMost(200)] string Old, [property: Filled, AtMost(200)] string New);

    internal sealed record Command(Guid UserId, string Old, string New) : ICommand<User>;

    public static async Task<Results<NoContent, Refused>> Handle(
        Body body, Caller caller, IMediator mediator, SignInManager<User> signIn, CancellationToken ct)
    {
        if (!caller.IsPresent) return new Refused(MeProblems.TokenNotEnough);
        var changed = await mediator.Send(new Command(caller.UserId, body.Old, body.New), ct);
        if (changed.IsOk) await signIn.RefreshSignInAsync(changed.Value);
        return changed.Done();
    }

    internal sealed class Handler(PhaseEngineDb db, UserManager<User> users, SystemEvents events, TimeProvider clock) : ICommandHandler<Command, User>
    {
        public async Task<Result<User>> Handle(Command request, CancellationToken cancellationToken)
        {
            var user = (await users.FindByIdAsync(request.UserId.ToString()))!;
            var result = await users.ChangePasswordAsync(user, request.Old, request.New);
            if (!result.Succeeded)
                return result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordTooShort))
                    ? PeopleProblems.PasswordTooShort
                    : PeopleProblems.PasswordWrong;

            await EndSessions.RevokeTokens(db, user.Id, clock.GetUtcNow());
            await events.Append(user.Id, "passwordChanged", new { user = user.Id }, cancellationToken);
            return user;
        }
    }
}
