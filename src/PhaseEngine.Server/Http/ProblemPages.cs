using System.Net;
using Markdig;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Http;

/// <summary>What a problem's <c>type</c> leads to: its page from <c>docs/problems</c>, embedded, as HTML.</summary>
internal static class ProblemPages
{
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().DisableHtml().Build();

    public static void MapProblemPages(this IEndpointRouteBuilder app) =>
        app.MapGet("/problems/{code}", Show).WithName("ShowProblemPage").AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> Show(string code, CancellationToken ct)
    {
        if (await PageOf(code, ct) is not { } page) return new Refused(HttpProblems.NotFound);

        var body = Markdig.Markdown.ToHtml(page, Markdown);
        return Results.Content(
            $"""
             <!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
             <title>{WebUtility.HtmlEncode(code)}</title>
             <link rel="stylesheet" href="/pages.css"></head>
             <body class="plain"><main><article class="card">{body}</article></main></body></html>
             """,
            "text/html; charset=utf-8");
    }

    private static async Task<string?> PageOf(string code, CancellationToken ct)
    {
        await using var page = typeof(ProblemPages).Assembly.GetManifestResourceStream($"docs/problems/{code}.md");
        if (page is not null)
        {
            using var reader = new StreamReader(page);
            return await reader.ReadToEndAsync(ct);
        }

        // What an import finds says itself what to do; a page would only repeat it.
        return Phrases.Find($"import.{code}") is { } words ? $"# {code}\n\n{words}" : null;
    }
}
