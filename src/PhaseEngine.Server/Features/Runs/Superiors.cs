using PhaseEngine.Core;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>Sees to it that what belongs to the superior is done by somebody above the unit, and not party to it (S.53).</summary>
internal sealed class Superiors(Offices offices)
{
    /// <summary>The refusal for one who holds none of the roles for the unit; null when they may.</summary>
    public async Task<Problem?> RefuseUnlessAbove(RunRow run, IReadOnlyList<string> roles, CancellationToken ct)
    {
        var mine = await offices.RolesFor(run.UnitPath, ct);
        return roles.Any(mine.Contains) && !await offices.IsPartyTo(run.UnitPath, ct) ? null : RunProblems.NotTheSuperior;
    }
}
