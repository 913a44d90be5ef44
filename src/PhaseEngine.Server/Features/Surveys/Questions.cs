using System.Text.Json.Nodes;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Surveys;

/// <summary>One question of a survey.</summary>
internal sealed record Question(string Key, Text Title);

/// <summary>What is asked, and what can be answered.</summary>
internal static class Questions
{
    /// <summary>What can be answered; who does not know is not counted among the answers.</summary>
    public static readonly IReadOnlyList<string> Answers = ["satisfied", "fairly", "dissatisfied", "unknown"];

    private static readonly IReadOnlyList<string> Satisfied = ["satisfied", "fairly"];

    /// <summary>The questions as the template has them; one about everything where it has none.</summary>
    public static IReadOnlyList<Question> Of(PlanRequirement survey, UnitFacts unit)
    {
        List<Question> asked =
        [
            .. (survey.For(unit).Settings["questions"] as JsonArray ?? []).OfType<JsonObject>()
                .Where(row => row["key"] is not null && Text.Read(row["title"]) is not null)
                .Select(row => new Question((string)row["key"]!, Text.Read(row["title"])!)),
        ];
        return asked is [] ? [new("overall", Words.Everything)] : asked;
    }

    public static bool IsSatisfied(string answer) => Satisfied.Contains(answer);

    public static bool Counts(string answer) => answer != "unknown";
}
