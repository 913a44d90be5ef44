using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Data;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Units;

/// <summary>Which hosts a unit covers, in its order; a joint branch covers several. Says all of them, so it can be repeated safely.</summary>
internal static class SetHosts
{
    /// <param name="HostIds">All of them; the sector of the first is the unit's.</param>
    internal sealed record Body([property: Filled] IReadOnlyList<Guid> HostIds);

    internal sealed record Command(Guid By, Guid UnitId, IReadOnlyList<Guid> HostIds) : ICommand<Done>;

    public static async Task<Results<NoContent, Refused>> Handle(Guid unitId, Body body, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, unitId, [.. body.HostIds.Distinct()]), ct)).Done();

    internal sealed class Handler(PhaseEngineDb db, SystemEvents events) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var known = await db.Hosts.CountAsync(h => request.HostIds.Contains(h.Id), cancellationToken);
            if (known != request.HostIds.Count) return UnitProblems.HostUnknown;

            await db.UnitHosts.Where(c => c.UnitId == request.UnitId).ExecuteDeleteAsync(cancellationToken);
            db.UnitHosts.AddRange(request.HostIds.Select((host, position) => new UnitHost(request.UnitId, host, position)));
            db.NoteRosters([request.UnitId]); // a deletion in the database itself goes unnoticed
            await events.AppendTo(request.UnitId, request.By, "unitHostsSet", new { hosts = request.HostIds }, cancellationToken);
            return Done.It;
        }
    }
}
