using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Features.People;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Me;

/// <summary>A token for a program that acts in one's name. It is shown this once.</summary>
internal static class MakeToken
{
    private const int MostDays = 366;

    /// <param name="Name">What it is for, to know it again in the list.</param>
    /// <param name="Days">How long it is good for; 90 when not given.</param>
    /// <param name="ReadOnly">Whether the program may only look; by default it may do what its owner may.</param>
    internal sealed record Body([property: Filled, AtMost(100)] string Name, int? Days, bool? ReadOnly);

    internal sealed record View(Guid Id, string Token, DateTimeOffset ExpiresAt) : IShownOnce;

    internal sealed record Command(Guid UserId, string Name, int Days, bool ReadOnly) : ICommand<View>;

    public static async Task<Results<Created<View>, Refused>> Handle(Body body, Caller caller, IMediator mediator, CancellationToken ct)
    {
        // A token that makes tokens would outlive its day and its revocation.
        if (!caller.IsPresent) return new Refused(MeProblems.TokenNotEnough);
        return (await mediator.Send(new Command(caller.UserId, body.Name.Trim(), body.Days ?? 90, body.ReadOnly ?? false), ct)).Answer(t => TypedResults.Created((string?)null, t));
    }

    internal sealed class Handler(PhaseEngineDb db, SystemEvents events, TimeProvider clock) : ICommandHandler<Command, View>
    {
        public async Task<Result<View>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.Days is < 1 or > MostDays) return PeopleProblems.TokenLifetime(MostDays);

            var token = OneTimeToken.Make(TokenSignIn.Prefix);
            var now = clock.GetUtcNow();
            var id = Guid.CreateVersion7(now);
            var expires = now.AddDays(request.Days);
            db.AccessTokens.Add(new()
            {
                Id = id, UserId = request.UserId, Name = request.Name, TokenHash = token.Hash, ReadOnly = request.ReadOnly, CreatedAt = now, ExpiresAt = expires,
            });
            await events.Append(request.UserId, "tokenMade", new { token = id, request.Days, request.ReadOnly }, cancellationToken);
            return new View(id, token.Text, expires);
        }
    }
}
