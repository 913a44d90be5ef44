using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Features.Templates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Studio.Definitions;

/// <summary>A template as the Studio opens it: the newest version, the newest published one, or any.</summary>
internal static class GetDefinition
{
    public static async Task<IResult> Handle(string templateId, string? versionOptions, HttpContext http, Caller caller, PhaseEngineDb db, CancellationToken ct)
    {
        var versions = db.TemplateVersions.AsNoTracking().Where(v => v.TemplateId == templateId);
        if (versionOptions == "Published") versions = versions.Where(v => v.Status == TemplateStatus.Published);
        else if (int.TryParse(versionOptions, out var number)) versions = versions.Where(v => v.Version == number);
        return await Answer(await versions.OrderByDescending(v => v.Version).FirstOrDefaultAsync(ct), http, caller, db, ct);
    }

    public static async Task<IResult> Version(string templateId, int version, HttpContext http, Caller caller, PhaseEngineDb db, CancellationToken ct) =>
        await Answer(await db.TemplateVersions.AsNoTracking().SingleOrDefaultAsync(v => v.TemplateId == templateId && v.Version == version, ct), http, caller, db, ct);

    private static async Task<IResult> Answer(TemplateVersion? version, HttpContext http, Caller caller, PhaseEngineDb db, CancellationToken ct)
    {
        if (version is null) return new Refused(TemplateProblems.NotFound);
        var newest = await db.TemplateVersions.Where(v => v.TemplateId == version.TemplateId).MaxAsync(v => v.Version, ct);
        http.Response.Headers.ETag = BaseTag.Of(version);
        return Results.Json(new DefinitionForm(newest, (await caller.Rights(ct)).Holds(Acts.TemplatesDesign)).Of(version));
    }
}
