using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Evidence;

/// <summary>
/// Erases what a record says, and its files, with the reason: wherever words of it stand, be it in tables kept beside the records, in
/// answers kept for repetition, or as the reason of a correction. That it was made, what it counted for and the commitment in
/// the chain stay: verifying says 'erased', not 'broken'.
/// </summary>
internal static class EraseEvidence
{
    /// <param name="Reason">Why.</param>
    internal sealed record Body([property: Filled, AtMost(500)] string Reason);

    internal sealed record Command(Guid EvidenceId, int Version, string Reason) : ICommand<Done>;

    public static async Task<Results<NoContent, Refused>> Handle(Guid evidenceId, Body body, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(evidenceId, ifMatch.Version, body.Reason), ct)).Done();

    internal sealed class Handler(
        PhaseEngineDb db, RunStore runs, IEnumerable<IFollowsRecords> followers, Offices offices, Caller caller, TimeProvider clock) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var served = await db.EvidenceUses.Where(u => u.EvidenceId == request.EvidenceId).Select(u => u.RunId).Distinct().ToListAsync(cancellationToken);
            var rows = await runs.Load(served, people: false, cancellationToken);
            foreach (var row in rows)
                if (await offices.IsPartyTo(row.UnitPath, cancellationToken)) return RunProblems.NotTheSuperior;

            var item = await db.Evidence.SingleAsync(e => e.Id == request.EvidenceId, cancellationToken);
            var content = await db.EvidenceContents.SingleOrDefaultAsync(c => c.EvidenceId == request.EvidenceId, cancellationToken);
            if (content is null || content.ErasedAt is not null) return EvidenceProblems.Erased;
            if (EvidenceVersion.Of(item, content) != request.Version) return HttpProblems.Stale;

            var now = clock.GetUtcNow();
            if (content.Document is { } document)
            {
                foreach (var follower in followers.Where(f => f.Follows(item.Kind)))
                    await follower.Erased(item, JsonNode.Parse(document)!.AsObject(), cancellationToken);
            }

            (content.Document, content.Salt, content.ErasedAt, content.ErasedReason) = (null, null, now, request.Reason);
            await db.SaveChangesAsync(cancellationToken);
            await EraseBesides(item.Id, cancellationToken);

            // Nothing changes in the runs; their streams say that the content is gone, by naming its commitment again.
            foreach (var row in rows)
            {
                await runs.Save(
                    row, new StepResult(row.State, [], []), caller.UserId, "evidenceErased", now,
                    new Enclosed { Commitments = new Dictionary<Guid, byte[]> { [request.EvidenceId] = content.Commitment } }, cancellationToken);
            }

            return Done.It;
        }

        /// <summary>Its files and what they were called, why it was corrected or put in another's place, and answers that repeat it.</summary>
        private async Task EraseBesides(Guid record, CancellationToken ct)
        {
            await db.Attachments.Where(a => a.EvidenceId == record)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.Content, (byte[]?)null).SetProperty(a => a.Name, ""), ct);
            await db.Evidence.Where(e => e.Id == record || e.SupersededBy == record)
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.Reason, (string?)null), ct);
            await Idempotency.Empty(db, $"/evidence/{record:D}/", ct);
        }
    }
}
