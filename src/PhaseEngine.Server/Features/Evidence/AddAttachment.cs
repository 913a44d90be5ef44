using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Evidence;

/// <summary>A file as a list shows it.</summary>
internal sealed record AttachmentView(Guid Id, string Name, string MediaType, long Size, bool Erased);

/// <summary>Adds a file to a record. Its sort is told from its content; pictures lose what they say beside the picture.</summary>
internal static class AddAttachment
{
    private const int Most = 20;
    private const int LongestName = 120;
    private const int LongestExtension = 10;

    internal sealed record Command(Guid EvidenceId, string Name, byte[] Content) : ICommand<AttachmentView>;

    public static async Task<Results<Created<AttachmentView>, Refused>> Handle(Guid evidenceId, IFormFile file, IMediator mediator, CancellationToken ct)
    {
        using var content = new MemoryStream(capacity: (int)file.Length);
        await file.CopyToAsync(content, ct);
        return (await mediator.Send(new Command(evidenceId, Plain(file.FileName), content.ToArray()), ct))
            .Answer(added => TypedResults.Created($"/api/v1/attachments/{added.Id}", added));
    }

    /// <summary>A name without folders and without what a file system or a header could misread.</summary>
    private static string Plain(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new string([.. last.Where(c => !char.IsControl(c) && c is not ('"' or '<' or '>' or '|' or ':' or '*' or '?'))]).Trim();
        // How it ends is told from the content (NameFor); here only a name too long is cut.
        var extension = Path.GetExtension(clean) is { Length: <= LongestExtension } usual ? usual : "";
        return clean.Length <= LongestName ? clean : clean[..(LongestName - extension.Length)] + extension;
    }

    internal sealed class Handler(PhaseEngineDb db, ServedRuns servedRuns, EventLog log, Caller caller, TimeProvider clock) : ICommandHandler<Command, AttachmentView>
    {
        public async Task<Result<AttachmentView>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.Content.Length == 0) return EvidenceProblems.AttachmentEmpty;
            if (FileSort.Of(request.Content, request.Name) is not { } sort || Picture.Stripped(sort, request.Content) is not { } content)
                return EvidenceProblems.AttachmentType(request.Name);

            var item = await db.Evidence.AsNoTracking().SingleAsync(e => e.Id == request.EvidenceId, cancellationToken);
            if (await RefuseAdding(item, cancellationToken) is { } notYours) return notYours;
            if (item.SupersededBy is { } by) return EvidenceProblems.Superseded(by);
            if (await db.EvidenceContents.AnyAsync(c => c.EvidenceId == item.Id && c.ErasedAt != null, cancellationToken)) return EvidenceProblems.Erased;

            // Sent again because no answer came, it is there once: a browser never sends a form with a file in the same bytes again, as a
            // key for its repetition would demand.
            var (name, hash) = (NameFor(request.Name, sort), SHA256.HashData(content));
            if (await db.Attachments.AsNoTracking()
                .Where(a => a.EvidenceId == item.Id && a.Name == name && a.Sha256 == hash)
                .Select(a => new AttachmentView(a.Id, a.Name, a.MediaType, a.Size, false))
                .FirstOrDefaultAsync(cancellationToken) is { } there) return there;
            if (await db.Attachments.CountAsync(a => a.EvidenceId == item.Id, cancellationToken) >= Most) return EvidenceProblems.TooManyAttachments(Most);

            var now = clock.GetUtcNow();
            var attachment = new Attachment
            {
                Id = Guid.CreateVersion7(now), EvidenceId = item.Id, Name = name, MediaType = sort.MediaType, Size = content.Length,
                Sha256 = hash, Content = content,
            };
            db.Attachments.Add(attachment);
            var facts = new { evidence = item.Id, attachment = attachment.Id, sha256 = Convert.ToHexStringLower(attachment.Sha256), attachment.Size };
            await log.Append(
                item.UnitId, StreamKind.Unit, caller.UserId, "attachmentAdded", JsonSerializer.SerializeToUtf8Bytes(facts, JsonSerializerOptions.Web), now,
                cancellationToken);
            return new AttachmentView(attachment.Id, attachment.Name, attachment.MediaType, attachment.Size, Erased: false);
        }

        /// <summary>Who may not record what stands there adds nothing to it either: an evaluator's opinion is not the unit's (S.23).</summary>
        private async Task<Problem?> RefuseAdding(EvidenceItem item, CancellationToken ct)
        {
            var uses = await db.EvidenceUses.AsNoTracking().Where(u => u.EvidenceId == item.Id).ToListAsync(ct);
            var served = await servedRuns.Load([.. uses.Select(u => (u.RunId, u.Key))], ct);
            if (!served.IsOk) return served.Problem;
            if (served.Value is [] || served.Value[0].Requirement.Kind.Forms.FirstOrDefault(f => f.Name == item.Form) is not { } form) return null;

            var text = await db.EvidenceContents.Where(c => c.EvidenceId == item.Id).Select(c => c.Document).SingleOrDefaultAsync(ct);
            return await servedRuns.RefuseRecording(served.Value, form, [text is null ? null : JsonNode.Parse(text)!.AsObject()], ct);
        }

        /// <summary>The name ends as the content says, whatever was sent.</summary>
        private static string NameFor(string name, FileSort sort) =>
            Path.GetFileNameWithoutExtension(name) is { Length: > 0 } stem ? stem + sort.Extension : "attachment" + sort.Extension;
    }
}
