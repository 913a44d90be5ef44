using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Reviews;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Registers;

/// <summary>The items of a register: the most pressing first, then by date.</summary>
internal static class ListItems
{
    internal sealed record Query(Guid RunId, string Key, bool? Unsettled, PageOf Page) : IQuery<Page<ItemView>>;

    public static async Task<Results<Ok<Page<ItemView>>, Refused>> Handle(
        Guid runId, string requirement, [Description("Only those with something left to do, or only the others")] bool? unsettled, [AsParameters] PageOf page,
        IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(runId, requirement, unsettled, page), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, Today today) : IQueryHandler<Query, Page<ItemView>>
    {
        private static readonly DateOnly Never = new(9999, 1, 1);

        public async Task<Result<Page<ItemView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (!Cursor.TryRead<Key>(request.Page.After, out var after)) return HttpProblems.CursorInvalid;

            var items = db.RectificationItems.AsNoTracking().Where(i => i.RunId == request.RunId && i.Key == request.Key);
            if (request.Unsettled is { } unsettled)
                items = items.Where(i => (i.Status == RectificationStatus.Open || i.Status == RectificationStatus.Relapsed) == unsettled);
            if (after is not null)
            {
                items = items.Where(i => i.Priority > after.Priority
                    || (i.Priority == after.Priority && ((i.Deadline ?? Never) > after.Deadline
                        || ((i.Deadline ?? Never) == after.Deadline && i.Id.CompareTo(after.Id) > 0))));
            }

            var rows = await items.OrderBy(i => i.Priority).ThenBy(i => i.Deadline ?? Never).ThenBy(i => i.Id)
                .Take(request.Page.Size + 1).ToListAsync(cancellationToken);
            return rows.Cut(request.Page, i => new Key(i.Priority, i.Deadline ?? Never, i.Id)).Select(i => ItemView.Of(i, today.Date));
        }

        private sealed record Key(int Priority, DateOnly Deadline, Guid Id);
    }
}
