using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Data;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Features.Templates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Studio.Definitions;

/// <summary>
/// What the Studio saves, by itself after each change. It is laid over what is stored, so that only what people changed is changed. A published
/// version is never rewritten: the first change begins a draft. Each save names the revision it is based on and what people deleted;
/// whatever else is missing from it was lost on the way, and it is refused.
/// </summary>
internal static class SaveDefinition
{
    /// <summary>The Studio writes definitions of up to 2 MB with all it adds to them.</summary>
    public static readonly BodyLimit Limit = new(4 * 1024 * 1024);

    internal sealed record View(TemplateVersion Saved, bool AlreadyPublished);

    /// <param name="Base">The tag of what was opened or saved last.</param>
    /// <param name="Deleted">Ids of the activities that people have said they delete.</param>
    internal sealed record Command(Guid By, string TemplateId, string Base, JsonNode Definition, bool Publish, IReadOnlyList<string> Deleted) : ICommand<View>;

    public static async Task<IResult> Handle([FromBody] JsonObject body, [FromQuery] string[]? deleted, HttpContext http, Caller caller, IMediator mediator, CancellationToken ct)
    {
        if (http.Request.Headers.IfMatch.ToString() is not { Length: > 0 } tag) return new Refused(HttpProblems.IfMatchMissing);
        if (body["model"] is not JsonObject model || model["definitionId"]?.GetValueKind() != System.Text.Json.JsonValueKind.String)
            return new Refused(TemplateProblems.NotFound);

        var publish = body["publish"]?.GetValueKind() == System.Text.Json.JsonValueKind.True;
        var saved = await mediator.Send(new Command(caller.UserId, (string)model["definitionId"]!, tag, model, publish, deleted ?? []), ct);
        if (!saved.IsOk) return new Refused(saved.Problem);

        var version = saved.Value.Saved;
        http.Response.Headers.ETag = BaseTag.Of(version);
        return Results.Json(new JsonObject
        {
            ["workflowDefinition"] = new DefinitionForm(version.Version, Editable: true).Of(version),
            ["alreadyPublished"] = saved.Value.AlreadyPublished, ["consumingWorkflowCount"] = 0,
        });
    }

    internal sealed class Handler(PhaseEngineDb db, IMediator mediator) : ICommandHandler<Command, View>
    {
        public async Task<Result<View>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (id, ct) = (request.TemplateId, cancellationToken);
            if (await Newest(id, ct) is not { } newest) return TemplateProblems.NotFound;
            if (BaseTag.Of(newest) != request.Base) return TemplateProblems.Changed(id, newest.Version);

            var reading = TemplateDocument.Read(request.Definition);
            if (reading.Document is not { } studio) return TemplateProblems.Unreadable(reading.Findings);
            var stored = Features.Templates.Definitions.Read(newest);
            var document = studio.LaidOver(stored, type => Phrases.Say($"palette.types.{type[(type.LastIndexOf('.') + 1)..]}.title"));
            if (Dropped(stored, document, request.Deleted) is { Count: > 0 } dropped) return StudioProblems.Drops(dropped);

            var wasPublished = newest.Status == TemplateStatus.Published;
            if (!JsonNode.DeepEquals(document.ToJson(), stored.ToJson()))
            {
                var number = newest.Version;
                var revision = newest.Revision;
                if (wasPublished)
                {
                    var draft = await mediator.Send(new DraftVersion.Command(request.By, id), ct);
                    if (!draft.IsOk) return draft.Problem;
                    (number, revision, wasPublished) = (draft.Value.TemplateVersion, draft.Value.Version, false);
                }

                var saved = await mediator.Send(new SaveDraft.Command(request.By, id, number, revision, document.ToJson()), ct);
                if (!saved.IsOk) return saved.Problem;
                newest = (await Newest(id, ct))!;
            }

            if (request.Publish && !wasPublished)
            {
                var published = await mediator.Send(new PublishTemplate.Command(request.By, id, newest.Version, newest.Revision), ct);
                if (!published.IsOk) return published.Problem;
                newest = (await Newest(id, ct))!;
            }

            return new View(newest, AlreadyPublished: request.Publish && wasPublished);
        }

        private Task<TemplateVersion?> Newest(string id, CancellationToken ct) =>
            db.TemplateVersions.AsNoTracking().Where(v => v.TemplateId == id).OrderByDescending(v => v.Version).FirstOrDefaultAsync(ct);

        /// <summary>What is gone with nobody having deleted it; with a phase goes what is in it.</summary>
        private static List<StudioProblems.Dropped> Dropped(TemplateDocument before, TemplateDocument after, IReadOnlyList<string> deleted)
        {
            var there = after.Activities.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
            return [.. before.Activities
                .Where(a => a.Id.Length > 0 && !there.Contains(a.Id) && !deleted.Contains(a.Id) && !(a.Flow.Phase is { } phase && deleted.Contains(phase.Id)))
                .Select(a => new StudioProblems.Dropped(a.Id, a.Title?.Said() ?? a.Key ?? a.Type))];
        }
    }
}
