using System.Collections.Frozen;
using PhaseEngine.Data.Access;
using static PhaseEngine.Server.Identity.Acts;

namespace PhaseEngine.Server.Identity;

/// <summary>
/// Which role may do what. Member cases are not here: no role reaches them through a post, only the people appointed to a case.
/// A system operator runs the machine and sees nobody's data. Of what may be recorded at all, each form says by whom.
/// </summary>
internal static class RoleActs
{
    public const string Administrator = "administrator";
    public const string CampaignOffice = "campaignOffice";
    public const string SystemOperator = "systemOperator";

    private static readonly FrozenDictionary<string, FrozenSet<string>> ByRole = new Dictionary<string, string[]>
    {
        [Administrator] =
        [
            UnitsSee, UnitsChange, MembersSee, MembersChange, PeopleSee, PeopleManage, ListsImport, CalendarChange,
            TemplatesSee, TemplatesDesign, CampaignsSee, CampaignsRun, RunsSee, EvidenceErase, ExtensionsGrant, SurveysOrganise,
        ],
        [CampaignOffice] =
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

    /// <summary>Whether a post of this role can hold for the units below as well.</summary>
    public static bool MayReachBelow(string role) => Holders.MayReachBelow(role);

    /// <summary>Whether it does when nobody says so. The people's own evaluators are named for one unit after the other.</summary>
    public static bool ReachesBelowByDefault(string role) => MayReachBelow(role) && role != "massEvaluator";

    public static IReadOnlySet<string> Of(string role) => ByRole.GetValueOrDefault(role, FrozenSet<string>.Empty);
}
