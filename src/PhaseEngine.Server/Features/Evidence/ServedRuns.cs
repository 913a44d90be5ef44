using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Data;
using PhaseEngine.Data.Model;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Evidence;

/// <summary>Finds what a record serves, and sees to it that the caller may record it there.</summary>
internal sealed class ServedRuns(PhaseEngineDb db, RunStore runs, Offices offices, Caller caller, TimeProvider clock)
{
    private static readonly CompiledQuery<Func<PhaseEngineDb, Guid, IAsyncEnumerable<Member>>> MembersAt = new(() =>
        EF.CompileAsyncQuery((PhaseEngineDb db, Guid unit) => db.Members.AsNoTracking().Where(m => m.UnitId == unit || m.CertificateUnitId == unit)));

    /// <summary>Loads the runs served for update, in the order given.</summary>
    /// <returns>One for each requirement named, or why one of them cannot be served.</returns>
    public async Task<Result<IReadOnlyList<Served>>> Load(IReadOnlyList<(Guid Run, string Key)> named, CancellationToken ct)
    {
        var rows = (await runs.Load([.. named.Select(n => n.Run).Distinct()], people: false, ct)).ToDictionary(r => r.Id);
        var members = new Dictionary<Guid, IReadOnlyDictionary<Guid, MemberFacts>>();
        var served = new List<Served>(named.Count);
        foreach (var (run, key) in named)
        {
            // Somebody else's runs are answered like runs that do not exist.
            if (!rows.TryGetValue(run, out var row) || !(await caller.Rights(ct)).May(Acts.EvidenceRecord, row.UnitPath)) return HttpProblems.NotFound;
            if (row.Plan.Requirement(key) is not { } requirement) return RunProblems.NoSuchActivity(key);

            if (!members.TryGetValue(row.UnitId, out var counting)) members[row.UnitId] = counting = await MembersOf(row, ct);
            served.Add(new(row, requirement, counting));
        }

        return served;
    }

    /// <summary>One requirement of a run for what the product itself records; who may is checked elsewhere.</summary>
    public async Task<Served?> Find(Guid run, string key, CancellationToken ct) =>
        await runs.Load(run, forUpdate: true, ct) is { } row && row.Plan.Requirement(key) is { } requirement
            ? new Served(row, requirement, await MembersOf(row, ct))
            : null;

    /// <summary>The members who count in the unit of a run today.</summary>
    public async Task<IReadOnlyDictionary<Guid, MemberFacts>> MembersOf(RunRow run, CancellationToken ct)
    {
        var day = run.Timetable.Today(clock.GetUtcNow());
        var counting = new Dictionary<Guid, MemberFacts>();
        await foreach (var member in MembersAt.On(db)(db, run.UnitId).WithCancellation(ct))
        {
            if (member.CountsIn(day) == run.UnitId) counting.Add(member.Id, member.FactsOn(day, run.PilotUntil));
        }

        return counting;
    }

    /// <summary>
    /// The refusal for one who may not record a form somewhere: the form says by whom it is recorded. A clerk writes down for the
    /// unit's own people; a member for themselves only.
    /// </summary>
    public async Task<Problem?> RefuseRecording(IReadOnlyList<Served> served, EvidenceForm form, JsonObject? document, CancellationToken ct)
    {
        foreach (var one in served)
        {
            var allowed = form.RecordedBy(one.Rules);
            var mine = await offices.RolesFor(one.Run.UnitPath, ct);
            var acting = allowed.Where(role => mine.Contains(role) || (mine.Contains(Offices.Clerk) && Offices.OfTheUnit.Contains(role))).ToList();
            if (acting.Count == 0) return EvidenceProblems.NotYours(one.Requirement.Kind.Name, form.Name, allowed, one.Run.State.Unit.Level);
            if (acting is ["member"] && !mine.Contains(Offices.Clerk) && !await IsAboutOneself(form, document, ct)) return EvidenceProblems.AboutOthers;
        }

        return null;
    }

    private async Task<bool> IsAboutOneself(EvidenceForm form, JsonObject? document, CancellationToken ct)
    {
        var me = await db.Users.Where(u => u.Id == caller.UserId).Select(u => u.MemberId).SingleAsync(ct);
        return me is not null && document is not null && Rolls.Named(form, document).All(id => id == me);
    }
}
