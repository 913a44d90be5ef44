using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Organisations.Import;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Units;

/// <summary>A new unit below another, or at the top.</summary>
internal static class CreateUnit
{
    /// <param name="Code">The organisation's own stable code.</param>
    /// <param name="Name">As on its seal.</param>
    /// <param name="Type">One of <see cref="Vocabulary.UnitTypes"/>.</param>
    /// <param name="ParentId">The unit above; none at the top.</param>
    /// <param name="Zone">IANA time zone where it differs from the campaign's.</param>
    /// <param name="PilotUntil">Last day of the pilot it took part in.</param>
    internal sealed record Body(
        [property: Filled, AtMost(Limits.Code)] string Code,
        [property: Filled, AtMost(Limits.Name)] string Name,
        [property: Filled, OneOf(typeof(Vocabulary), nameof(Vocabulary.UnitTypes))] string Type,
        Guid? ParentId,
        string? Zone,
        DateOnly? PilotUntil);

    internal sealed record Command(Guid By, Rights Rights, UnitDetails Details) : ICommand<UnitView>;

    public static async Task<Results<Created<UnitView>, Refused>> Handle(Body body, Caller caller, IMediator mediator, CancellationToken ct)
    {
        var details = new UnitDetails(body.Code.Trim(), body.Name.Trim(), body.Type, body.ParentId, body.Zone, body.PilotUntil);
        var created = await mediator.Send(new Command(caller.UserId, await caller.Rights(ct), details), ct);
        return created.Answer(u => TypedResults.Created($"/api/v1/units/{u.Id}", u));
    }

    internal sealed class Handler(PhaseEngineDb db, UnitRules rules, SystemEvents events, TimeProvider clock) : ICommandHandler<Command, UnitView>
    {
        public async Task<Result<UnitView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var id = Guid.CreateVersion7(clock.GetUtcNow());
            if (await rules.Check(id, before: null, request.Details, request.Rights, cancellationToken) is { } problem) return problem;

            var unit = Unit.Create(id, request.Details);
            db.Units.Add(unit);
            await events.AppendTo(id, request.By, "unitCreated", new { unit.Code, unit.Type, parent = unit.ParentId }, cancellationToken);
            return UnitView.Of(unit, hasLower: false);
        }
    }
}
