using System.Text.Json.Nodes;
using MediatR;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Server.Features.Templates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Studio.Definitions;

/// <summary>Publishes the newest version, as it stands: the Studio asks for it in the menu of its list.</summary>
internal static class PublishDefinition
{
    public static async Task<IResult> Handle(string templateId, Caller caller, PhaseEngineDb db, IMediator mediator, CancellationToken ct)
    {
        var version = await db.TemplateVersions.AsNoTracking().Where(v => v.TemplateId == templateId).OrderByDescending(v => v.Version).FirstOrDefaultAsync(ct);
        if (version is null) return new Refused(TemplateProblems.NotFound);

        var published = await mediator.Send(new PublishTemplate.Command(caller.UserId, templateId, version.Version, version.Revision), ct);
        if (!published.IsOk) return new Refused(published.Problem);
        version = await db.TemplateVersions.AsNoTracking().SingleAsync(v => v.TemplateId == templateId && v.Version == version.Version, ct);
        return Results.Json(new JsonObject
        {
            ["workflowDefinition"] = new DefinitionForm(version.Version, Editable: true).Of(version), ["alreadyPublished"] = false, ["consumingWorkflowCount"] = 0,
        });
    }
}
