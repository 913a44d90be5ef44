namespace PhaseEngine.Core.Organisations;

/// <summary>The closed word lists of organisation and people, as they stand in templates, in the API and in the database.</summary>
public static class Vocabulary
{
    /// <summary>S.1, from the highest to the smallest: 党工委 党委 党组 机关党委 纪委 党总支 党支部 联合党支部 党小组 临时党支部 临时党小组 临时联合党支部.</summary>
    public static readonly IReadOnlyList<string> UnitTypes =
    [
        "workingCommittee", "committee", "leadingPartyGroup", "organCommittee", "disciplineCommission", "generalBranch",
        "branch", "jointBranch", "group", "temporaryBranch", "temporaryGroup", "temporaryJointBranch",
    ];

    /// <summary>How high a unit stands; follows from its type (<see cref="LevelOf"/>).</summary>
    public static readonly IReadOnlyList<string> Levels = ["committee", "generalBranch", "branch", "group"];

    /// <summary>Sectors of hosts, S.1: organ, urban community, rural, enterprise, institution.</summary>
    public static readonly IReadOnlyList<string> Sectors = ["organ", "urban", "rural", "enterprise", "institution"];

    /// <summary>Who manages a host (S.20): the Party, a state or collective administration 企业行政, private owners.</summary>
    public static readonly IReadOnlyList<string> Managements = ["party", "administration", "private"];

    /// <summary>Why a member left: transferred out, died, left the Party, removed.</summary>
    public static readonly IReadOnlyList<string> LeavingReasons = ["transferred", "died", "resigned", "removed"];

    /// <summary>Categories of members, S.4.</summary>
    public static readonly IReadOnlyList<string> MemberCategories =
        ["leadingCadre", "inPost", "floating", "laidOff", "old", "ill", "littleSchooling"];

    /// <summary>Roles a template may name (template-format §2). <c>owner</c> stands in reminder rows only.</summary>
    public static readonly IReadOnlyList<string> Roles =
        ["secretary", "leader", "deputy", "instructor", "supervisor", "supervisionGroup", "massEvaluator", "administrator", "member"];

    /// <summary>The level that goes with a type of unit.</summary>
    /// <param name="unitType">One of <see cref="UnitTypes"/>; anything else counts as a branch.</param>
    public static string LevelOf(string unitType) => unitType switch
    {
        "workingCommittee" or "committee" or "leadingPartyGroup" or "organCommittee" or "disciplineCommission" => "committee",
        "generalBranch" => "generalBranch",
        "group" or "temporaryGroup" => "group",
        _ => "branch",
    };
}
