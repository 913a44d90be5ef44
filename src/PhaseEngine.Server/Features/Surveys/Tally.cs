using System.Text.Json;
using System.Text.Json.Nodes;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Requirements.Survey;

namespace PhaseEngine.Server.Features.Surveys;

/// <summary>What a closed survey found. Of fewer than five answers nothing is shown (S.26).</summary>
/// <param name="HandedOut">Links printed.</param>
/// <param name="Answers">Sheets that came back.</param>
/// <param name="Minimum">How many the template asks for.</param>
/// <param name="Results">By question, those with enough answers.</param>
internal sealed record Tally(int HandedOut, int Answers, int Minimum, IReadOnlyList<Tally.Result> Results)
{
    /// <param name="Question">Its key.</param>
    /// <param name="Answers">How many answered it.</param>
    /// <param name="Satisfied">How many of them are satisfied.</param>
    internal sealed record Result(string Question, int Answers, int Satisfied);

    public bool TooFew => Answers < Minimum;

    public static int MinimumOf(RequirementRules rules) => Math.Max(SurveyKind.LeastShown, (int?)rules.Settings["minimum"] ?? 0);

    /// <summary>Counts the sheets.</summary>
    /// <param name="sheets">Each a JSON object of question and answer.</param>
    /// <param name="questions">What was asked.</param>
    /// <param name="handedOut">Links printed.</param>
    /// <param name="minimum">How many the template asks for.</param>
    public static Tally Of(IReadOnlyList<string> sheets, IReadOnlyList<Question> questions, int handedOut, int minimum)
    {
        var read = sheets.Select(sheet => JsonNode.Parse(sheet)!.AsObject()).ToList();
        var results = questions.Select(question =>
        {
            var answers = read.Select(sheet => (string?)sheet[question.Key]).OfType<string>().Where(Questions.Counts).ToList();
            return new Result(question.Key, answers.Count, answers.Count(Questions.IsSatisfied));
        });
        return new(handedOut, sheets.Count, minimum, [.. results.Where(r => r.Answers >= SurveyKind.LeastShown)]);
    }

    public static Tally Read(string json) => JsonSerializer.Deserialize<Tally>(json, JsonSerializerOptions.Web)!;

    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>As the record of the requirement.</summary>
    public JsonObject Document(DateOnly on) => new()
    {
        ["on"] = on.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["handedOut"] = HandedOut,
        ["answers"] = Answers,
        ["results"] = new JsonArray([.. Results.Select(r => new JsonObject { ["question"] = r.Question, ["answers"] = r.Answers, ["satisfied"] = r.Satisfied })]),
    };
}
