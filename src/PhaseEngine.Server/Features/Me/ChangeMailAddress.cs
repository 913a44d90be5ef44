using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Me;

/// <summary>
/// The address one's reminders go to by mail. It counts once it is confirmed by the link that is sent there; the same address
/// sent again sends the link again.
/// </summary>
internal static class ChangeMailAddress
{
    /// <param name="Address">The address; none: no mail any more.</param>
    internal sealed record Body([property: AtMost(254)] string? Address);

    /// <param name="Address">As it is kept.</param>
    /// <param name="Confirmed">Whether reminders go there.</param>
    internal sealed record View(string? Address, bool Confirmed);

    internal sealed record Command(Guid UserId, string? Address) : ICommand<Changed>;

    internal sealed record Changed(string Name, string? Address, bool Confirmed);

    public static async Task<Results<Ok<View>, Refused>> Handle(Body body, Caller caller, IMediator mediator, AddressCheck check, CancellationToken ct)
    {
        var address = string.IsNullOrWhiteSpace(body.Address) ? null : body.Address.Trim();
        var changed = await mediator.Send(new Command(caller.UserId, address), ct);
        if (!changed.IsOk) return new Refused(changed.Problem);
        if (changed.Value is { Address: { } unproven, Confirmed: false } && await check.Ask(caller.UserId, changed.Value.Name, unproven, ct) is { } notSent)
            return new Refused(notSent);
        return TypedResults.Ok(new View(changed.Value.Address, changed.Value.Confirmed));
    }

    internal sealed class Handler(PhaseEngineDb db, SystemEvents events) : ICommandHandler<Command, Changed>
    {
        public async Task<Result<Changed>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.Address is { } address && !AddressCheck.IsAddress(address)) return MeProblems.MailAddressInvalid;

            var user = await db.Users.SingleAsync(u => u.Id == request.UserId, cancellationToken);
            if (user.Email == request.Address) return new Changed(user.Name, user.Email, user.EmailConfirmed);

            (user.Email, user.NormalizedEmail, user.EmailConfirmed) = (request.Address, request.Address?.ToUpperInvariant(), false);
            await events.Append(user.Id, "mailAddressChanged", new { user = user.Id, given = request.Address is not null }, cancellationToken);
            return new Changed(user.Name, user.Email, Confirmed: false);
        }
    }
}
