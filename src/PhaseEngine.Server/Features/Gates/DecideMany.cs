using System.Buffers.Binary;
using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Gates;

/// <summary>
/// Gives many gates in one act, all or none: only where every condition is met and nothing is waived, flagged or carried over,
/// and only after a few of them, which chance picks, were opened. Each decision says that it was one of so many.
/// </summary>
internal static class DecideMany
{
    private const int Most = 200;

    /// <summary>One in so many has to be opened, and at least one.</summary>
    private const int OneIn = 20;

    internal sealed record Body([property: Required, MinLength(1), MaxLength(Most)] IReadOnlyList<Item> Decisions, [property: AtMost(2000)] string? Reason);

    /// <param name="RunId">The run.</param>
    /// <param name="Key">Its gate.</param>
    /// <param name="Asking">The asking that was seen in the list.</param>
    internal sealed record Item(Guid RunId, [property: Filled, AtMost(40)] string Key, int Asking);

    internal sealed record View(int Given);

    internal sealed record Command(IReadOnlyList<Item> Items, string? Reason) : ICommand<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Body body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(body.Decisions, body.Reason), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, RunStore store, Decider decider, Caller caller) : ICommandHandler<Command, View>
    {
        public async Task<Result<View>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.Items.DistinctBy(i => i.RunId).Count() < request.Items.Count) return GateProblems.Twice;

            var runs = (await store.Load([.. request.Items.Select(i => i.RunId)], people: true, cancellationToken)).ToDictionary(r => r.Id);
            // Somebody else's runs are answered like runs that do not exist.
            foreach (var item in request.Items)
            {
                if (!runs.TryGetValue(item.RunId, out var run) || !(await caller.Rights(cancellationToken)).May(Acts.EvidenceReview, run.UnitPath))
                    return HttpProblems.NotFound;
            }

            var unlike = request.Items.Where(item => !IsPlain(runs[item.RunId], item)).Select(item => item.RunId).ToList();
            if (unlike.Count > 0) return GateProblems.NotAlike(unlike);
            if (await NotOpened(request.Items, cancellationToken) is { Count: > 0 } closed) return GateProblems.SampleNotOpened(closed);

            foreach (var item in request.Items.OrderBy(i => i.RunId))
            {
                var ruling = new Ruling(item.Key, null, DecisionWord.Give, item.Asking, request.Reason, null, null, null);
                var done = await decider.Decide(runs[item.RunId], ruling, request.Items.Count, cancellationToken);
                if (!done.IsOk) return done.Problem;
            }

            return new View(request.Items.Count);
        }

        private static bool IsPlain(RunRow run, Item item)
        {
            if (run.Plan.Gate(item.Key) is not { } gate) return false;
            return run.State.Gates[gate.Index] is { Status: GateStatus.Asked, ConditionsMet: true } && run.State.Activities[gate.Index].Asked == item.Asking
                && !run.State.Gates.Any(g => g is { Flagged.Count: > 0 } or { Carried.Count: > 0 })
                && !run.State.Activities.Any(a => a.RoundStatus == RoundStatus.Waived);
        }

        /// <summary>Those of the sample that the caller has not opened yet.</summary>
        private async Task<IReadOnlyList<Guid>> NotOpened(IReadOnlyList<Item> items, CancellationToken ct)
        {
            var sample = items.OrderBy(Lot).Take(1 + ((items.Count - 1) / OneIn)).ToList();
            var runs = sample.Select(i => i.RunId).ToList();
            var me = caller.UserId;
            var looks = await db.AuditLooks.Where(l => l.UserId == me && runs.Contains(l.SubjectId)).Select(l => new { l.SubjectId, l.Subject }).ToListAsync(ct);
            return [.. sample.Where(i => !looks.Any(l => l.SubjectId == i.RunId && l.Subject == GetGateReport.LookAt(i.Key, i.Asking))).Select(i => i.RunId)];
        }

        /// <summary>Chance, but the same lot each time one asks, so that trying again picks no easier sample.</summary>
        private ulong Lot(Item item) => BinaryPrimitives.ReadUInt64BigEndian(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{caller.UserId}/{item.RunId}/{item.Key}/{item.Asking}")));
    }
}
