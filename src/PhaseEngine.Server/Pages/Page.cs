using System.Net;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Pages;

/// <summary>A plain page of the server's own, in the reader's language; works without the client.</summary>
internal static class Page
{
    private const string Style =
        "body{margin:0;font-family:system-ui,'Noto Sans SC','Microsoft YaHei',sans-serif;line-height:1.6;color:#1f1f1f;background:#f5f5f5}" +
        "main{max-width:26rem;margin:12vh auto;padding:2rem;background:#fff;border-radius:8px;box-shadow:0 1px 4px #0002}" +
        "h1{font-size:1.25rem;margin:0 0 1rem;color:#a8071a}label{display:block;margin:.75rem 0}" +
        "input{display:block;width:100%;box-sizing:border-box;padding:.5rem;font:inherit;border:1px solid #bbb;border-radius:4px}" +
        "button{margin-top:1rem;padding:.5rem 1.5rem;font:inherit;color:#fff;background:#a8071a;border:0;border-radius:4px}" +
        "[role=alert]{color:#a8071a}[hidden]{display:none}";

    public static IResult Of(string title, string body) => Results.Content(
        $"""
         <!doctype html>
         <html lang="{Language.Current}">
         <head>
         <meta charset="utf-8">
         <meta name="viewport" content="width=device-width, initial-scale=1">
         <title>{WebUtility.HtmlEncode(title)}</title>
         <style>{Style}</style>
         <script src="/pages.js" defer></script>
         </head>
         <body><main><h1>{WebUtility.HtmlEncode(title)}</h1>{body}</main></body>
         </html>
         """,
        "text/html; charset=utf-8");

    public static string Words(string key) => WebUtility.HtmlEncode(Phrases.Say($"pages.{key}"));

    /// <summary>One field of a form, named as the API names it.</summary>
    public static string Field(string name, string label, string type, string autocomplete) =>
        $"""<label>{Words(label)}<input name="{name}" type="{type}" autocomplete="{autocomplete}" required></label>""";
}
