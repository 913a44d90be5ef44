using System.Net;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Pages;

/// <summary>
/// A plain page of the server's own, in the reader's language; works without the client. One look for all of them (pages.css):
/// the product's name, the languages, and one sheet with what there is to do.
/// </summary>
internal static class Page
{
    /// <param name="title">Its heading, as text.</param>
    /// <param name="body">What stands below, as HTML.</param>
    /// <param name="status">Of the answer.</param>
    /// <param name="scripted">Whether a form on it calls the API.</param>
    public static IResult Of(string title, string body, int status = StatusCodes.Status200OK, bool scripted = false) => Results.Content(
        $"""
         <!doctype html>
         <html lang="{Language.Current}">
         <head>
         <meta charset="utf-8">
         <meta name="viewport" content="width=device-width, initial-scale=1">
         <meta name="robots" content="noindex">
         <title>{WebUtility.HtmlEncode(title)} · PhaseEngine</title>
         <link rel="stylesheet" href="/pages.css">
         {(scripted ? "<script src=\"/pages.js\" defer></script>" : "")}
         </head>
         <body class="plain">
         <header><span class="brand">PhaseEngine</span><nav class="languages" aria-label="{Words("languages")}">{Languages}</nav></header>
         <main><section class="card"><h1>{WebUtility.HtmlEncode(title)}</h1>
         {body}</section></main>
         </body>
         </html>
         """,
        "text/html; charset=utf-8", statusCode: status);

    public static string Words(string key, params (string Name, object? Value)[] facts) => WebUtility.HtmlEncode(Phrases.Say($"pages.{key}", facts));

    /// <summary>One field of a form, named as the API names it.</summary>
    public static string Field(string name, string label, string type, string autocomplete, bool required = true) =>
        $"""<label>{Words(label)}<input name="{name}" type="{type}" autocomplete="{autocomplete}"{(required ? " required" : "")}></label>""";

    /// <summary>Whether a person in a browser waits for the answer, and not a program for JSON.</summary>
    public static bool IsWantedBy(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/api")
        && request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    private static string Languages => string.Concat(Language.All.Select(l =>
        $"""<a href="?{RequestLanguage.Query}={l}" lang="{l}" hreflang="{l}"{(l == Language.Current ? " aria-current=\"true\"" : "")}>{Phrases.FindIn(l, "pages.language")}</a>"""));
}
