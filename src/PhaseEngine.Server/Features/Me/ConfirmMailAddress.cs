using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Features.People;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Me;

/// <summary>Whoever opens the link in the letter has the address. It confirms the address as it stands in the account, no earlier one.</summary>
internal static class ConfirmMailAddress
{
    internal sealed record Body([property: Filled, AtMost(2000)] string Token);

    internal sealed record Command(AddressCheck.Proof Proof) : ICommand<Done>;

    public static async Task<Results<NoContent, Refused>> Handle(Body body, AddressCheck check, IMediator mediator, CancellationToken ct) =>
        check.Read(body.Token) is { } proof ? (await mediator.Send(new Command(proof), ct)).Done() : new Refused(PeopleProblems.LinkNotValid);

    internal sealed class Handler(PhaseEngineDb db, SystemEvents events) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var proof = request.Proof;
            var user = await db.Users.SingleOrDefaultAsync(u => u.Id == proof.User && u.Email == proof.Address, cancellationToken);
            if (user is null) return PeopleProblems.LinkNotValid;
            if (user.EmailConfirmed) return Done.It;

            user.EmailConfirmed = true;
            await events.Append(user.Id, "mailAddressConfirmed", new { user = user.Id }, cancellationToken);
            return Done.It;
        }
    }
}
