using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Surveys;

/// <summary>Who organises a survey: whom the template names, the office, and never the unit assessed (S.26).</summary>
internal sealed class SurveyRights(Offices offices)
{
    private static readonly IReadOnlyList<string> OfTheOffice = [RoleActs.Administrator, "campaignOffice"];

    public async Task<Problem?> Refuse(RunRow run, PlanRequirement survey, CancellationToken ct)
    {
        var organiser = (string?)survey.For(run.State.Unit).Settings["organisedBy"] ?? Offices.Supervisor;
        var mine = await offices.RolesFor(run.UnitPath, ct);
        return (mine.Contains(organiser) || OfTheOffice.Any(mine.Contains)) && !await offices.IsPartyTo(run.UnitPath, ct)
            ? null
            : SurveyProblems.NotYours(Words.Role(organiser, run.State.Unit.Level));
    }
}
