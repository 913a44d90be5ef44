using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Gates;

/// <summary>Which gates can be given in one act, and which of them chance picks to be opened first.</summary>
internal sealed class ManyGates(PhaseEngineDb db, Caller caller)
{
    /// <summary>One in so many has to be opened, and at least one.</summary>
    private const int OneIn = 20;

    /// <summary>Why they cannot be given together; null when nothing stands against it but what is still to be opened.</summary>
    public async Task<Problem?> Refuse(IReadOnlyList<DecideMany.Item> items, IReadOnlyDictionary<Guid, RunRow> runs, CancellationToken ct)
    {
        if (items.DistinctBy(i => i.RunId).Count() < items.Count) return GateProblems.Twice;

        // Somebody else's runs are answered like runs that do not exist.
        foreach (var item in items)
        {
            if (!runs.TryGetValue(item.RunId, out var run) || !(await caller.Rights(ct)).May(Acts.EvidenceReview, run.UnitPath)) return HttpProblems.NotFound;
        }

        var unlike = items.Where(item => !IsPlain(runs[item.RunId], item)).Select(item => item.RunId).ToList();
        return unlike.Count > 0 ? GateProblems.NotAlike(unlike) : null;
    }

    /// <summary>Those of the sample that the caller has not opened yet.</summary>
    public async Task<IReadOnlyList<Guid>> NotOpened(IReadOnlyList<DecideMany.Item> items, CancellationToken ct)
    {
        var sample = items.OrderBy(Lot).Take(1 + ((items.Count - 1) / OneIn)).ToList();
        var runs = sample.Select(i => i.RunId).ToList();
        var me = caller.UserId;
        var looks = await db.AuditLooks.Where(l => l.UserId == me && runs.Contains(l.SubjectId)).Select(l => new { l.SubjectId, l.Subject }).ToListAsync(ct);
        return [.. sample.Where(i => !looks.Any(l => l.SubjectId == i.RunId && l.Subject == GetGateReport.LookAt(i.Key, i.Asking))).Select(i => i.RunId)];
    }

    private static bool IsPlain(RunRow run, DecideMany.Item item)
    {
        if (run.Plan.Gate(item.Key) is not { } gate) return false;
        return run.State.Gates[gate.Index] is { Status: GateStatus.Asked, ConditionsMet: true } && run.State.Activities[gate.Index].Asked == item.Asking
            && !run.State.Gates.Any(g => g is { Flagged.Count: > 0 } or { Carried.Count: > 0 })
            && !run.State.Activities.Any(a => a.RoundStatus == RoundStatus.Waived);
    }

    /// <summary>Chance, but the same lot each time one asks, so that trying again picks no easier sample.</summary>
    private ulong Lot(DecideMany.Item item) => BinaryPrimitives.ReadUInt64BigEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{caller.UserId}/{item.RunId}/{item.Key}/{item.Asking}")));
}
