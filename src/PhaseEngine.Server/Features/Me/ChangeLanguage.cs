using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using PhaseEngine.Core;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Me;

/// <summary>The language one is spoken to in, on every device.</summary>
internal static class ChangeLanguage
{
    internal sealed record Body([property: Filled, OneOf(typeof(Texts.Language), nameof(Texts.Language.All))] string Language);

    internal sealed record Command(Guid UserId, string Language) : ICommand<User>;

    public static async Task<Results<NoContent, Refused>> Handle(
        Body body, HttpContext http, Caller caller, IMediator mediator, SignInManager<User> signIn, CancellationToken ct)
    {
        var changed = await mediator.Send(new Command(caller.UserId, body.Language), ct);
        // The cookie carries the language; a program's token does not.
        if (changed.IsOk && http.User.Identity?.AuthenticationType == IdentityConstants.ApplicationScheme) await signIn.RefreshSignInAsync(changed.Value);
        return changed.Done();
    }

    internal sealed class Handler(UserManager<User> users) : ICommandHandler<Command, User>
    {
        public async Task<Result<User>> Handle(Command request, CancellationToken cancellationToken)
        {
            var user = (await users.FindByIdAsync(request.UserId.ToString()))!;
            user.Language = request.Language;
            await users.UpdateAsync(user);
            return user;
        }
    }
}
