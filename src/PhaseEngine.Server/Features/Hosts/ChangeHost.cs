using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Organisations.Import;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Hosts;

/// <summary>Changes a host's details. Only who answers for every unit that covers it may.</summary>
internal static class ChangeHost
{
    /// <param name="Name">Full name.</param>
    /// <param name="Sector">One of <see cref="Vocabulary.Sectors"/>.</param>
    /// <param name="Management">One of <see cref="Vocabulary.Managements"/>.</param>
    internal sealed record Body(
        [property: Filled, AtMost(Limits.Name)] string Name,
        [property: OneOf(typeof(Vocabulary), nameof(Vocabulary.Sectors))] string? Sector,
        [property: OneOf(typeof(Vocabulary), nameof(Vocabulary.Managements))] string? Management);

    internal sealed record Command(Guid By, Guid HostId, int Version, HostDetails Details) : ICommand<HostView>;

    public static async Task<Results<Ok<HostView>, Refused>> Handle(
        Guid hostId, Body body, IfMatch ifMatch, Caller caller, IMediator mediator, CancellationToken ct)
    {
        var details = new HostDetails(body.Name.Trim(), body.Sector, body.Management);
        return (await mediator.Send(new Command(caller.UserId, hostId, ifMatch.Version, details), ct)).Ok();
    }

    internal sealed class Handler(PhaseEngineDb db, SystemEvents events) : ICommandHandler<Command, HostView>
    {
        public async Task<Result<HostView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var details = request.Details;
            var host = await db.Hosts.SingleAsync(h => h.Id == request.HostId, cancellationToken);
            if (host.Version != request.Version) return HttpProblems.Stale;
            if (await db.Hosts.AnyAsync(h => h.Name == details.Name && h.Id != host.Id, cancellationToken)) return HostProblems.NameTaken(details.Name);

            if (host.Change(details))
                await events.Append(request.By, "hostChanged", new { host = host.Id, host.Version, details.Sector, details.Management }, cancellationToken);
            return HostView.Of(host);
        }
    }
}
