using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>Programs know activities by their keys, people by their titles: a refusal carries both.</summary>
internal static class InWords
{
    private const string Key = "key";
    private const string Title = "title";

    public static Problem About(this Problem problem, Plan plan) =>
        problem.Facts.GetValueOrDefault(Key) is string key && !problem.Facts.ContainsKey(Title) && plan.IndexOf(key) is >= 0 and var index
            ? problem with { Facts = new Dictionary<string, object?>(problem.Facts) { [Title] = plan.Activities[index].Title.Said() } }
            : problem;
}
