using PhaseEngine.Core;

namespace PhaseEngine.Server.Features.Runs;

internal static class RunProblems
{
    public static Problem NoSuchActivity(string key) => new("activity-not-found", ProblemKind.NotFound, ("key", key));

    /// <summary>The act belongs to the superior, and one's post is not above the unit.</summary>
    public static readonly Problem NotTheSuperior = new("not-the-superior", ProblemKind.Forbidden);
}
