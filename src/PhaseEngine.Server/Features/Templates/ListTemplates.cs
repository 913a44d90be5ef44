using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Templates;

/// <summary>Templates with their versions, the newest first.</summary>
internal static class ListTemplates
{
    internal sealed record Filter(
        [property: Description("Only those with a published version, or only those without")] bool? Published,
        [property: Description("Part of the name or id")] string? Search);

    /// <param name="Errors">Of a draft, how many findings stand in the way of publishing.</param>
    internal sealed record VersionItem(int Version, TemplateStatus Status, DateTimeOffset CreatedAt, DateTimeOffset? PublishedAt, int? Errors);

    /// <param name="Versions">The newest first.</param>
    internal sealed record Item(string Id, string Name, DateTimeOffset CreatedAt, IReadOnlyList<VersionItem> Versions);

    internal sealed record Query(Filter Filter, PageOf Page) : IQuery<Page<Item>>;

    public static async Task<Results<Ok<Page<Item>>, Refused>> Handle(
        [AsParameters] Filter filter, [AsParameters] PageOf page, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(filter, page), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db) : IQueryHandler<Query, Page<Item>>
    {
        public async Task<Result<Page<Item>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (!Cursor.TryRead<Key>(request.Page.After, out var after)) return HttpProblems.CursorInvalid;

            var templates = db.Templates.AsNoTracking();
            if (request.Filter.Published is { } published)
                templates = templates.Where(t => db.TemplateVersions.Any(v => v.TemplateId == t.Id && v.Status == TemplateStatus.Published) == published);
            if (request.Filter.Search?.Trim() is { Length: > 0 } text) templates = templates.Where(t => t.Name.Contains(text) || t.Id.Contains(text));
            if (after is not null)
                templates = templates.Where(t => t.CreatedAt < after.CreatedAt || (t.CreatedAt == after.CreatedAt && t.Id.CompareTo(after.Id) < 0));

            var rows = await templates.OrderByDescending(t => t.CreatedAt).ThenByDescending(t => t.Id).Take(request.Page.Size + 1).ToListAsync(cancellationToken);
            var page = rows.Cut(request.Page, t => new Key(t.CreatedAt, t.Id));
            var ids = page.Items.Select(t => t.Id).ToList();
            var versions = (await db.TemplateVersions.AsNoTracking().Where(v => ids.Contains(v.TemplateId))
                .Select(v => new { v.TemplateId, v.Version, v.Status, v.CreatedAt, v.PublishedAt })
                .ToListAsync(cancellationToken)).ToLookup(v => v.TemplateId);
            var errors = await ErrorsOfDrafts(ids, cancellationToken);
            return page.Select(t => new Item(t.Id, t.Name, t.CreatedAt,
                [.. versions[t.Id].OrderByDescending(v => v.Version).Select(v => new VersionItem(v.Version, v.Status, v.CreatedAt, v.PublishedAt, errors.TryGetValue((t.Id, v.Version), out var count) ? count : null))]));
        }

        private async Task<IReadOnlyDictionary<(string, int), int>> ErrorsOfDrafts(List<string> ids, CancellationToken ct)
        {
            var counts = new Dictionary<(string, int), int>();
            var drafts = await db.TemplateVersions.AsNoTracking().Where(v => ids.Contains(v.TemplateId) && v.Status == TemplateStatus.Draft).ToListAsync(ct);
            foreach (var draft in drafts)
                counts[(draft.TemplateId, draft.Version)] = (await WholeTemplate.Compile(db, Definitions.Read(draft), ct)).Errors.Count();
            return counts;
        }

        private sealed record Key(DateTimeOffset CreatedAt, string Id);
    }
}
