using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Evidence;

/// <summary>A file to be saved, never to be shown by the browser as a page of ours.</summary>
internal static class GetAttachment
{
    internal sealed record View(string Name, string MediaType, byte[] Content);

    internal sealed record Query(Guid AttachmentId) : IQuery<View>;

    public static async Task<Results<FileContentHttpResult, Refused>> Handle(Guid attachmentId, IMediator mediator, CancellationToken ct) =>
        // Named, so that it goes out as an attachment; 'nosniff' stands on every answer.
        (await mediator.Send(new Query(attachmentId), ct)).Answer(file => TypedResults.File(file.Content, file.MediaType, file.Name));

    internal sealed class Handler(PhaseEngineDb db, OpinionLooks looks) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var file = await db.Attachments.AsNoTracking().SingleAsync(a => a.Id == request.AttachmentId, cancellationToken);
            if (file.Content is not { } content) return EvidenceProblems.Erased;

            var kind = await db.Evidence.Where(e => e.Id == file.EvidenceId).Select(e => e.Kind).SingleAsync(cancellationToken);
            await looks.Remember(kind, file.EvidenceId, cancellationToken);
            return new View(file.Name, file.MediaType, content);
        }
    }
}
