using PhaseEngine.Core;
using PhaseEngine.Server.Http;

namespace PhaseEngine.Server.Studio;

internal static class StudioProblems
{
    /// <summary>What Elsa can do and a template cannot: retract, delete, go back, import.</summary>
    public static readonly Problem NotHere = new("studio-not-here", ProblemKind.Conflict);

    /// <summary>Activities are missing that nobody is known to have deleted.</summary>
    public static Problem Drops(IReadOnlyList<Dropped> activities) =>
        new("studio-drops-activities", ProblemKind.Conflict, ("titles", activities.Select(a => a.Title).ToList()), ("activities", activities));

    internal sealed record Dropped(string Id, string Title);
}

/// <summary>Answers for what is not done from the Studio.</summary>
internal static class NotHere
{
    public static Refused Handle() => new(StudioProblems.NotHere);
}
