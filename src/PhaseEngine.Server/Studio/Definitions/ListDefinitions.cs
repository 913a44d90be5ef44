using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Studio.Definitions;

/// <summary>Templates as the Studio lists them: each in its newest version, its newest published one, or one template in all of them.</summary>
internal static class ListDefinitions
{
    private const int MostAtOnce = 100;

    internal sealed record Filter(string? VersionOptions, string? DefinitionId, string? SearchTerm, int? Page, int? PageSize);

    public static async Task<IResult> Handle([AsParameters] Filter filter, Caller caller, PhaseEngineDb db, CancellationToken ct)
    {
        var versions = db.TemplateVersions.AsNoTracking();
        if (filter.DefinitionId is { } id) versions = versions.Where(v => v.TemplateId == id);
        if (filter.VersionOptions is "Published" or "LatestAndPublished") versions = versions.Where(v => v.Status == TemplateStatus.Published);
        if (filter.VersionOptions is not "AllVersions")
        {
            var narrowed = versions;
            versions = versions.Where(v => !narrowed.Any(later => later.TemplateId == v.TemplateId && later.Version > v.Version));
        }

        var rows = from version in versions join template in db.Templates on version.TemplateId equals template.Id select new { version, template.Name };
        if (filter.SearchTerm?.Trim() is { Length: > 0 } text) rows = rows.Where(r => r.Name.Contains(text) || r.version.TemplateId.Contains(text));

        var size = Math.Clamp(filter.PageSize ?? MostAtOnce, 1, MostAtOnce);
        var page = await rows.OrderBy(r => r.Name).ThenBy(r => r.version.TemplateId).ThenByDescending(r => r.version.Version)
            .Skip(Math.Max(0, filter.Page ?? 0) * size).Take(size).ToListAsync(ct);
        var ids = page.Select(r => r.version.TemplateId).Distinct().ToList();
        var newest = await db.TemplateVersions.Where(v => ids.Contains(v.TemplateId)).GroupBy(v => v.TemplateId)
            .Select(g => new { g.Key, Version = g.Max(v => v.Version) }).ToDictionaryAsync(g => g.Key, g => g.Version, ct);

        var editable = (await caller.Rights(ct)).Holds(Acts.TemplatesDesign);
        JsonArray items = [.. page.Select(r => new DefinitionForm(newest[r.version.TemplateId], editable).Frame(r.version, r.Name))];
        return Results.Json(new JsonObject { ["items"] = items, ["totalCount"] = await rows.CountAsync(ct), ["links"] = new JsonArray() });
    }

    /// <summary>Names need not be: the id is what tells templates apart.</summary>
    public static IResult IsNameUnique() => Results.Json(new JsonObject { ["isUnique"] = true });
}
