using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Gates;

/// <summary>A word to be given on a gate, or on a requirement with approvals.</summary>
/// <param name="Key">The gate or requirement.</param>
/// <param name="Row">The row of approvals; null: the one whose turn it is.</param>
/// <param name="Word">What is said.</param>
/// <param name="Asking">The asking whose report was seen; for a requirement its round.</param>
/// <param name="Reason">Why.</param>
/// <param name="Reopens">On return: what is opened again instead of the template's list.</param>
/// <param name="Due">On condition: by when. On return: when the rework is due.</param>
/// <param name="Responsible">On condition: who answers for it.</param>
internal sealed record Ruling(
    string Key, int? Row, DecisionWord Word, int Asking, string? Reason, IReadOnlyList<string>? Reopens, DateOnly? Due, Guid? Responsible);

/// <summary>
/// Decides: sees to it that the right person does (S.37, S.53), and keeps the decision. It names the asking, in whose event the
/// report lies as it stood.
/// </summary>
internal sealed class Decider(PhaseEngineDb db, RunActs acts, FrozenReports frozen, RunReadings readings, Caller caller, TimeProvider clock)
{
    /// <param name="run">Loaded for update, with its people.</param>
    /// <param name="ruling">What is said.</param>
    /// <param name="oneOf">How many are decided in the same act.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Result<RunRow>> Decide(RunRow run, Ruling ruling, int oneOf, CancellationToken ct)
    {
        var row = ruling.Row ?? Turn(run, ruling.Key);
        if (await Refuse(run, ruling.Key, row, ruling.Asking, ct) is { } refused) return refused;

        var decided = new Decided(
            ruling.Key, row, ruling.Word, caller.UserId, ruling.Asking, ruling.Reason, ruling.Reopens, ruling.Due, ruling.Responsible);
        var done = await acts.Do(run, "decided", [decided], Decision.Of(run.Id, decided, clock.GetUtcNow(), oneOf), ct);
        return done.IsOk ? done : await InWords(done.Problem, run, ruling, ct);
    }

    /// <summary>Keeps a word that is no answer to an asking.</summary>
    public async Task Keep(RunRow run, string key, int asking, int row, string word, string reason, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        db.Decisions.Add(new Decision
        {
            Id = Guid.CreateVersion7(now), RunId = run.Id, Key = key, Asking = asking, Row = row, Verdict = word, By = caller.UserId, At = now, Reason = reason,
        });
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Keeps a word about a gate that was passed already.</summary>
    public Task KeepAfterPass(RunRow run, string key, string word, string reason, CancellationToken ct) =>
        Keep(run, key, run.State.Activities[run.Plan.IndexOf(key)].Asked, Math.Max(0, run.Plan.Gate(key)!.Approvals.Length - 1), word, reason, ct);

    /// <summary>The row of approvals whose turn it is, of several the one the caller may answer.</summary>
    public int Turn(RunRow run, string key)
    {
        if (run.Plan.IndexOf(key) is not (>= 0 and var index)) return 0;
        var reading = readings.Of(run);
        var turns = reading.Turns(run.Plan.Activities[index]);
        return turns.Where(turn => reading.ActsAs(turn.Approval.Role)).Concat(turns).Select(turn => turn.Row).FirstOrDefault();
    }

    /// <summary>The refusal for one who may not answer a row; null when they may, or when the engine will refuse anyway.</summary>
    public async Task<Problem?> Refuse(RunRow run, string key, int row, int asking, CancellationToken ct) =>
        (await WhyNot(run, key, row, asking, ct))?.About(run.Plan);

    private async Task<Problem?> WhyNot(RunRow run, string key, int row, int asking, CancellationToken ct)
    {
        if (run.Plan.IndexOf(key) < 0) return RunProblems.NoSuchActivity(key);
        if (RowsOf(run, key) is not { } rows || row < 0 || row >= rows.Length) return GateProblems.NothingAwaited(key);

        var reading = readings.Of(run);
        if (!reading.ActsAs(rows[row].Role)) return GateProblems.NotYours(key, Words.Role(rows[row].Role, run.State.Unit.Level));
        if (reading.IsParty) return GateProblems.OwnUnit(key);

        if (run.People!.SteppedBack(key, asking, caller.UserId)) return GateProblems.Recused(key);
        return run.Plan.Requirement(key) is not null && await RecordedByMe(run, key, ct) ? GateProblems.OwnRecord(key) : null;
    }

    /// <summary>The role a row of approvals names; the row was checked.</summary>
    public static string RoleOf(RunRow run, string key, int row) => RowsOf(run, key)![row].Role;

    private static ApprovalRow[]? RowsOf(RunRow run, string key) =>
        run.Plan.Gate(key)?.Approvals ?? run.Plan.Requirement(key)?.For(run.State.Unit).Approvals;

    /// <summary>Whether what lies before the approver was recorded by themselves.</summary>
    private async Task<bool> RecordedByMe(RunRow run, string key, CancellationToken ct)
    {
        var latest = await (
            from use in db.EvidenceUses
            where use.RunId == run.Id && use.Key == key
            join item in db.Evidence on use.EvidenceId equals item.Id
            where item.SupersededBy == null
            orderby item.RecordedAt descending
            select (Guid?)item.RecordedBy).FirstOrDefaultAsync(ct);
        return latest == caller.UserId;
    }

    /// <summary>A decision on another report than the present one is answered with the difference (semantics 1).</summary>
    private async Task<Problem> InWords(Problem problem, RunRow run, Ruling ruling, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (problem.Code != "gate-report-changed" || run.Plan.Gate(ruling.Key) is not { } gate) return GateRefusals.InWords(problem, run, now);

        var seen = await frozen.Find(run.Id, ruling.Key, ruling.Asking, ct);
        var present = await frozen.Find(run.Id, ruling.Key, run.State.Activities[gate.Index].Asked, ct);
        if (seen is null || present is null) return problem;

        var sentences = new GateSentences(run.Plan, run.State.Unit, run.Timetable.Today(now));
        var difference = present.Lines.Zip(seen.Lines).Where(pair => pair.First.Actual != pair.Second.Actual || pair.First.Verdict != pair.Second.Verdict)
            .Select(pair => sentences.Of(pair.First)).ToList();
        return problem with { Facts = new Dictionary<string, object?>(problem.Facts) { ["difference"] = difference } };
    }
}
