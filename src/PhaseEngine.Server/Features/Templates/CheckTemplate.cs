using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Data;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Templates;

/// <summary>Checks a definition nobody has stored: all findings at once, for the designer and for files. An overlay is checked as laid on its base.</summary>
internal static class CheckTemplate
{
    /// <param name="Definition">The definition.</param>
    internal sealed record Body(JsonNode Definition);

    /// <param name="Readable">Whether it is a template at all, and so can be kept as a draft.</param>
    /// <param name="Publishable">Whether nothing stands in the way of publishing.</param>
    /// <param name="Findings">Errors and warnings, in the order of the document.</param>
    internal sealed record View(bool Readable, bool Publishable, IReadOnlyList<FindingView> Findings);

    internal sealed record Query(JsonNode Definition) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Body body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(body.Definition), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var reading = TemplateDocument.Read(request.Definition);
            if (reading.Document is not { } document) return new View(false, false, FindingView.Of(reading.Findings, document: null));

            var compilation = await WholeTemplate.Compile(db, document, cancellationToken);
            return new View(true, compilation.Plan is not null, FindingView.Of(compilation));
        }
    }
}
