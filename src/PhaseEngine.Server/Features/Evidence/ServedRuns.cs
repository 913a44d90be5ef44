using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Core.Requirements.Opinion;
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
    /// <summary>
    /// Members with what the run recorded of them, each looked up by itself: a join a database without statistics makes by reading
    /// the whole table.
    /// </summary>
    private static readonly CompiledQuery<Func<PhaseEngineDb, Guid, Guid, string, IAsyncEnumerable<MemberAt>>> MembersAt = new(() =>
        EF.CompileAsyncQuery((PhaseEngineDb db, Guid unit, Guid run, string key) =>
            from member in db.Members.AsNoTracking()
            where member.UnitId == unit || member.CertificateUnitId == unit
            select new MemberAt(
                member,
                db.MemberMarks.Where(mark => mark.RunId == run && mark.Key == key && mark.MemberId == member.Id).Max(mark => mark.Marks),
                db.MemberMarks.Count(mark => mark.MemberId == member.Id && mark.Key == key && mark.RunId != run))));

    /// <summary>Loads the runs served for update, in the order given.</summary>
    /// <returns>One for each requirement named, or why one of them cannot be served.</returns>
    public async Task<Result<IReadOnlyList<Served>>> Load(IReadOnlyList<(Guid Run, string Key)> named, CancellationToken ct)
    {
        var rows = (await runs.Load([.. named.Select(n => n.Run).Distinct()], people: false, ct)).ToDictionary(r => r.Id);
        var served = new List<Served>(named.Count);
        foreach (var (run, key) in named)
        {
            // Somebody else's runs are answered like runs that do not exist.
            if (!rows.TryGetValue(run, out var row) || !(await caller.Rights(ct)).May(Acts.EvidenceRecord, row.UnitPath)) return HttpProblems.NotFound;
            if (row.Plan.Requirement(key) is not { } requirement) return RunProblems.NoSuchActivity(key);

            served.Add(await WithMembers(row, requirement, ct));
        }

        return served;
    }

    /// <summary>One requirement of a run for what the product itself records; who may is checked elsewhere.</summary>
    public async Task<Served?> Find(Guid run, string key, CancellationToken ct) =>
        await runs.Load(run, forUpdate: true, ct) is { } row && row.Plan.Requirement(key) is { } requirement
            ? await WithMembers(row, requirement, ct)
            : null;

    /// <summary>A requirement of a run with the members who count there today and what is recorded of them.</summary>
    public async Task<Served> WithMembers(RunRow run, PlanRequirement requirement, CancellationToken ct)
    {
        var day = run.Timetable.Today(clock.GetUtcNow());
        var counting = new Dictionary<Guid, MemberFacts>();
        var sums = new Dictionary<Guid, string>();
        var elsewhere = new HashSet<Guid>();
        await foreach (var (member, own, others) in MembersAt.On(db)(db, run.UnitId, run.Id, requirement.Key!).WithCancellation(ct))
        {
            if (member.CountsIn(day) != run.UnitId) continue;

            counting.Add(member.Id, member.FactsOn(day, run.PilotUntil));
            if (own is not null) sums.Add(member.Id, own);
            if (others > 0) elsewhere.Add(member.Id);
        }

        return new(run, requirement, counting, sums, elsewhere);
    }

    /// <summary>
    /// The refusal for one who may not record a form somewhere: the form says by whom it is recorded. A clerk writes down for the
    /// unit's own people; a member for themselves only. An opinion about a unit is not given by its own officers, whatever other
    /// post they hold (S.53).
    /// </summary>
    /// <param name="served">Where.</param>
    /// <param name="form">The form.</param>
    /// <param name="said">All that is said: by the record, and by the one it takes the place of; null of one that was erased.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Problem?> RefuseRecording(IReadOnlyList<Served> served, EvidenceForm form, IReadOnlyList<JsonObject?> said, CancellationToken ct)
    {
        foreach (var one in served)
        {
            var allowed = form.RecordedBy(one.Rules);
            var mine = await offices.RolesFor(one.Run.UnitPath, ct);
            var acting = allowed.Where(role => mine.Contains(role) || (mine.Contains(Offices.Clerk) && Offices.OfTheUnit.Contains(role))).ToList();
            if (acting.Count == 0) return EvidenceProblems.NotYours(one.Requirement.Kind.Name, form.Name, allowed, one.Run.State.Unit.Level);
            if (one.Requirement.Kind is OpinionKind && await offices.IsPartyTo(one.Run.UnitPath, ct)) return EvidenceProblems.OpinionOnOwnUnit;
            if (acting is ["member"] && !mine.Contains(Offices.Clerk) && !await IsAboutOneself(form, said, ct)) return EvidenceProblems.AboutOthers;
        }

        return null;
    }

    private async Task<bool> IsAboutOneself(EvidenceForm form, IReadOnlyList<JsonObject?> said, CancellationToken ct)
    {
        var me = await db.Users.Where(u => u.Id == caller.UserId).Select(u => u.MemberId).SingleAsync(ct);
        return me is not null && said.All(document => document is not null && Rolls.Named(form, document).All(id => id == me));
    }

    /// <param name="Member">Who may count in a unit.</param>
    /// <param name="Own">The sums of what its run recorded of them; null: nothing.</param>
    /// <param name="Others">How many other runs recorded something for a requirement called the same.</param>
    private sealed record MemberAt(Member Member, string? Own, int Others);
}
