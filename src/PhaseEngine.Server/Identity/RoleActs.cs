using System.Collections.Frozen;
using static PhaseEngine.Server.Identity.Acts;

namespace PhaseEngine.Server.Identity;

/// <summary>
/// Which role may do what. Member cases are not here: no role reaches them through a post, only the people appointed to a case.
/// A system operator runs the machine and sees nobody's data. Of what may be recorded at all, each form says by whom.
/// </summary>
internal static class RoleActs
{
    public const string Administrator = "administrator";
    public const string SystemOperator = "systemOperator";

    private static readonly FrozenDictionary<string, FrozenSet<string>> ByRole = new Dictionary<string, string[]>
    {
        [Administrator] =
        [
            UnitsSee, UnitsChange, MembersSee, MembersChange, PeopleSee, PeopleManage, ListsImport,
            TemplatesSee, TemplatesDesign, CampaignsSee, CampaignsRun, RunsSee, EvidenceErase, ExtensionsGrant, SurveysOrganise,
        ],
        ["campaignOffice"] =
            [UnitsSee, PeopleSee, TemplatesSee, TemplatesDesign, CampaignsSee, CampaignsRun, RunsSee, ExtensionsGrant, SurveysOrganise],
        ["leader"] = [UnitsSee, MembersSee, PeopleSee, TemplatesSee, CampaignsSee, RunsSee, EvidenceRecord, GatesAsk],
        ["deputy"] = [UnitsSee, MembersSee, PeopleSee, TemplatesSee, CampaignsSee, RunsSee, EvidenceRecord, GatesAsk],
        ["secretary"] =
            [UnitsSee, MembersSee, MembersChange, PeopleSee, TemplatesSee, CampaignsSee, RunsSee, EvidenceRecord, GatesAsk],
        ["clerk"] = [UnitsSee, MembersSee, MembersChange, TemplatesSee, CampaignsSee, RunsSee, EvidenceRecord],
        ["supervisor"] =
        [
            UnitsSee, PeopleSee, TemplatesSee, CampaignsSee, RunsSee, EvidenceRecord, EvidenceReview, GatesDecide, RequirementsWaive,
            ExtensionsGrant, SurveysOrganise,
        ],
        ["supervisionGroup"] = [UnitsSee, PeopleSee, TemplatesSee, CampaignsSee, RunsSee, EvidenceRecord, EvidenceReview, GatesDecide],
        ["instructor"] = [UnitsSee, PeopleSee, TemplatesSee, CampaignsSee, RunsSee, EvidenceRecord, EvidenceReview],
        ["massEvaluator"] = [UnitsSee, EvidenceRecord, OpinionsGive],
        ["member"] = [UnitsSee, EvidenceRecord],
        [SystemOperator] = [Operate],
    }.ToFrozenDictionary(r => r.Key, r => r.Value.ToFrozenSet());

    public static IEnumerable<string> Roles => ByRole.Keys;

    /// <summary>The roles that can be held on a unit; the others are held over the whole installation.</summary>
    public static readonly IReadOnlyList<string> OnUnits = [.. ByRole.Keys.Where(r => r != SystemOperator).Order(StringComparer.Ordinal)];

    public static IReadOnlySet<string> Of(string role) => ByRole.GetValueOrDefault(role, FrozenSet<string>.Empty);
}
