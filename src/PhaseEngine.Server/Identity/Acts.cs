namespace PhaseEngine.Server.Identity;

/// <summary>
/// What can be done, as far as rights are concerned: the names of the endpoint policies. Whoever may do an act, may do it on
/// the units their post covers (<see cref="Rights"/>).
/// </summary>
internal static class Acts
{
    public const string UnitsSee = "units.see";
    public const string UnitsChange = "units.change";
    public const string MembersSee = "members.see";
    public const string MembersChange = "members.change";
    public const string PeopleSee = "people.see";
    public const string PeopleManage = "people.manage";
    public const string ListsImport = "lists.import";
    public const string CalendarChange = "calendar.change";
    public const string TemplatesSee = "templates.see";
    public const string TemplatesDesign = "templates.design";
    public const string CampaignsSee = "campaigns.see";
    public const string CampaignsRun = "campaigns.run";
    public const string RunsSee = "runs.see";
    public const string EvidenceRecord = "evidence.record";
    public const string EvidenceReview = "evidence.review";
    public const string EvidenceErase = "evidence.erase";
    public const string OpinionsGive = "opinions.give";
    public const string GatesAsk = "gates.ask";
    public const string GatesDecide = "gates.decide";
    public const string RequirementsWaive = "requirements.waive";
    public const string ExtensionsGrant = "extensions.grant";
    public const string SurveysOrganise = "surveys.organise";

    /// <summary>The server itself: metrics, jobs, health in detail. No personal data.</summary>
    public const string Operate = "server.operate";

    /// <summary>No act, only somebody: their own account and inbox.</summary>
    public const string SignedIn = "signed-in";

    public static readonly IReadOnlyList<string> All =
    [
        UnitsSee, UnitsChange, MembersSee, MembersChange, PeopleSee, PeopleManage, ListsImport, CalendarChange, TemplatesSee,
        TemplatesDesign, CampaignsSee, CampaignsRun, RunsSee, EvidenceRecord, EvidenceReview, EvidenceErase, OpinionsGive, GatesAsk, GatesDecide,
        RequirementsWaive, ExtensionsGrant, SurveysOrganise, Operate,
    ];
}
