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
/// 流动党员活动证: while away, the member is organised by another unit and counts there; the affiliation stays, and so do votes.
/// Without a unit the certificate is withdrawn. Both sides stay responsible (S.5): who issues it answers for both units, as
/// their common superior does; the receiving unit is not given members it knows nothing of.
/// </summary>
internal static class IssueCertificate
{
    /// <param name="UnitId">The receiving unit; none withdraws the certificate.</param>
    /// <param name="From">First day; since ever when not given.</param>
    /// <param name="Until">First day after it; open when not given.</param>
    internal sealed record Body(Guid? UnitId, DateOnly? From, DateOnly? Until);

    internal sealed record Command(Guid By, Guid MemberId, int Version, Body Certificate) : ICommand<MemberView>;

    public static async Task<Results<Ok<MemberView>, Refused>> Handle(
        Guid memberId, Body body, IfMatch ifMatch, Caller caller, IMediator mediator, CancellationToken ct)
    {
        if (body.UnitId is { } unit && !await caller.May(Acts.MembersChange, unit, ct)) return new Refused(MemberProblems.UnitUnknown);
        return (await mediator.Send(new Command(caller.UserId, memberId, ifMatch.Version, body), ct)).Ok();
    }

    internal sealed class Handler(PhaseEngineDb db, MemberRules rules, SystemEvents events, Today today) : ICommandHandler<Command, MemberView>
    {
        public async Task<Result<MemberView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var member = await db.Members.SingleAsync(m => m.Id == request.MemberId, cancellationToken);
            if (member.Version != request.Version) return HttpProblems.Stale;
            if (member.LeftOn is not null) return MemberProblems.Left(member.LeftOn);

            var before = member.CertificateUnitId;
            var receiving = request.Certificate.UnitId;
            if (receiving == member.UnitId) return MemberProblems.CertificateOwnUnit;
            if (receiving is { } unitId && await rules.CheckUnit(unitId, today.Date, cancellationToken) is { } noUnit) return noUnit;
            var details = member.Details with
            {
                CertificateUnitId = receiving,
                CertificateFrom = receiving is null ? null : request.Certificate.From,
                CertificateUntil = receiving is null ? null : request.Certificate.Until,
            };
            if (await rules.Check(member.Id, details, cancellationToken) is { } problem) return problem;

            if (member.Change(details))
            {
                var facts = new { member = member.Id, receiving, from = details.CertificateFrom, until = details.CertificateUntil };
                foreach (var unit in new[] { member.UnitId, before, receiving }.OfType<Guid>().Distinct().Order())
                    await events.AppendTo(unit, request.By, "certificateSet", facts, cancellationToken);
            }

            return MemberView.Of(member, today.Date);
        }
    }
}
