using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Server.Features.Templates;
using PhaseEngine.Server.Http;

namespace PhaseEngine.Server.Studio.Definitions;

/// <summary>The newest version as a file: the whole definition with all its languages, as it can be imported into Elsa and here.</summary>
internal static class ExportDefinition
{
    public static async Task<IResult> Handle(string templateId, PhaseEngineDb db, CancellationToken ct)
    {
        var version = await db.TemplateVersions.AsNoTracking().Where(v => v.TemplateId == templateId).OrderByDescending(v => v.Version).FirstOrDefaultAsync(ct);
        return version is null
            ? new Refused(TemplateProblems.NotFound)
            : Results.File(Features.Templates.Definitions.Read(version).Write(), "application/json", $"{templateId}.json");
    }
}
