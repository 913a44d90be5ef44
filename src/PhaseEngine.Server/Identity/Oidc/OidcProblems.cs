using PhaseEngine.Core;

namespace PhaseEngine.Server.Identity.Oidc;

internal static class OidcProblems
{
    public static readonly Problem NotSetUp = new("oidc-not-set-up", ProblemKind.NotFound);

    /// <summary>One answer for every reason: what is wrong with the provider's word is for the log.</summary>
    public static readonly Problem AnswerNotValid = new("oidc-answer-not-valid", ProblemKind.Forbidden);

    public static readonly Problem NotLinked = new("oidc-not-linked", ProblemKind.Forbidden);

    public static readonly Problem LinkedElsewhere = new("oidc-linked-elsewhere", ProblemKind.Conflict);

    public static readonly Problem OnlyWay = new("oidc-only-way", ProblemKind.Conflict);

    public static Problem Unreachable(string name) => new("oidc-unreachable", ProblemKind.Conflict, ("name", name));
}
