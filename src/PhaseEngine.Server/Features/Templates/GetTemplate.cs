using MediatR;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Templates;

/// <summary>One template: its versions with dates and people, what it lies on, and what lies on it (B.1).</summary>
internal static class GetTemplate
{
    /// <param name="Versions">The newest first.</param>
    /// <param name="ExtendedBy">Templates of lower offices that lie on a version of this one.</param>
    internal sealed record View(string Id, string Name, DateTimeOffset CreatedAt, IReadOnlyList<VersionItem> Versions, IReadOnlyList<OverlayItem> ExtendedBy);

    /// <param name="CreatedBy">The name of whoever began it; null: it came with the installation.</param>
    /// <param name="PublishedBy">The name of whoever published it.</param>
    /// <param name="Extends">The version of another template it lies on, <c>id@version</c>.</param>
    /// <param name="Errors">Of a draft, how many findings stand in the way of publishing.</param>
    internal sealed record VersionItem(
        int Version, TemplateStatus Status, DateTimeOffset CreatedAt, string? CreatedBy, DateTimeOffset? PublishedAt, string? PublishedBy, string? Extends, int? Errors);

    internal sealed record OverlayItem(string TemplateId, string Name);

    internal sealed record Query(string TemplateId) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(string templateId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(templateId), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var id = request.TemplateId;
            if (await db.Templates.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, cancellationToken) is not { } template) return TemplateProblems.NotFound;

            var versions = await db.TemplateVersions.AsNoTracking().Where(v => v.TemplateId == id).OrderByDescending(v => v.Version).ToListAsync(cancellationToken);
            var people = versions.SelectMany(v => new[] { v.CreatedBy, v.PublishedBy }).OfType<Guid>().ToHashSet();
            var names = await db.Users.Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
            var items = new List<VersionItem>();
            foreach (var version in versions)
            {
                var document = Definitions.Read(version);
                items.Add(new(
                    version.Version, version.Status, version.CreatedAt, NameOf(version.CreatedBy), version.PublishedAt, NameOf(version.PublishedBy), document.Extends,
                    version.Status == TemplateStatus.Draft ? (await WholeTemplate.Compile(db, document, cancellationToken)).Errors.Count() : null));
            }

            return new View(template.Id, template.Name, template.CreatedAt, items, await OverlaysOn(id, cancellationToken));

            string? NameOf(Guid? person) => person is { } by ? names.GetValueOrDefault(by) : null;
        }

        /// <summary>What an overlay lies on stands in its definition only; there are as many of them as offices, not as units.</summary>
        private async Task<IReadOnlyList<OverlayItem>> OverlaysOn(string id, CancellationToken ct)
        {
            var named = $"\"extends\":{JsonSerializer.Serialize(id)[..^1]}@";
            return await db.Templates.AsNoTracking()
                .Where(t => t.Id != id && db.TemplateVersions.Any(v => v.TemplateId == t.Id && v.Definition.Contains(named)))
                .OrderBy(t => t.Name).Select(t => new OverlayItem(t.Id, t.Name)).Take(200).ToListAsync(ct);
        }
    }
}
