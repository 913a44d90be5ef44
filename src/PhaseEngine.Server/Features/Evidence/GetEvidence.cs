using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Data;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Evidence;

/// <summary>One record with what it says. Of opinions it is kept who looked.</summary>
internal static class GetEvidence
{
    /// <param name="Id">The record.</param>
    /// <param name="Kind">The kind of requirement that reads it.</param>
    /// <param name="Form">The kind's form.</param>
    /// <param name="UnitId">The unit that recorded it.</param>
    /// <param name="On">The day it happened.</param>
    /// <param name="RecordedAt">When it was written down.</param>
    /// <param name="RecordedBy">By whom.</param>
    /// <param name="Recorder">Their name.</param>
    /// <param name="ByClerk">Whether a clerk wrote it down for those concerned.</param>
    /// <param name="Document">What it says; null once erased.</param>
    /// <param name="Names">The names of those members it names whom the reader may see, by their ids.</param>
    /// <param name="Erased">That it was erased, and why.</param>
    /// <param name="Supersedes">The record it corrects.</param>
    /// <param name="SupersededBy">The record that corrects it.</param>
    /// <param name="Reason">Why it was corrected.</param>
    /// <param name="Serves">The requirements it serves.</param>
    /// <param name="Attachments">Its files.</param>
    /// <param name="Version">For its next change.</param>
    internal sealed record View(
        Guid Id, string Kind, string Form, Guid UnitId, DateOnly On, DateTimeOffset RecordedAt, Guid RecordedBy, string? Recorder, bool ByClerk,
        JsonElement? Document, IReadOnlyDictionary<Guid, string> Names, ErasedView? Erased, Guid? Supersedes, Guid? SupersededBy, string? Reason, IReadOnlyList<Serves> Serves,
        IReadOnlyList<AttachmentView> Attachments, int Version) : IVersioned;

    internal sealed record ErasedView(DateTimeOffset At, string? Reason);

    internal sealed record Serves(Guid RunId, string Key);

    internal sealed record Command(Guid EvidenceId) : ICommand<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Guid evidenceId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(evidenceId), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, OpinionLooks looks, Caller caller) : ICommandHandler<Command, View>
    {
        public async Task<Result<View>> Handle(Command request, CancellationToken cancellationToken)
        {
            var item = await db.Evidence.AsNoTracking().SingleAsync(e => e.Id == request.EvidenceId, cancellationToken);
            var content = await db.EvidenceContents.AsNoTracking().SingleOrDefaultAsync(c => c.EvidenceId == item.Id, cancellationToken);
            var recorder = await db.Users.Where(u => u.Id == item.RecordedBy).Select(u => u.Name).SingleOrDefaultAsync(cancellationToken);
            var serves = await db.EvidenceUses.Where(u => u.EvidenceId == item.Id).OrderBy(u => u.RunId).ThenBy(u => u.Key)
                .Select(u => new Serves(u.RunId, u.Key)).ToListAsync(cancellationToken);
            var attachments = await db.Attachments.Where(a => a.EvidenceId == item.Id).OrderBy(a => a.Id)
                .Select(a => new AttachmentView(a.Id, a.Name, a.MediaType, a.Size, a.Content == null)).ToListAsync(cancellationToken);
            await looks.Remember(item.Kind, item.Id, cancellationToken);

            return new View(
                item.Id, item.Kind, item.Form, item.UnitId, item.On, item.RecordedAt, item.RecordedBy, recorder, await ByClerk(item, cancellationToken),
                content?.Document is { } document ? JsonElement.Parse(document) : null, await NamesIn(item, content, cancellationToken),
                content?.ErasedAt is { } erased ? new ErasedView(erased, content.ErasedReason) : null, item.Supersedes, item.SupersededBy, item.Reason,
                serves, attachments, EvidenceVersion.Of(item, content));
        }

        private async Task<IReadOnlyDictionary<Guid, string>> NamesIn(EvidenceItem item, EvidenceContent? content, CancellationToken ct)
        {
            var form = Kinds.All.FirstOrDefault(k => k.Name == item.Kind)?.Forms.FirstOrDefault(f => f.Name == item.Form);
            if (form is null || content?.Document is not { } document) return ImmutableDictionary<Guid, string>.Empty;

            var named = Rolls.Named(form, JsonNode.Parse(document)!.AsObject()).Distinct().ToList();
            if (named.Count == 0) return ImmutableDictionary<Guid, string>.Empty;

            var seen = (await caller.Rights(ct)).Among(db.Units, Acts.MembersSee);
            return await db.Members.Where(m => named.Contains(m.Id) && seen.Any(u => u.Id == m.UnitId || u.Id == m.CertificateUnitId))
                .ToDictionaryAsync(m => m.Id, m => m.Name, ct);
        }

        /// <summary>Whether the one who recorded it was the unit's clerk that day, and held no other of its offices.</summary>
        private async Task<bool> ByClerk(EvidenceItem item, CancellationToken ct)
        {
            var day = DateOnly.FromDateTime(item.RecordedAt.UtcDateTime);
            var roles = await db.Posts.Where(p => p.UserId == item.RecordedBy && p.From <= day && (p.Until == null || day < p.Until))
                .Select(p => p.Role).Distinct().ToListAsync(ct);
            return roles.Contains(Offices.Clerk) && !roles.Any(Offices.OfTheUnit.Contains);
        }
    }
}
