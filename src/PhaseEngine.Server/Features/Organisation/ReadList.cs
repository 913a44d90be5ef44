using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Organisations.Import;
using PhaseEngine.Data;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Organisation;

/// <summary>How a list is to be read.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="FileName">For the report.</param>
/// <param name="Strict">Any error: nothing is taken over.</param>
/// <param name="AsOf">The day of the list.</param>
/// <param name="PilotUntil">Last day of the pilot, for units of which the list only says that they took part.</param>
/// <param name="Under">Where new units hang that name no unit above; null: at the top.</param>
internal sealed record ListOptions(ListKind Kind, string FileName, bool Strict, DateOnly AsOf, DateOnly? PilotUntil, Guid? Under);

/// <summary>Reads a table as a list against what the person importing may change, and changes nothing.</summary>
internal sealed class ReadList(PhaseEngineDb db, NationalIdKey nationalIdKey, TimeProvider clock)
{
    public async Task<Result<Import>> From(RawTable table, ListOptions list, Rights rights, CancellationToken ct)
    {
        if (!await MayHangUnder(list, rights, ct)) return Units.UnitProblems.ParentUnknown;

        var options = new ImportOptions(
            list.AsOf, () => Guid.CreateVersion7(clock.GetUtcNow()), nationalIdKey.Value, list.Strict, list.PilotUntil, list.Under);
        var known = await Known(rights, list.Kind, ct);
        var import = list.Kind == ListKind.Units ? UnitImport.Read(table, known, options) : MemberImport.Read(table, known, options);
        if (!import.IsOk) return import;
        return await Outside(import.Value.Changes, rights, ct) is { } problem ? problem : import;
    }

    private async Task<bool> MayHangUnder(ListOptions list, Rights rights, CancellationToken ct)
    {
        if (list.Kind == ListKind.Members) return true;
        var path = list.Under is { } unit ? await db.Units.PathOf(unit, ct) : HeldPost.Everywhere;
        return path is not null && rights.May(Acts.ListsImport, path);
    }

    private async Task<KnownOrganisation> Known(Rights rights, ListKind kind, CancellationToken ct)
    {
        var mine = rights.Among(db.Units, Acts.ListsImport);
        var units = await mine.AsNoTracking().ToListAsync(ct);
        var hosts = await db.Hosts.AsNoTracking().ToListAsync(ct);
        var coverage = await db.UnitHosts.AsNoTracking().Where(c => mine.Any(u => u.Id == c.UnitId)).ToListAsync(ct);
        List<Member> members = kind == ListKind.Members
            ? await db.Members.AsNoTracking().Where(m => mine.Any(u => u.Id == m.UnitId)).ToListAsync(ct)
            : [];
        return new(units, hosts, coverage, members);
    }

    /// <summary>
    /// What is new here may be known elsewhere, where the person may change nothing: the same code, the same person; or a host
    /// that houses other people's units too.
    /// </summary>
    private async Task<Problem?> Outside(OrganisationChanges changes, Rights rights, CancellationToken ct)
    {
        var codes = changes.Units.Where(u => u.IsNew).Select(u => u.Details.Code).ToList();
        var numbers = changes.Members.Where(m => m.IsNew).Select(m => m.Details.Code).OfType<string>().ToList();
        var hashes = changes.Members.Where(m => m.IsNew).Select(m => m.Details.NationalIdHash).OfType<string>().ToList();
        var hosts = changes.Hosts.Where(h => !h.IsNew).Select(h => h.Id).ToList();
        var mine = rights.Among(db.Units, Acts.ListsImport);

        List<string> found =
        [
            .. await db.Units.Where(u => codes.Contains(u.Code)).Select(u => u.Code).Order().Take(Shown).ToListAsync(ct),
            .. await db.Members.Where(m => numbers.Contains(m.Code!)).Select(m => m.Code!).Order().Take(Shown).ToListAsync(ct),
            .. await db.Hosts
                .Where(h => hosts.Contains(h.Id) && db.UnitHosts.Any(c => c.HostId == h.Id && !mine.Any(u => u.Id == c.UnitId)))
                .Select(h => h.Name).Order().Take(Shown).ToListAsync(ct),
        ];
        // Of people known elsewhere only how many they are: who they are is not this reader's business.
        var people = await db.Members.CountAsync(m => hashes.Contains(m.NationalIdHash!), ct);
        return found.Count + people == 0 ? null : new("list-reaches-outside", ProblemKind.Conflict, ("codes", found), ("people", people));
    }

    private const int Shown = 10;
}
