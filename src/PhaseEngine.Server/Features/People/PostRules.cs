using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.People;

/// <summary>Which posts the caller may give to others, now or by an invitation.</summary>
internal sealed class PostRules(PhaseEngineDb db, Caller caller)
{
    public async Task<Problem?> RefuseGiving(string role, Guid unit, bool subtree, CancellationToken ct)
    {
        if (subtree && !RoleActs.MayReachBelow(role)) return PeopleProblems.PostNotOverUnits(role);
        var path = (await db.Units.PathOf(unit, ct))!;
        return Appointing.Allows(await caller.Rights(ct), role, path, subtree) ? null : PeopleProblems.PostNotYoursToGive(role);
    }
}
