using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using PhaseEngine.Core;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.People;

/// <summary>A person signs in with name and password and gets a cookie. Five wrong passwords lock the account for a quarter of an hour.</summary>
internal static class SignIn
{
    internal sealed record Body([property: Filled, AtMost(100)] string UserName, [property: Filled, AtMost(200)] string Password);

    /// <summary>No <see cref="ICommand{T}"/>: the count of wrong passwords is kept although the answer is a refusal.</summary>
    internal sealed record Command(string UserName, string Password) : IRequest<Result<Done>>;

    public static async Task<Results<NoContent, Refused>> Handle(Body body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(body.UserName.Trim(), body.Password), ct)).Done();

    internal sealed class Handler(SignInManager<User> signIn, IPasswordHasher<User> hasher) : IRequestHandler<Command, Result<Done>>
    {
        private static readonly User Nobody = new() { Name = "" };

        // Of a password nobody has.
        private static readonly string NobodysHash = new PasswordHasher<User>().HashPassword(Nobody, Guid.NewGuid().ToString());

        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var user = await signIn.UserManager.FindByNameAsync(request.UserName);
            if (user?.PasswordHash is null || await signIn.UserManager.IsLockedOutAsync(user))
            {
                // As much work as for a known name: the time an answer takes tells nobody which accounts there are.
                hasher.VerifyHashedPassword(Nobody, NobodysHash, request.Password);
                return PeopleProblems.SignInRefused;
            }

            var outcome = await signIn.PasswordSignInAsync(user, request.Password, isPersistent: false, lockoutOnFailure: true);
            return outcome.Succeeded ? Done.It : PeopleProblems.SignInRefused;
        }
    }
}
