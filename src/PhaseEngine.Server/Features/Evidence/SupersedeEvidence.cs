using System.Globalization;
using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Core.Requirements.Opinion;
using PhaseEngine.Data;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Evidence;

/// <summary>
/// Puts a right record in the place of a wrong one, with the reason; or only takes the wrong one back (S.51). The wrong one stays
/// on record. Allowed at any time: where a passed gate would now fail, it is flagged.
/// </summary>
internal static class SupersedeEvidence
{
    /// <summary>The form of a record that only takes another one back.</summary>
    public const string Withdrawn = "withdrawn";

    /// <param name="Reason">Why.</param>
    /// <param name="On">The day it happened, when the document does not say it.</param>
    /// <param name="Document">The right content, all of it; null: the record is only taken back.</param>
    internal sealed record Body([property: Filled, AtMost(500)] string Reason, DateOnly? On, JsonObject? Document);

    internal sealed record Command(Guid EvidenceId, int Version, string Reason, JsonObject? Document) : ICommand<View>;

    /// <param name="Id">The record that stands in its place.</param>
    /// <param name="Version">For its next change.</param>
    /// <param name="Supersedes">The record corrected.</param>
    internal sealed record View(Guid Id, int Version, Guid Supersedes) : IVersioned;

    public static async Task<Results<Created<View>, Refused>> Handle(
        Guid evidenceId, Body body, IfMatch ifMatch, IMediator mediator, CancellationToken ct)
    {
        var document = body.Document?.DeepClone().AsObject();
        if (document is not null && body.On is { } on) document["on"] = on.ToString("O", CultureInfo.InvariantCulture);
        return (await mediator.Send(new Command(evidenceId, ifMatch.Version, body.Reason, document), ct))
            .Answer(made => TypedResults.Created($"/api/v1/evidence/{made.Id}", made));
    }

    internal sealed class Handler(PhaseEngineDb db, ServedRuns servedRuns, Recorder recorder, Caller caller, TimeProvider clock)
        : ICommandHandler<Command, View>
    {
        public async Task<Result<View>> Handle(Command request, CancellationToken cancellationToken)
        {
            // The runs first: whoever changes anything of a run queues on its row.
            var uses = await db.EvidenceUses.AsNoTracking().Where(u => u.EvidenceId == request.EvidenceId).ToListAsync(cancellationToken);
            var loaded = await servedRuns.Load([.. uses.Select(u => (u.RunId, u.Key))], cancellationToken);
            if (!loaded.IsOk) return loaded.Problem;
            var served = loaded.Value;

            var old = await db.Evidence.SingleAsync(e => e.Id == request.EvidenceId, cancellationToken);
            var content = await db.EvidenceContents.AsNoTracking().SingleOrDefaultAsync(c => c.EvidenceId == old.Id, cancellationToken);
            if (old.SupersededBy is { } already) return EvidenceProblems.Superseded(already);
            if (EvidenceVersion.Of(old, content) != request.Version) return HttpProblems.Stale;
            if (served.Count == 0) return EvidenceProblems.Superseded(old.Id);

            var wrong = content?.Document is { } text ? JsonNode.Parse(text)!.AsObject() : null;
            var form = served[0].Requirement.Kind.Forms.First(f => f.Name == old.Form);
            // Whom the right record names is known once it has the form's shape.
            if (request.Document is { } document)
            {
                var right = recorder.Check(served, old.Form, document);
                if (!right.IsOk) return right.Problem;
            }

            IReadOnlyList<JsonObject?> said = request.Document is null ? [wrong] : [wrong, request.Document];
            if (await servedRuns.RefuseRecording(served, form, said, cancellationToken) is { } notYours) return notYours;
            if (served[0].Requirement.Kind is OpinionKind && old.RecordedBy != caller.UserId) return EvidenceProblems.OpinionOfAnother;
            if (request.Document is { } named)
            {
                if (await recorder.CheckNamed(served, form, named, cancellationToken) is { } elsewhere) return elsewhere;
                if (wrong is not null && Content.SaysTheSame(wrong, named)) return EvidenceProblems.Unchanged;
            }

            var commitments = new Dictionary<Guid, byte[]>();
            var item = request.Document is null ? Withdrawal(old) : Correction(request, old, served, commitments);
            old.SupersededBy = item.Id;
            old.Reason = request.Reason;
            // From here on it is not in force, whoever looks.
            await db.SaveChangesAsync(cancellationToken);

            foreach (var run in served.GroupBy(s => s.Run.Id))
            {
                var steps = new List<StepResult>();
                foreach (var one in run)
                {
                    var use = UseEffect.Read(uses.Single(u => u.RunId == one.Run.Id && u.Key == one.Key).Effect);
                    var done = await Exchange(Now(one, steps), served, item, form, request.Document, old, wrong, use, cancellationToken);
                    if (!done.IsOk) return done.Problem;
                    steps.AddRange(done.Value);
                }

                await db.SaveChangesAsync(cancellationToken);
                await recorder.Save(run.First(), steps, "evidenceSuperseded", commitments, cancellationToken);
            }

            return new View(item.Id, 1, old.Id);
        }

        /// <summary>
        /// The right record is taken before the wrong one is taken back: figures do not drop in between, and no passed gate is
        /// flagged for a moment. Only where a table is kept beside the records it goes the other way round: an item cannot be in
        /// two states.
        /// </summary>
        private async Task<Result<IReadOnlyList<StepResult>>> Exchange(
            Served one, IReadOnlyList<Served> all, EvidenceItem item, EvidenceForm form, JsonObject? right, EvidenceItem old, JsonObject? wrong, UseEffect use,
            CancellationToken ct)
        {
            Func<Served, Task<Result<StepResult>>> takeBack = now => recorder.TakeBack(now, old, wrong, right, use, ct);
            List<Func<Served, Task<Result<StepResult>>>> acts = [takeBack];
            if (right is not null) acts.Insert(recorder.IsFollowed(one) ? 1 : 0, now => recorder.Take(now, all, item, form, right, use, ct));

            var steps = new List<StepResult>(2);
            foreach (var act in acts)
            {
                var done = await act(Now(one, steps));
                if (!done.IsOk) return done.Problem;
                steps.Add(done.Value);
            }

            return steps;
        }

        private static Served Now(Served one, List<StepResult> steps) => steps is [.., var last] ? one with { Run = one.Run with { State = last.State } } : one;

        private EvidenceItem Correction(Command request, EvidenceItem old, IReadOnlyList<Served> served, Dictionary<Guid, byte[]> commitments)
        {
            var on = DateOnly.Parse((string)request.Document!["on"]!, CultureInfo.InvariantCulture);
            var item = recorder.Add(served, old.Form, request.Document, on, old.Id, out var commitment);
            commitments[item.Id] = commitment;
            return item;
        }

        private EvidenceItem Withdrawal(EvidenceItem old)
        {
            var now = clock.GetUtcNow();
            var item = new EvidenceItem
            {
                Id = Guid.CreateVersion7(now), Kind = old.Kind, Form = Withdrawn, UnitId = old.UnitId, On = old.On, RecordedAt = now,
                RecordedBy = caller.UserId, Supersedes = old.Id,
            };
            recorder.AddWithdrawal(item);
            return item;
        }
    }
}

/// <summary>A record changes at most twice: superseded, and erased. So its version follows from what it is.</summary>
internal static class EvidenceVersion
{
    public static int Of(EvidenceItem item, EvidenceContent? content) => 1 + (item.SupersededBy is null ? 0 : 1) + (content?.ErasedAt is null ? 0 : 1);
}
