using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Registers;

/// <summary>What became of an item of a register: every record about it, from its entry on, and every change of how it is worked on; corrected ones say so.</summary>
internal static class ListItemRecords
{
    /// <summary>The form of a change of how the item is worked on: no record, but an act.</summary>
    public const string Edited = "edited";

    /// <param name="Id">The record.</param>
    /// <param name="Form">item, progress, result, redo or relapse; edited: how it is worked on was changed.</param>
    /// <param name="On">The day it happened.</param>
    /// <param name="Text">What was done, found or explained; of a change what stood there before; null of an entry, and once erased.</param>
    /// <param name="RecordedAt">When it was written down.</param>
    /// <param name="Recorder">By whom.</param>
    /// <param name="SupersededBy">The record that corrects it.</param>
    internal sealed record View(Guid Id, string Form, DateOnly On, string? Text, DateTimeOffset RecordedAt, string? Recorder, Guid? SupersededBy);

    internal sealed record Query(Guid ItemId) : IQuery<IReadOnlyList<View>>;

    public static async Task<Results<Ok<IReadOnlyList<View>>, Refused>> Handle(Guid itemId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(itemId), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, ItemEdits edits, RunStore runs) : IQueryHandler<Query, IReadOnlyList<View>>
    {
        public async Task<Result<IReadOnlyList<View>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var item = await db.RectificationItems.AsNoTracking().SingleAsync(i => i.Id == request.ItemId, cancellationToken);
            var rows = await (
                from use in db.EvidenceUses
                where use.RunId == item.RunId && use.Key == item.Key
                join record in db.Evidence on use.EvidenceId equals record.Id
                join content in db.EvidenceContents on record.Id equals content.EvidenceId
                join user in db.Users on record.RecordedBy equals user.Id into users
                from user in users.DefaultIfEmpty()
                orderby record.Id
                select new { record.Id, record.Form, record.On, content.Document, record.RecordedAt, user.Name, record.SupersededBy }).ToListAsync(cancellationToken);

            if (await runs.Load(item.RunId, forUpdate: false, cancellationToken) is not { } run) return HttpProblems.NotFound;
            var changes = await edits.Of(item, run.Timetable.Today, cancellationToken);
            return rows.Select(r => (Row: r, Document: r.Document is null ? null : JsonNode.Parse(r.Document)!.AsObject()))
                .Where(r => r.Row.Id == item.Id || (Guid.TryParse((string?)r.Document?["item"], out var about) && about == item.Id))
                .Select(r => new View(
                    r.Row.Id, r.Row.Form, r.Row.On, (string?)r.Document?["understanding"] is { Length: > 0 } understanding
                        ? $"{(string?)r.Document["text"]}\n{understanding}"
                        : (string?)r.Document?["text"], r.Row.RecordedAt, r.Row.Name, r.Row.SupersededBy))
                .Concat(changes).OrderBy(r => r.RecordedAt).ToList();
        }
    }
}
