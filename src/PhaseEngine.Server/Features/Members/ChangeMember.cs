using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Organisations.Import;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Members;

/// <summary>Changes a member's details. Where they belong and count is changed by transfer, certificate and departure.</summary>
internal static class ChangeMember
{
    /// <param name="Name">Full name.</param>
    /// <param name="Code">The organisation's own number.</param>
    /// <param name="Category">One of <see cref="Vocabulary.MemberCategories"/>.</param>
    /// <param name="HostId">Workplace or home; that of the unit when not given.</param>
    /// <param name="Probationary">预备党员.</param>
    /// <param name="AdmittedOn">入党时间.</param>
    /// <param name="ConfirmedOn">转正时间.</param>
    /// <param name="JoinedOn">First day of the present affiliation.</param>
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

    internal sealed record Command(Guid By, Guid MemberId, int Version, Body Body) : ICommand<MemberView>;

    public static async Task<Results<Ok<MemberView>, Refused>> Handle(
        Guid memberId, Body body, IfMatch ifMatch, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, memberId, ifMatch.Version, body), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, MemberRules rules, SystemEvents events, Today today) : ICommandHandler<Command, MemberView>
    {
        public async Task<Result<MemberView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var member = await db.Members.SingleAsync(m => m.Id == request.MemberId, cancellationToken);
            if (member.Version != request.Version) return HttpProblems.Stale;

            var body = request.Body;
            var details = member.Details with
            {
                Name = body.Name.Trim(),
                Code = body.Code?.Trim(),
                Category = body.Category,
                HostId = body.HostId,
                Probationary = body.Probationary ?? false,
                AdmittedOn = body.AdmittedOn,
                ConfirmedOn = body.ConfirmedOn,
                JoinedOn = body.JoinedOn,
                TookPartInPilot = body.TookPartInPilot,
            };
            if (await rules.Check(member.Id, details, cancellationToken) is { } problem) return problem;

            if (member.Change(details))
                await events.AppendTo(member.UnitId, request.By, "memberChanged", new { member = member.Id, member.Version, member.Category }, cancellationToken);
            return MemberView.Of(member, today.Date);
        }
    }
}
