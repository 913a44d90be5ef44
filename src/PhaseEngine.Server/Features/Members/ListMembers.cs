using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Members;

/// <summary>
/// The members of one unit by name: those affiliated there and those it organises by certificate, each with where they count.
/// Who left is listed only when asked for.
/// </summary>
internal static class ListMembers
{
    internal sealed record Query(Guid UnitId, string? Search, bool AndLeft, PageOf Page) : IQuery<Page<MemberView>>;

    public static async Task<Results<Ok<Page<MemberView>>, Refused>> Handle(
        Guid unitId, string? search, bool? andLeft, [AsParameters] PageOf page, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(unitId, search?.Trim(), andLeft ?? false, page), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, Today today) : IQueryHandler<Query, Page<MemberView>>
    {
        public async Task<Result<Page<MemberView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (!Cursor.TryRead<Key>(request.Page.After, out var after)) return HttpProblems.CursorInvalid;

            var day = today.Date;
            var members = db.Members.Where(m => m.UnitId == request.UnitId
                || (m.CertificateUnitId == request.UnitId && (m.CertificateUntil == null || day < m.CertificateUntil)));
            if (!request.AndLeft) members = members.Where(m => m.LeftOn == null || day < m.LeftOn);
            if (request.Search is { Length: > 0 } search) members = members.Where(m => m.Name.Contains(search) || m.Code == search);
            if (after is not null)
                members = members.Where(m => m.Name.CompareTo(after.Name) > 0 || (m.Name == after.Name && m.Id.CompareTo(after.Id) > 0));

            var rows = await members.OrderBy(m => m.Name).ThenBy(m => m.Id).Take(request.Page.Size + 1).AsNoTracking()
                .Select(m => new { Member = m, HasAccount = db.Users.Any(u => u.MemberId == m.Id) }).ToListAsync(cancellationToken);
            return rows.ConvertAll(r => MemberView.Of(r.Member, day, r.HasAccount)).Cut(request.Page, m => new Key(m.Name, m.Id));
        }

        private sealed record Key(string Name, Guid Id);
    }
}
