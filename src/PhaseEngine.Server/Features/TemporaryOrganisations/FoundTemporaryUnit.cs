using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Organisations.Import;
using PhaseEngine.Data;
using PhaseEngine.Server.Features.Members;
using PhaseEngine.Server.Features.Units;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.TemporaryOrganisations;

/// <summary>
/// Founds the temporary unit that is proposed for these hosts: below the founder, covering the hosts. The members count there from
/// today by certificate; their affiliation, and with it their votes, stay where they are. The leader is named by a post on it.
/// </summary>
internal static class FoundTemporaryUnit
{
    /// <param name="HostIds">The hosts of the proposal.</param>
    /// <param name="Code">The new unit's code.</param>
    /// <param name="Name">Its name.</param>
    internal sealed record Body(
        [property: Filled] IReadOnlyList<Guid> HostIds, [property: Filled, AtMost(Limits.Code)] string Code, [property: Filled, AtMost(Limits.Name)] string Name);

    internal sealed record Command(Guid By, Rights Rights, Guid FounderId, Body Body) : ICommand<UnitView>;

    public static async Task<Results<Created<UnitView>, Refused>> Handle(Guid unitId, Body body, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, await caller.Rights(ct), unitId, body), ct)).Answer(u => TypedResults.Created($"/api/v1/units/{u.Id}", u));

    internal sealed class Handler(PhaseEngineDb db, Proposals proposals, SystemEvents events, IMediator mediator, Today today, TimeProvider clock)
        : ICommandHandler<Command, UnitView>
    {
        public async Task<Result<UnitView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (by, founder, body) = (request.By, request.FounderId, request.Body);
            if (await proposals.Of(founder, body.HostIds, cancellationToken) is not { Type: { } type } proposal) return Proposals.NotProposed(body.HostIds);

            var details = new UnitDetails(body.Code.Trim(), body.Name.Trim(), type, founder);
            var id = Guid.CreateVersion7(clock.GetUtcNow());
            // The founder decides, by the right to change its members; it needs none to change units.
            if (UnitDetails.IsReserved(details.Code)) return UnitProblems.CodeReserved(details.Code);
            if (await db.Units.AnyAsync(u => u.Code == details.Code, cancellationToken)) return UnitProblems.CodeTaken(details.Code);
            var unit = Unit.Create(id, details);
            db.Units.Add(unit);
            await events.AppendTo(id, by, "unitCreated", new { unit.Code, unit.Type, parent = unit.ParentId }, cancellationToken);
            if (proposal.HostIds.Count > 0)
            {
                var covered = await mediator.Send(new SetHosts.Command(by, id, proposal.HostIds), cancellationToken);
                if (!covered.IsOk) return covered.Problem;
            }

            var versions = await db.Members.Where(m => proposal.MemberIds.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Version, cancellationToken);
            foreach (var member in proposal.MemberIds)
            {
                var certificate = new IssueCertificate.Body(id, today.Date, null);
                var counted = await mediator.Send(new IssueCertificate.Command(by, member, versions[member], certificate), cancellationToken);
                if (!counted.IsOk) return counted.Problem;
            }

            await events.AppendTo(founder, by, "temporaryUnitFounded", new { unit = id, type, hosts = proposal.HostIds, members = proposal.MemberIds }, cancellationToken);
            return UnitView.Of(unit, hasLower: false);
        }
    }
}
