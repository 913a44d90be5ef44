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

namespace PhaseEngine.Server.Features.Units;

/// <summary>Changes a unit's details; with another parent it moves, and everything below moves with it.</summary>
internal static class ChangeUnit
{
    /// <param name="Code">The organisation's own stable code.</param>
    /// <param name="Name">As on its seal.</param>
    /// <param name="Type">One of <see cref="Vocabulary.UnitTypes"/>.</param>
    /// <param name="ParentId">The unit above; none at the top.</param>
    /// <param name="Zone">IANA time zone where it differs from the campaign's.</param>
    /// <param name="PilotUntil">Last day of the pilot it took part in.</param>
    /// <param name="DissolvedOn">First day it is no longer there.</param>
    internal sealed record Body(
        [property: Filled, AtMost(Limits.Code)] string Code,
        [property: Filled, AtMost(Limits.Name)] string Name,
        [property: Filled, OneOf(typeof(Vocabulary), nameof(Vocabulary.UnitTypes))] string Type,
        Guid? ParentId,
        string? Zone,
        DateOnly? PilotUntil,
        DateOnly? DissolvedOn);

    internal sealed record Command(Guid By, Rights Rights, Guid UnitId, int Version, UnitDetails Details) : ICommand<UnitView>;

    public static async Task<Results<Ok<UnitView>, Refused>> Handle(
        Guid unitId, Body body, IfMatch ifMatch, Caller caller, IMediator mediator, CancellationToken ct)
    {
        var details = new UnitDetails(body.Code.Trim(), body.Name.Trim(), body.Type, body.ParentId, body.Zone, body.PilotUntil, body.DissolvedOn);
        return (await mediator.Send(new Command(caller.UserId, await caller.Rights(ct), unitId, ifMatch.Version, details), ct)).Ok();
    }

    internal sealed class Handler(PhaseEngineDb db, UnitRules rules, SystemEvents events) : ICommandHandler<Command, UnitView>
    {
        public async Task<Result<UnitView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var unit = await db.Units.SingleAsync(u => u.Id == request.UnitId, cancellationToken);
            if (unit.Version != request.Version) return HttpProblems.Stale;
            if (await rules.Check(unit.Id, unit.Details, request.Details, request.Rights, cancellationToken) is { } problem) return problem;

            if (unit.Change(request.Details))
                await events.AppendTo(unit.Id, request.By, "unitChanged", new { unit.Version, unit.Code, unit.Type, parent = unit.ParentId, unit.DissolvedOn }, cancellationToken);
            return UnitView.Of(unit, await db.Units.AnyAsync(lower => lower.ParentId == unit.Id, cancellationToken));
        }
    }
}
