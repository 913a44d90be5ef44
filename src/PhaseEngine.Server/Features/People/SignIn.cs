using System.Net;
using System.Net.Sockets;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using PhaseEngine.Core;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.People;

/// <summary>A person signs in with name and password and gets a cookie. After five wrong passwords from one address the next are not looked at for a quarter of an hour.</summary>
internal static class SignIn
{
    internal sealed record Body([property: Filled, AtMost(100)] string UserName, [property: Filled, AtMost(200)] string Password);

    /// <summary>No <see cref="ICommand{T}"/>: the count of wrong passwords is kept although the answer is a refusal.</summary>
    internal sealed record Command(string UserName, string Password, string Address) : IRequest<Result<Done>>;

    public static async Task<Results<NoContent, Refused>> Handle(Body body, HttpContext http, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(body.UserName.Trim(), body.Password, AddressOf(http.Connection.RemoteIpAddress)), ct)).Done();

    /// <summary>Whoever has one address of IPv6 has a whole network of them (/64).</summary>
    private static string AddressOf(IPAddress? address) =>
        address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } ? Convert.ToHexString(address.GetAddressBytes()[..8]) : address?.ToString() ?? "";

    internal sealed class Handler(SignInManager<User> signIn, IPasswordHasher<User> hasher, SignInAttempts attempts, TimeProvider clock) : IRequestHandler<Command, Result<Done>>
    {
        private static readonly User Nobody = new() { Name = "" };

        // Of a password nobody has.
        private static readonly string NobodysHash = new PasswordHasher<User>().HashPassword(Nobody, Guid.NewGuid().ToString());

        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (name, address, now) = (request.UserName, request.Address, clock.GetUtcNow());
            var mayTry = await attempts.Begin(name, address, now, cancellationToken);
            var user = await signIn.UserManager.FindByNameAsync(name);
            if (user?.PasswordHash is null || !mayTry)
            {
                // As much work as for a known name: the time an answer takes tells nobody which accounts there are.
                hasher.VerifyHashedPassword(Nobody, NobodysHash, request.Password);
                return PeopleProblems.SignInRefused;
            }

            var outcome = await signIn.PasswordSignInAsync(user, request.Password, isPersistent: false, lockoutOnFailure: false);
            if (!outcome.Succeeded) return PeopleProblems.SignInRefused;

            await attempts.Succeed(name, address, now, cancellationToken);
            return Done.It;
        }
    }
}
