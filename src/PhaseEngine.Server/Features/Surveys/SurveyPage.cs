using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PhaseEngine.Server.Features.Surveys;

/// <summary>The pages people see behind a survey link: plain HTML in Chinese, a few kilobytes, no script, nothing from elsewhere.</summary>
internal static class SurveyPage
{
    private static readonly (string Word, string Title)[] Answers =
        [("satisfied", "满意"), ("fairly", "基本满意"), ("dissatisfied", "不满意"), ("unknown", "不了解")];

    public static ContentHttpResult Form(AnswerSurvey.Asking asking, bool unanswered = false)
    {
        var page = new StringBuilder($"<h1>{Encoded(asking.Unit)}<br><small>{Encoded(asking.Title)}</small></h1>")
            .Append("<p>本测评由上级组织，不记名，不记录填写时间和先后。每个链接只能填写一次；持有链接的人都能填写，请勿转给他人。</p>");
        if (unanswered) page.Append("<p class=\"todo\" role=\"alert\">还有题目没有选择，请补充后再提交。</p>");
        page.Append("<form method=\"post\" autocomplete=\"off\">");
        foreach (var question in asking.Questions) page.Append(Fields(question));
        return Page("满意度测评", page.Append("<button>提交</button></form>").ToString(), unanswered ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    public static ContentHttpResult Thanks() => Page("已提交", "<h1>感谢您的参与</h1><p>您的意见已提交，可以关闭本页。</p>", StatusCodes.Status200OK);

    public static ContentHttpResult Closed() => Page(
        "链接无效", "<h1>链接无法使用</h1><p>此链接不正确、已经填写过，或不在测评时间之内。如有疑问，请与组织测评的上级单位联系。</p>", StatusCodes.Status404NotFound);

    private static string Fields(Question question)
    {
        var choices = Answers.Select(a => $"<label><input type=\"radio\" name=\"{Encoded(question.Key)}\" value=\"{a.Word}\" required> {a.Title}</label>");
        return $"<fieldset><legend>{Encoded(question.Title.ZhCn)}</legend>{string.Concat(choices)}</fieldset>";
    }

    private static ContentHttpResult Page(string title, string body, int status) => TypedResults.Content(
        $$"""
          <!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
          <meta name="robots" content="noindex"><title>{{title}}</title>
          <style>body{max-width:36rem;margin:1rem auto;padding:0 1rem;font:1.1rem/1.7 system-ui,sans-serif}fieldset{margin:1rem 0;border:1px solid #bbb;border-radius:.4rem}
          label{display:block;padding:.4rem}button{font:inherit;padding:.6rem 2rem}.todo{color:#a00}</style></head><body>{{body}}</body></html>
          """,
        "text/html; charset=utf-8", statusCode: status);

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
