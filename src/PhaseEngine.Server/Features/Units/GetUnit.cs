using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Units;

/// <summary>One unit, where it stands, and the hosts it covers.</summary>
internal static class GetUnit
{
    /// <param name="Unit">Itself.</param>
    /// <param name="Above">The units above it from the top down: names only, whoever reads.</param>
    /// <param name="Hosts">In the unit's order; the sector of the first is the unit's.</param>
    internal sealed record View(UnitView Unit, IReadOnlyList<Named> Above, IReadOnlyList<HostNamed> Hosts) : IVersioned
    {
        int IVersioned.Version => Unit.Version;
    }

    internal sealed record Named(Guid Id, string Name);

    internal sealed record HostNamed(Guid Id, string Name, string? Sector, string? Management);

    internal sealed record Query(Guid UnitId) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Guid unitId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(unitId), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var found = await db.Units.AsNoTracking().Where(u => u.Id == request.UnitId)
                .Select(u => new
                {
                    Unit = u,
                    Path = EF.Property<string>(u, UnitPaths.Property),
                    HasLower = db.Units.Any(lower => lower.ParentId == u.Id),
                })
                .SingleAsync(cancellationToken);

            var above = await db.Units
                .Where(u => u.Id != request.UnitId && found.Path.StartsWith(EF.Property<string>(u, UnitPaths.Property)))
                .OrderBy(u => EF.Property<string>(u, UnitPaths.Property).Length)
                .Select(u => new Named(u.Id, u.Name))
                .ToListAsync(cancellationToken);
            var hosts = await (
                from covered in db.UnitHosts
                where covered.UnitId == request.UnitId
                join host in db.Hosts on covered.HostId equals host.Id
                orderby covered.Position
                select new HostNamed(host.Id, host.Name, host.Sector, host.Management)).ToListAsync(cancellationToken);
            return new View(UnitView.Of(found.Unit, found.HasLower), above, hosts);
        }
    }
}
