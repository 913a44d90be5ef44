using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Evidence;

/// <summary>The records of one requirement, the latest first; corrected ones stay in the list and say so.</summary>
internal static class ListEvidence
{
    internal sealed record View(
        Guid Id, string Form, DateOnly On, DateTimeOffset RecordedAt, string? Recorder, Guid? Supersedes, Guid? SupersededBy, string? Reason, int Attachments);

    internal sealed record Query(Guid RunId, string Key, PageOf Page) : IQuery<Page<View>>;

    public static async Task<Results<Ok<Page<View>>, Refused>> Handle(
        Guid runId, string requirement, [AsParameters] PageOf page, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(runId, requirement, page), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db) : IQueryHandler<Query, Page<View>>
    {
        public async Task<Result<Page<View>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (!Cursor.TryRead<Key>(request.Page.After, out var after)) return HttpProblems.CursorInvalid;

            var records =
                from use in db.EvidenceUses
                where use.RunId == request.RunId && use.Key == request.Key
                join item in db.Evidence on use.EvidenceId equals item.Id
                select item;
            if (after is not null) records = records.Where(e => e.On < after.On || (e.On == after.On && e.Id.CompareTo(after.Id) < 0));

            var rows = await (
                from item in records.OrderByDescending(e => e.On).ThenByDescending(e => e.Id).Take(request.Page.Size + 1)
                join user in db.Users on item.RecordedBy equals user.Id into users
                from user in users.DefaultIfEmpty()
                orderby item.On descending, item.Id descending
                select new View(
                    item.Id, item.Form, item.On, item.RecordedAt, user.Name, item.Supersedes, item.SupersededBy, item.Reason,
                    db.Attachments.Count(a => a.EvidenceId == item.Id))).ToListAsync(cancellationToken);
            return rows.Cut(request.Page, e => new Key(e.On, e.Id));
        }

        private sealed record Key(DateOnly On, Guid Id);
    }
}
