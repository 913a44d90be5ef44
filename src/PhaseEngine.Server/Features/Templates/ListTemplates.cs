using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Templates;

/// <summary>All templates with their versions, the newest first; an organisation has dozens of them, not thousands.</summary>
internal static class ListTemplates
{
    internal sealed record VersionItem(int Version, string Status, DateTimeOffset CreatedAt, DateTimeOffset? PublishedAt);

    internal sealed record Item(string Id, string Name, DateTimeOffset CreatedAt, IReadOnlyList<VersionItem> Versions);

    internal sealed record Query : IQuery<IReadOnlyList<Item>>;

    public static async Task<Results<Ok<IReadOnlyList<Item>>, Refused>> Handle(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db) : IQueryHandler<Query, IReadOnlyList<Item>>
    {
        public async Task<Result<IReadOnlyList<Item>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var templates = await db.Templates.AsNoTracking().OrderByDescending(t => t.CreatedAt).Take(500).ToListAsync(cancellationToken);
            var versions = (await db.TemplateVersions.AsNoTracking()
                .Select(v => new { v.TemplateId, v.Version, v.Status, v.CreatedAt, v.PublishedAt })
                .ToListAsync(cancellationToken)).ToLookup(v => v.TemplateId);
            return templates.ConvertAll(t => new Item(t.Id, t.Name, t.CreatedAt,
            [
                .. versions[t.Id].OrderByDescending(v => v.Version)
                    .Select(v => new VersionItem(v.Version, v.Status == TemplateStatus.Draft ? "draft" : "published", v.CreatedAt, v.PublishedAt)),
            ]));
        }
    }
}
