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

/// <summary>A new enterprise, office or village.</summary>
internal static class CreateHost
{
    /// <param name="Name">Full name.</param>
    /// <param name="Sector">One of <see cref="Vocabulary.Sectors"/>.</param>
    /// <param name="Management">One of <see cref="Vocabulary.Managements"/>.</param>
    internal sealed record Body(
        [property: Filled, AtMost(Limits.Name)] string Name,
        [property: OneOf(typeof(Vocabulary), nameof(Vocabulary.Sectors))] string? Sector,
        [property: OneOf(typeof(Vocabulary), nameof(Vocabulary.Managements))] string? Management);

    internal sealed record Command(Guid By, HostDetails Details) : ICommand<HostView>;

    public static async Task<Results<Created<HostView>, Refused>> Handle(Body body, Caller caller, IMediator mediator, CancellationToken ct)
    {
        var created = await mediator.Send(new Command(caller.UserId, new(body.Name.Trim(), body.Sector, body.Management)), ct);
        return created.Answer(h => TypedResults.Created((string?)null, h));
    }

    internal sealed class Handler(PhaseEngineDb db, SystemEvents events, TimeProvider clock) : ICommandHandler<Command, HostView>
    {
        public async Task<Result<HostView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var details = request.Details;
            if (await db.Hosts.AnyAsync(h => h.Name == details.Name, cancellationToken)) return HostProblems.NameTaken(details.Name);

            var host = Host.Create(Guid.CreateVersion7(clock.GetUtcNow()), details);
            db.Hosts.Add(host);
            await events.Append(request.By, "hostCreated", new { host = host.Id, details.Sector, details.Management }, cancellationToken);
            return HostView.Of(host);
        }
    }
}
