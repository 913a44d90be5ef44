using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Data;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Units;

/// <summary>What a unit's details must fit: the codes of the others, the tree, and what the person may change in it.</summary>
internal sealed class UnitRules(PhaseEngineDb db)
{
    /// <param name="id">The unit.</param>
    /// <param name="before">Its details now; null for a new one.</param>
    /// <param name="after">As they shall be.</param>
    /// <param name="rights">What the person may do.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Problem?> Check(Guid id, UnitDetails? before, UnitDetails after, Rights rights, CancellationToken ct)
    {
        if (after.Zone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) return UnitProblems.ZoneUnknown(zone);
        if (before?.Code != after.Code && UnitDetails.IsReserved(after.Code)) return UnitProblems.CodeReserved(after.Code);
        if (await db.Units.AnyAsync(u => u.Code == after.Code && u.Id != id, ct)) return UnitProblems.CodeTaken(after.Code);

        var stays = before is not null && before.ParentId == after.ParentId;
        return stays ? null : await CheckPlace(id, after.ParentId, rights, ct);
    }

    private async Task<Problem?> CheckPlace(Guid id, Guid? parent, Rights rights, CancellationToken ct)
    {
        // Two who move units at once could otherwise each see no circle.
        await UnitPaths.TakeTurn(db, ct);
        // The top of the tree is the installation's own place.
        var path = parent is { } above ? await db.Units.PathOf(above, ct) : HeldPost.Everywhere;
        if (path is null || !rights.May(Acts.UnitsChange, path)) return UnitProblems.ParentUnknown;

        var own = await db.Units.PathOf(id, ct);
        return own is not null && path.StartsWith(own, StringComparison.Ordinal) ? UnitProblems.ParentCycle : null;
    }
}
