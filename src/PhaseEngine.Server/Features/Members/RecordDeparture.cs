using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Members;

/// <summary>A member is no longer here: moved out of reach, died, resigned, removed. The record stays; from the day on they count nowhere.</summary>
internal static class RecordDeparture
{
    /// <param name="On">First day no longer here, no later than today.</param>
    /// <param name="Reason">One of <see cref="Vocabulary.LeavingReasons"/>.</param>
    internal sealed record Body(DateOnly On, [property: Filled, OneOf(typeof(Vocabulary), nameof(Vocabulary.LeavingReasons))] string Reason);

    internal sealed record Command(Guid By, Guid MemberId, int Version, DateOnly On, string Reason) : ICommand<MemberView>;

    public static async Task<Results<Ok<MemberView>, Refused>> Handle(
        Guid memberId, Body body, IfMatch ifMatch, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, memberId, ifMatch.Version, body.On, body.Reason), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, MemberRules rules, SystemEvents events, Today today) : ICommandHandler<Command, MemberView>
    {
        public async Task<Result<MemberView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var member = await db.Members.SingleAsync(m => m.Id == request.MemberId, cancellationToken);
            if (member.Version != request.Version) return HttpProblems.Stale;
            if (request.On > today.Date) return MemberProblems.InFuture(today.Date);

            var details = member.Details with { LeftOn = request.On, LeftReason = request.Reason };
            if (await rules.Check(member.Id, details, cancellationToken) is { } problem) return problem;
            if (member.Change(details))
                await events.AppendTo(member.UnitId, request.By, "memberLeft", new { member = member.Id, on = request.On, request.Reason }, cancellationToken);
            return MemberView.Of(member, today.Date);
        }
    }
}
