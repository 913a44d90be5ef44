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

/// <summary>Begins the next version from the newest published one. There is one draft at a time.</summary>
internal static class DraftVersion
{
    internal sealed record Command(Guid By, string TemplateId) : ICommand<TemplateVersionView>;

    public static async Task<Results<Created<TemplateVersionView>, Refused>> Handle(string templateId, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, templateId), ct))
            .Answer(v => TypedResults.Created($"/api/v1/templates/{v.TemplateId}/versions/{v.TemplateVersion}", v));

    internal sealed class Handler(PhaseEngineDb db, Streams streams, TimeProvider clock) : ICommandHandler<Command, TemplateVersionView>
    {
        public async Task<Result<TemplateVersionView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var id = request.TemplateId;
            if (await db.Templates.SingleOrDefaultAsync(t => t.Id == id, cancellationToken) is not { } template) return TemplateProblems.NotFound;

            var newest = await db.TemplateVersions.Where(v => v.TemplateId == id).OrderByDescending(v => v.Version).FirstAsync(cancellationToken);
            if (newest.Status == TemplateStatus.Draft) return TemplateProblems.DraftExists(id, newest.Version);

            var version = new TemplateVersion
            {
                TemplateId = id, Version = newest.Version + 1, Hash = newest.Hash, Status = TemplateStatus.Draft,
                Definition = Definitions.Stamped(Definitions.Read(newest), id, newest.Version + 1, published: false),
                CreatedAt = clock.GetUtcNow(), CreatedBy = request.By,
            };
            db.Add(version);
            await streams.Append(StreamKind.Template, template.StreamId, request.By, "versionDrafted", new { template = id, version = version.Version }, cancellationToken);
            return TemplateVersionView.Of(version);
        }
    }
}
