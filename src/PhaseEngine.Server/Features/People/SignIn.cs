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

    internal sealed class Handler(SignInManager<User> signIn) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var outcome = await signIn.PasswordSignInAsync(request.UserName, request.Password, isPersistent: false, lockoutOnFailure: true);
            return outcome.Succeeded ? Done.It : PeopleProblems.SignInRefused;
        }
    }
}
