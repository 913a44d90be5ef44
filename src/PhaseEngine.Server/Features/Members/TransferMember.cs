using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Members;

/// <summary>
/// 组织关系转接: the affiliation passes to another unit on a day, no later than today. From then on the member counts there; a
/// certificate ends with it. Who transfers answers for both units, as their common superior does.
/// </summary>
internal static class TransferMember
{
    /// <param name="ToUnitId">The receiving unit.</param>
    /// <param name="On">First day of the new affiliation; today when not given.</param>
    internal sealed record Body(Guid ToUnitId, DateOnly? On);

    internal sealed record Command(Guid By, Guid MemberId, int Version, Guid ToUnitId, DateOnly On) : ICommand<MemberView>;

    public static async Task<Results<Ok<MemberView>, Refused>> Handle(
        Guid memberId, Body body, IfMatch ifMatch, Caller caller, Today today, IMediator mediator, CancellationToken ct)
    {
        if (!await caller.May(Acts.MembersChange, body.ToUnitId, ct)) return new Refused(MemberProblems.UnitUnknown);
        return (await mediator.Send(new Command(caller.UserId, memberId, ifMatch.Version, body.ToUnitId, body.On ?? today.Date), ct)).Ok();
    }

    internal sealed class Handler(PhaseEngineDb db, MemberRules rules, SystemEvents events, Today today) : ICommandHandler<Command, MemberView>
    {
        public async Task<Result<MemberView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var member = await db.Members.SingleAsync(m => m.Id == request.MemberId, cancellationToken);
            if (member.Version != request.Version) return HttpProblems.Stale;
            if (member.LeftOn is not null) return MemberProblems.Left(member.LeftOn);
            if (member.UnitId == request.ToUnitId) return MemberProblems.HereAlready;
            if (request.On > today.Date) return MemberProblems.InFuture(today.Date);
            if (request.On < member.JoinedOn) return MemberProblems.DatesOutOfOrder("joinedOn", "on");
            if (await rules.CheckUnit(request.ToUnitId, request.On, cancellationToken) is { } problem) return problem;

            var from = member.UnitId;
            member.Change(member.Details with
            {
                UnitId = request.ToUnitId, JoinedOn = request.On, CertificateUnitId = null, CertificateFrom = null, CertificateUntil = null,
            });
            // On both records: either side sees where the member came from or went.
            var facts = new { member = member.Id, from, to = request.ToUnitId, on = request.On };
            foreach (var unit in new[] { from, request.ToUnitId }.Order())
                await events.AppendTo(unit, request.By, "memberTransferred", facts, cancellationToken);
            return MemberView.Of(member, today.Date);
        }
    }
}
