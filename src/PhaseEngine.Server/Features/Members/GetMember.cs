using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Members;

/// <summary>One member.</summary>
internal static class GetMember
{
    internal sealed record Query(Guid MemberId) : IQuery<MemberView>;

    public static async Task<Results<Ok<MemberView>, Refused>> Handle(Guid memberId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(memberId), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, Today today) : IQueryHandler<Query, MemberView>
    {
        public async Task<Result<MemberView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var found = await db.Members.AsNoTracking().Where(m => m.Id == request.MemberId)
                .Select(m => new { Member = m, HasAccount = db.Users.Any(u => u.MemberId == m.Id) }).SingleAsync(cancellationToken);
            return MemberView.Of(found.Member, today.Date, found.HasAccount);
        }
    }
}
