using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Organisations.Import;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Members;

/// <summary>A new member of a unit.</summary>
internal static class CreateMember
{
    /// <param name="Name">Full name.</param>
    /// <param name="Code">The organisation's own number.</param>
    /// <param name="Category">One of <see cref="Vocabulary.MemberCategories"/>.</param>
    /// <param name="HostId">Workplace or home; that of the unit when not given.</param>
    /// <param name="Probationary">预备党员.</param>
    /// <param name="AdmittedOn">入党时间.</param>
    /// <param name="ConfirmedOn">转正时间.</param>
    /// <param name="JoinedOn">First day of the affiliation; since ever when not given.</param>
    /// <param name="TookPartInPilot">Where it is known; otherwise the dates decide.</param>
    internal sealed record Body(
        [property: Filled, AtMost(Limits.PersonName)] string Name,
        [property: AtMost(Limits.Code)] string? Code,
        [property: Filled, OneOf(typeof(Vocabulary), nameof(Vocabulary.MemberCategories))] string Category,
        Guid? HostId,
        bool? Probationary,
        DateOnly? AdmittedOn,
        DateOnly? ConfirmedOn,
        DateOnly? JoinedOn,
        bool? TookPartInPilot);

    internal sealed record Command(Guid By, MemberDetails Details) : ICommand<MemberView>;

    public static async Task<Results<Created<MemberView>, Refused>> Handle(
        Guid unitId, Body body, Caller caller, IMediator mediator, CancellationToken ct)
    {
        var details = new MemberDetails(
            unitId, body.Name.Trim(), body.Code?.Trim(), Category: body.Category, HostId: body.HostId, Probationary: body.Probationary ?? false,
            AdmittedOn: body.AdmittedOn, ConfirmedOn: body.ConfirmedOn, JoinedOn: body.JoinedOn, TookPartInPilot: body.TookPartInPilot);
        var created = await mediator.Send(new Command(caller.UserId, details), ct);
        return created.Answer(m => TypedResults.Created($"/api/v1/members/{m.Id}", m));
    }

    internal sealed class Handler(PhaseEngineDb db, MemberRules rules, SystemEvents events, Today today, TimeProvider clock)
        : ICommandHandler<Command, MemberView>
    {
        public async Task<Result<MemberView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var id = Guid.CreateVersion7(clock.GetUtcNow());
            if (await rules.CheckUnit(request.Details.UnitId, today.Date, cancellationToken) is { } noUnit) return noUnit;
            if (await rules.Check(id, request.Details, cancellationToken) is { } problem) return problem;

            var member = Member.Create(id, request.Details);
            db.Members.Add(member);
            await events.AppendTo(member.UnitId, request.By, "memberCreated", new { member = id, member.Category, member.JoinedOn }, cancellationToken);
            return MemberView.Of(member, today.Date);
        }
    }
}
