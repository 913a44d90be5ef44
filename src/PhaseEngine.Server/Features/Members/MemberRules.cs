using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Data;

namespace PhaseEngine.Server.Features.Members;

/// <summary>What a member's details must fit: the codes of the others, a host that is there, dates in order.</summary>
internal sealed class MemberRules(PhaseEngineDb db)
{
    public async Task<Problem?> Check(Guid id, MemberDetails details, CancellationToken ct)
    {
        if (details.ConfirmedOn < details.AdmittedOn) return MemberProblems.DatesOutOfOrder("admittedOn", "confirmedOn");
        if (details.LeftOn < details.JoinedOn) return MemberProblems.DatesOutOfOrder("joinedOn", "leftOn");
        if (details.CertificateUntil <= details.CertificateFrom) return MemberProblems.DatesOutOfOrder("certificateFrom", "certificateUntil");
        if (details.HostId is { } host && !await db.Hosts.AnyAsync(h => h.Id == host, ct)) return MemberProblems.HostUnknown;
        if (details.Code is { } code && await db.Members.AnyAsync(m => m.Code == code && m.Id != id, ct)) return MemberProblems.CodeTaken(code);
        return null;
    }

    /// <summary>Whether a unit takes members on a day.</summary>
    public async Task<Problem?> CheckUnit(Guid id, DateOnly day, CancellationToken ct)
    {
        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id, ct);
        if (unit is null) return MemberProblems.UnitUnknown;
        return unit.LivesOn(day) ? null : MemberProblems.UnitDissolved(unit.DissolvedOn);
    }
}
