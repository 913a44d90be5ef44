using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Gates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>
/// Erases what somebody wrote with an act on a run: a reason, a note. The act stays on record, and that its words were erased;
/// verifying says 'erased', not 'broken'.
/// </summary>
internal static class EraseRemark
{
    /// <param name="Reason">Why.</param>
    internal sealed record Body([property: Filled, AtMost(500)] string Reason);

    internal sealed record Command(Guid RunId, string Remark, string Reason) : ICommand<Done>;

    public static async Task<Results<NoContent, Refused>> Handle(Guid runId, string remark, Body body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(runId, remark, body.Reason), ct)).Done();

    internal sealed class Handler(PhaseEngineDb db, RunStore runs, Offices offices, SystemEvents events, Caller caller, TimeProvider clock) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await runs.Load(request.RunId, forUpdate: true, cancellationToken) is not { } run) return HttpProblems.NotFound;
            if (await offices.IsPartyTo(run.UnitPath, cancellationToken)) return RunProblems.NotTheSuperior;
            if (await db.Remarks.SingleOrDefaultAsync(r => r.Id == request.Remark && r.ErasedAt == null, cancellationToken) is not { } remark
                || !await IsSaidOf(run, request.Remark, cancellationToken)) return HttpProblems.NotFound;

            // Lists of decisions hold the same words.
            var words = remark.Words;
            await db.Decisions.Where(d => d.RunId == run.Id && d.Reason == words).ExecuteUpdateAsync(set => set.SetProperty(d => d.Reason, (string?)null), cancellationToken);
            (remark.Words, remark.Salt, remark.ErasedAt, remark.ErasedReason) = (null, null, clock.GetUtcNow(), request.Reason);
            await events.Append(caller.UserId, Remarks.Erasure, new { remark = remark.Id, run = run.Id }, cancellationToken);
            return Done.It;
        }

        /// <summary>
        /// On the record of the run, of its unit (requests for more time), of its campaign (dates moved for many), or, as somebody
        /// stepped back from a decision on it, of the installation.
        /// </summary>
        private async Task<bool> IsSaidOf(RunRow run, string remark, CancellationToken ct)
        {
            Guid[] streams = [run.Id, run.UnitId, run.CampaignId];
            var acts = db.Events.AsNoTracking()
                .Where(e => streams.Contains(e.Stream) || (e.Stream == EventStream.SystemId && e.Act == RecuseFromDecision.Recusal)).Select(e => new { e.Stream, e.Payload });
            await foreach (var act in acts.AsAsyncEnumerable().WithCancellation(ct))
                if (Remarks.In(act.Payload).Contains(remark) && (act.Stream != EventStream.SystemId || IsAbout(run, act.Payload))) return true;
            return false;
        }

        private static bool IsAbout(RunRow run, byte[] payload)
        {
            using var facts = JsonDocument.Parse(payload);
            return facts.RootElement.GetProperty("run").GetGuid() == run.Id;
        }
    }
}
