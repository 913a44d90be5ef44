using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Units;

/// <summary>
/// Units in order of their codes: those below one, those found by name or code, or else the tops of what the reader may see.
/// </summary>
internal static class ListUnits
{
    internal sealed record Query(Rights Rights, Guid? Parent, string? Search, PageOf Page) : IQuery<Page<UnitView>>;

    public static async Task<Results<Ok<Page<UnitView>>, Refused>> Handle(
        Guid? parent, string? search, [AsParameters] PageOf page, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(await caller.Rights(ct), parent, search?.Trim(), page), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db) : IQueryHandler<Query, Page<UnitView>>
    {
        public async Task<Result<Page<UnitView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (!Cursor.TryRead<string>(request.Page.After, out var after)) return HttpProblems.CursorInvalid;

            var visible = request.Rights.Among(db.Units, Acts.UnitsSee);
            var units = request switch
            {
                { Search: { Length: > 0 } search } => visible.Where(u => u.Name.Contains(search) || u.Code.StartsWith(search)),
                { Parent: { } parent } => visible.Where(u => u.ParentId == parent),
                _ => visible.Where(u => !visible.Any(above => above.Id == u.ParentId)),
            };
            if (after is not null) units = units.Where(u => u.Code.CompareTo(after) > 0);

            var rows = await units.OrderBy(u => u.Code).Take(request.Page.Size + 1)
                .Select(u => new { Unit = u, HasLower = db.Units.Any(lower => lower.ParentId == u.Id) })
                .AsNoTracking().ToListAsync(cancellationToken);
            return rows.ConvertAll(r => UnitView.Of(r.Unit, r.HasLower)).Cut(request.Page, u => u.Code);
        }
    }
}
