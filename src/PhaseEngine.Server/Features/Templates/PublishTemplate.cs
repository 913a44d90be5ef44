using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Templates;

/// <summary>Publishes a draft: from then on it can be launched and is never changed again (S.8). Errors stand in the way, warnings do not.</summary>
internal static class PublishTemplate
{
    internal sealed record Command(Guid By, string TemplateId, int Version, int Revision) : ICommand<TemplateVersionView>;

    public static async Task<Results<Ok<TemplateVersionView>, Refused>> Handle(
        string templateId, int version, IfMatch match, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, templateId, version, match.Version), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, Streams streams, TimeProvider clock) : ICommandHandler<Command, TemplateVersionView>
    {
        public async Task<Result<TemplateVersionView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (id, number) = (request.TemplateId, request.Version);
            var version = await db.TemplateVersions.SingleOrDefaultAsync(v => v.TemplateId == id && v.Version == number, cancellationToken);
            if (version is null) return TemplateProblems.NotFound;
            if (version.Status == TemplateStatus.Published) return TemplateProblems.Published(id, number);
            if (version.Revision != request.Revision) return TemplateProblems.Changed(id, number);

            var document = Definitions.Read(version);
            var compilation = await WholeTemplate.Compile(db, document, cancellationToken);
            if (compilation.Plan is null) return TemplateProblems.HasErrors(compilation);

            version.Definition = Definitions.Stamped(document, id, number, published: true);
            version.Hash = document.ContentHash;
            version.Status = TemplateStatus.Published;
            version.PublishedAt = clock.GetUtcNow();
            version.PublishedBy = request.By;
            version.Revision++;
            var stream = await db.Templates.Where(t => t.Id == id).Select(t => t.StreamId).SingleAsync(cancellationToken);
            await streams.Append(StreamKind.Template, stream, request.By, "versionPublished", new { template = id, version = number, hash = version.Hash }, cancellationToken);
            return TemplateVersionView.Of(version);
        }
    }
}
