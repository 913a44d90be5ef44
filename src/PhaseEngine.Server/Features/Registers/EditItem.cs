using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Reviews;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Evidence;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Registers;

/// <summary>
/// Changes how an item is worked on: measures, who, by when, how pressing, how long it is watched. Its state changes by records only.
/// What stood there before stays on record (S.47).
/// </summary>
internal static class EditItem
{
    internal sealed record Body(
        [property: AtMost(2000)] string? Measures, [property: Filled, AtMost(200)] string Responsible, DateOnly? Deadline,
        [property: OneOf(typeof(EditItem), nameof(Priorities))] string Priority, DateOnly? WatchUntil);

    public static readonly IReadOnlyList<string> Priorities = ["main", "minor"];

    internal sealed record Command(Guid ItemId, int Version, Body Body) : ICommand<ItemView>;

    public static async Task<Results<Ok<ItemView>, Refused>> Handle(Guid itemId, Body body, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(itemId, ifMatch.Version, body), ct)).Ok();

    internal sealed class Handler(
        PhaseEngineDb db, RunStore runs, PassedDays days, Offices offices, RunActs acts, ItemEdits edits, Today today, TimeProvider clock)
        : ICommandHandler<Command, ItemView>
    {
        public async Task<Result<ItemView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var where = await db.RectificationItems.Where(i => i.Id == request.ItemId).Select(i => new { i.RunId, i.Key }).SingleAsync(cancellationToken);
            if (await runs.Load(where.RunId, forUpdate: true, cancellationToken) is not { } run) return HttpProblems.NotFound;
            var item = await db.RectificationItems.SingleAsync(i => i.Id == request.ItemId, cancellationToken);
            if (item.Version != request.Version) return HttpProblems.Stale;

            var owner = run.Plan.Requirement(where.Key)!.For(run.State.Unit).Owner;
            var mine = await offices.RolesFor(run.UnitPath, cancellationToken);
            if (!mine.Contains(owner) && !mine.Contains(Offices.Clerk)) return EvidenceProblems.NotYours("Register", "item", [owner], run.State.Unit.Level);

            var body = request.Body;
            var was = ItemEdits.Replaced(item, body);
            (item.Measures, item.Owner, item.Deadline, item.WatchUntil) = (body.Measures, body.Responsible, body.Deadline, body.WatchUntil);
            item.Priority = body.Priority == "main" ? 1 : 2;
            item.Version++;
            await db.SaveChangesAsync(cancellationToken);
            if (await days.Of(run, clock.GetUtcNow(), cancellationToken) is { } passed)
            {
                var counted = await acts.Do(run, "itemEdited", passed, cancellationToken);
                if (!counted.IsOk) return counted.Problem;
            }

            await edits.Tell(item, was, cancellationToken);
            return ItemView.Of(item, today.Date);
        }
    }
}
