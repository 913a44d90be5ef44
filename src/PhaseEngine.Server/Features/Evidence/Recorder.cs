using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Data;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Features.Evidence;

/// <summary>
/// Makes records and takes them back, for every run they serve, in one transaction. Recording checks and counts; superseding is
/// recording the right thing and taking the wrong one back.
/// </summary>
internal sealed class Recorder(PhaseEngineDb db, RunStore runs, RecordRows rows, MarkBook marks, IEnumerable<IFollowsRecords> followers, Caller caller, Today today, TimeProvider clock)
{
    /// <summary>Checks what is to be recorded and fills in the roll.</summary>
    /// <returns>The form, or why it cannot be.</returns>
    public Result<EvidenceForm> Check(IReadOnlyList<Served> served, string name, JsonObject document)
    {
        var kind = served[0].Requirement.Kind;
        if (kind.Forms.FirstOrDefault(f => f.Name == name) is not { } form) return EvidenceProblems.FormUnknown(name, kind);
        foreach (var other in served)
        {
            if (other.Requirement.Kind.Name != kind.Name) return EvidenceProblems.OtherKind(other.Key, other.Requirement.Kind.Name).About(other.Run.Plan);
        }

        if (served.GroupBy(s => (s.Run.Id, s.Key)).FirstOrDefault(g => g.Count() > 1) is { } twice) return EvidenceProblems.ServesTwice(twice.Key.Key).About(twice.First().Run.Plan);
        if (EvidenceCheck.Check(form, document) is { } faulty) return faulty;
        if (document["on"] is JsonValue on && DateOnly.Parse(on.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture) > LastDay(served))
            return new Problem("evidence-invalid", ProblemKind.Invalid, ("form", name), ("faults", new[] { new FieldFault("on", "future") }));

        Roll.Call(form, document, [.. served.SelectMany(s => s.Asked).Distinct()]);
        return form;
    }

    /// <summary>Today: where the campaigns are, or where the installation is, whichever day comes first.</summary>
    private DateOnly LastDay(IReadOnlyList<Served> served) => served.Select(s => s.Run.Timetable.Today(clock.GetUtcNow())).Append(today.Date).Max();

    /// <summary>Who are named but unknown, or nobody of the units taking part although the kind counts members.</summary>
    public async Task<Problem?> CheckNamed(IReadOnlyList<Served> served, EvidenceForm form, JsonObject document, CancellationToken ct)
    {
        var strangers = Rolls.Named(form, document).Distinct().Where(id => !served.Any(s => s.Members.ContainsKey(id))).ToList();
        if (strangers.Count == 0) return null;
        if (served[0].Requirement.Kind.Marks.Count > 0) return EvidenceProblems.MembersElsewhere(strangers);

        // In a leaders' meeting sit people whose affiliation is with some branch (S.48).
        var known = await db.Members.Where(m => strangers.Contains(m.Id)).Select(m => m.Id).ToListAsync(ct);
        return known.Count == strangers.Count ? null : EvidenceProblems.MembersElsewhere([.. strangers.Except(known)]);
    }

    /// <summary>Makes the rows of a record, to be written by <see cref="Save"/>. It serves nothing yet.</summary>
    public EvidenceItem Add(IReadOnlyList<Served> served, string form, JsonObject document, DateOnly on, Guid? supersedes, out byte[] commitment)
    {
        var now = clock.GetUtcNow();
        var item = new EvidenceItem
        {
            Id = Guid.CreateVersion7(now), Kind = served[0].Requirement.Kind.Name, Form = form, UnitId = served[0].Run.UnitId, On = on,
            RecordedAt = now, RecordedBy = caller.UserId, Supersedes = supersedes,
        };
        var content = document.ToJsonString(Content.Json);
        var salt = Commitment.NewSalt();
        commitment = Commitment.Of(salt, content);
        rows.Add(item, new EvidenceContent { EvidenceId = item.Id, Document = content, Salt = salt, Commitment = commitment });
        return item;
    }

    /// <summary>Makes the row of a record that only takes another one back.</summary>
    public void AddWithdrawal(EvidenceItem item) => rows.Add(item, content: null);

    /// <summary>Reads a record for one requirement and lets the engine take it.</summary>
    public async Task<Result<StepResult>> Take(
        Served one, IReadOnlyList<Served> all, EvidenceItem item, EvidenceForm form, JsonObject document, UseEffect? inPlaceOf, CancellationToken ct)
    {
        var own = Rolls.For(one, all, form, document);
        var read = one.Requirement.Kind.Read(one.Rules, form.Name, own);
        if (!read.IsOk) return read.Problem;

        // A correction belongs to the round of what it corrects.
        var use = UseEffect.Of(inPlaceOf?.Round ?? one.Round, read.Value);
        var effect = use.In(one.Round, one.Requirement);
        var counters = effect.Counters.ToArray();
        if (FollowerOf(one) is { } follower
            && await follower.Made(new(item.Id, one, form.Name, own, item.RecordedAt, item.RecordedBy), counters, ct) is { } refused) return refused;

        use = use with { Counters = [.. use.Counters.Zip(counters.Zip(effect.Counters, (after, before) => after - before), (by, more) => by + more)] };
        rows.Add(new EvidenceUse { EvidenceId = item.Id, RunId = one.Run.Id, Key = one.Key, Effect = use.Write() });
        return await Step(one, item.Id, effect with { Counters = counters }, supersedes: inPlaceOf is not null, ct);
    }

    /// <summary>Takes a record back where it served.</summary>
    /// <param name="one">Where.</param>
    /// <param name="item">The record.</param>
    /// <param name="document">What it says; null once erased.</param>
    /// <param name="right">What will stand in its place; null: nothing.</param>
    /// <param name="use">What it changed.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Result<StepResult>> TakeBack(
        Served one, EvidenceItem item, JsonObject? document, JsonObject? right, UseEffect use, CancellationToken ct)
    {
        var effect = use.In(one.Round, one.Requirement).Reversed();
        var counters = effect.Counters.ToArray();
        if (document is not null && FollowerOf(one) is { } follower
            && await follower.TakenBack(new(item.Id, one, item.Form, document, item.RecordedAt, item.RecordedBy), right, counters, ct) is { } refused) return refused;

        return await Step(one, item.Id, effect with { Counters = counters }, supersedes: true, ct);
    }

    /// <summary>Whether a table is kept beside the records of a requirement: it can only be put right backwards.</summary>
    public bool IsFollowed(Served one) => FollowerOf(one) is not null;

    /// <summary>Writes what the steps made of a run, as one act.</summary>
    public Task Save(Served one, IReadOnlyList<StepResult> steps, string act, IReadOnlyDictionary<Guid, byte[]> commitments, CancellationToken ct) =>
        runs.Save(
            one.Run, new StepResult(steps[^1].State, [.. steps.SelectMany(s => s.Facts)], [.. steps.SelectMany(s => s.Effects)]), caller.UserIdOrNull,
            act, clock.GetUtcNow(), new Enclosed { Commitments = commitments, Records = rows }, ct);

    private async Task<Result<StepResult>> Step(Served one, Guid evidence, EvidenceEffect effect, bool supersedes, CancellationToken ct)
    {
        var moves = await marks.Move(one, effect.Members, ct);
        var by = MemberTally.Differences(one.Requirement, one.Rules, one.Run.State.Unit, effect, moves);
        var step = RunEngine.Step(
            one.Run.Plan, one.Run.Timetable, one.Run.State, new EvidenceRecorded(one.Key, evidence, effect.On, effect.Counts, by, supersedes), clock.GetUtcNow());
        return step.IsOk ? step : step.Problem.About(one.Run.Plan);
    }

    private IFollowsRecords? FollowerOf(Served one) => followers.FirstOrDefault(f => f.Follows(one.Requirement.Kind.Name));
}
