using System.Net;
using System.Text;
using PhaseEngine.Server.Pages;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Surveys;

/// <summary>The pages people see behind a survey link: plain HTML in their language, a few kilobytes, nothing from elsewhere; no script is needed.</summary>
internal static class SurveyPage
{
    public static IResult Form(AnswerSurvey.Asking asking, bool unanswered = false)
    {
        var page = new StringBuilder()
            .Append("<dl class=\"facts\">")
            .Append(Fact("unit", asking.Unit)).Append(Fact("group", asking.Group)).Append(Fact("closes", Phrases.Shown(asking.Closes)))
            .Append("</dl><div class=\"promise\"><p>").Append(Words("anonymous")).Append("</p><p>").Append(Words("once")).Append("</p></div>");
        if (unanswered) page.Append("<p class=\"problem\" role=\"alert\">").Append(Words("unanswered")).Append("</p>");
        page.Append("<form method=\"post\" autocomplete=\"off\">");
        foreach (var question in asking.Questions) page.Append(Fields(question));
        page.Append("<button>").Append(Words("submit")).Append("</button></form>");
        return Page.Of(asking.Title.Said(), page.ToString(), unanswered ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    public static IResult Thanks() => Page.Of(Phrases.Say("pages.survey.thanks"), $"<p>{Words("taken")}</p>");

    public static IResult Closed() => Page.Of(Phrases.Say("pages.survey.invalid"), $"<p>{Words("why-invalid")}</p>", StatusCodes.Status404NotFound);

    private static string Fields(Question question)
    {
        var choices = Questions.Answers.Select(answer =>
            $"<label class=\"choice\"><input type=\"radio\" name=\"{Encoded(question.Key)}\" value=\"{answer}\" required> {Words($"answer.{answer}")}</label>");
        return $"<fieldset><legend>{Encoded(question.Title.Said())}</legend>{string.Concat(choices)}</fieldset>";
    }

    private static string Fact(string key, string value) => $"<dt>{Words(key)}</dt><dd>{Encoded(value)}</dd>";

    private static string Words(string key) => Page.Words($"survey.{key}");

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
