using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.TemporaryOrganisations;

/// <summary>
/// Temporary organisations proposed for the members below a unit who are new since its pilot, host by host (S.6). The engine
/// proposes, a person founds or refuses. Of fewer than three their own organisation is told to take them along.
/// </summary>
internal static class ListProposals
{
    /// <param name="Type">What to found; null: too few, the founder takes them along.</param>
    /// <param name="Founder">Who founds and leads it, and names its leader.</param>
    /// <param name="Hosts">The hosts concerned; empty when the members' host is not known.</param>
    /// <param name="Members">The members concerned.</param>
    /// <param name="Refused">Whether it was refused, and nobody has joined since.</param>
    internal sealed record View(string? Type, Named Founder, IReadOnlyList<Named> Hosts, IReadOnlyList<Named> Members, bool Refused);

    internal sealed record Named(Guid Id, string Name);

    internal sealed record Query(Guid UnitId, bool AndRefused) : IQuery<IReadOnlyList<View>>;

    public static async Task<Results<Ok<IReadOnlyList<View>>, Refused>> Handle(
        Guid unitId, [Description("Also those that were refused")] bool? andRefused, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(unitId, andRefused ?? false), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, Proposals proposals) : IQueryHandler<Query, IReadOnlyList<View>>
    {
        public async Task<Result<IReadOnlyList<View>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var proposed = await proposals.Below(request.UnitId, cancellationToken);
            var refused = await proposals.Refused(proposed, cancellationToken);
            List<Guid> founders = [.. proposed.Select(p => p.FounderId).Distinct()], hosts = [.. proposed.SelectMany(p => p.HostIds).Distinct()];
            List<Guid> members = [.. proposed.SelectMany(p => p.MemberIds)];
            var names = await db.Units.Where(u => founders.Contains(u.Id)).Select(u => new { u.Id, u.Name })
                .Concat(db.Hosts.Where(h => hosts.Contains(h.Id)).Select(h => new { h.Id, h.Name }))
                .Concat(db.Members.Where(m => members.Contains(m.Id)).Select(m => new { m.Id, m.Name }))
                .ToDictionaryAsync(n => n.Id, n => n.Name, cancellationToken);

            Named Of(Guid id) => new(id, names[id]);
            return proposed.Select(p => new View(p.Type, Of(p.FounderId), [.. p.HostIds.Select(Of)], [.. p.MemberIds.Select(Of)], refused(p)))
                .Where(p => request.AndRefused || !p.Refused).ToList();
        }
    }
}
