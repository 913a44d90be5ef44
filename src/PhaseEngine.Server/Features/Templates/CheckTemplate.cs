using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core.Definitions;

namespace PhaseEngine.Server.Features.Templates;

/// <summary>Checks a definition nobody has stored: all findings at once, for the designer and for files.</summary>
internal static class CheckTemplate
{
    /// <param name="Definition">The definition.</param>
    internal sealed record Body(JsonNode Definition);

    /// <param name="Publishable">Whether nothing stands in the way of publishing.</param>
    /// <param name="Findings">Errors and warnings, in the order of the document.</param>
    internal sealed record View(bool Publishable, IReadOnlyList<FindingView> Findings);

    public static Ok<View> Handle(Body body)
    {
        var reading = TemplateDocument.Read(body.Definition);
        if (reading.Document is not { } document) return TypedResults.Ok(new View(false, FindingView.Of(reading.Findings)));

        var compilation = TemplateCompiler.Compile(document);
        return TypedResults.Ok(new View(compilation.Plan is not null, FindingView.Of(compilation.Findings)));
    }
}
