using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Data;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Templates;

/// <summary>Takes a definition as a new template: its first version, a draft, which may hold errors.</summary>
internal static class CreateTemplate
{
    /// <param name="Definition">An Elsa 3 workflow definition (docs/templates.md); its definitionId becomes the template's id.</param>
    internal sealed record Body(JsonNode Definition);

    internal sealed record Command(Guid By, JsonNode Definition) : ICommand<TemplateVersionView>;

    public static async Task<Results<Created<TemplateVersionView>, Refused>> Handle(
        Body body, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, body.Definition), ct))
            .Answer(v => TypedResults.Created($"/api/v1/templates/{v.TemplateId}/versions/{v.TemplateVersion}", v));

    internal sealed class Handler(PhaseEngineDb db, Streams streams, TimeProvider clock) : ICommandHandler<Command, TemplateVersionView>
    {
        public async Task<Result<TemplateVersionView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var reading = TemplateDocument.Read(request.Definition);
            if (reading.Document is not { } document) return TemplateProblems.Unreadable(reading.Findings);

            var id = document.DefinitionId;
            if (id.Length is 0 or > 64) return TemplateProblems.IdMissing;
            if (await db.Templates.AnyAsync(t => t.Id == id, cancellationToken)) return TemplateProblems.Exists(id);

            var now = clock.GetUtcNow();
            var template = new Template { Id = id, Name = document.Title.ZhCn, StreamId = Guid.CreateVersion7(now), CreatedAt = now };
            var version = new TemplateVersion
            {
                TemplateId = id, Version = 1, Definition = Definitions.Stamped(document, id, 1, published: false), Hash = document.ContentHash,
                Status = TemplateStatus.Draft, CreatedAt = now, CreatedBy = request.By,
            };
            db.Add(template);
            db.Add(version);
            await streams.Append(StreamKind.Template, template.StreamId, request.By, "templateCreated", new { template = id, hash = version.Hash }, cancellationToken);
            return TemplateVersionView.Of(version);
        }
    }
}
