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

/// <summary>Saves a draft. It may hold errors; what the product does not know in it is kept.</summary>
internal static class SaveDraft
{
    internal sealed record Body(JsonNode Definition);

    internal sealed record Command(Guid By, string TemplateId, int Version, int Revision, JsonNode Definition) : ICommand<TemplateVersionView>;

    public static async Task<Results<Ok<TemplateVersionView>, Refused>> Handle(
        string templateId, int version, Body body, IfMatch match, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, templateId, version, match.Version, body.Definition), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, Streams streams) : ICommandHandler<Command, TemplateVersionView>
    {
        public async Task<Result<TemplateVersionView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (id, number) = (request.TemplateId, request.Version);
            var version = await db.TemplateVersions.SingleOrDefaultAsync(v => v.TemplateId == id && v.Version == number, cancellationToken);
            if (version is null) return TemplateProblems.NotFound;
            if (version.Status == TemplateStatus.Published) return TemplateProblems.Published(id, number);
            if (version.Revision != request.Revision) return TemplateProblems.Changed(id, number);

            var reading = TemplateDocument.Read(request.Definition);
            if (reading.Document is not { } document) return TemplateProblems.Unreadable(reading.Findings);
            if (document.DefinitionId != id) return TemplateProblems.IdDiffers(id, document.DefinitionId);

            var template = await db.Templates.SingleAsync(t => t.Id == id, cancellationToken);
            template.Name = document.Title.ZhCn;
            version.Definition = Definitions.Stamped(document, id, number, published: false);
            version.Hash = document.ContentHash;
            version.Revision++;
            await streams.Append(StreamKind.Template, template.StreamId, request.By, "draftSaved", new { template = id, version = number, hash = version.Hash }, cancellationToken);
            return TemplateVersionView.Of(version);
        }
    }
}
