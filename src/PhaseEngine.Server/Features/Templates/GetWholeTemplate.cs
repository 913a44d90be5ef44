using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Templates;

/// <summary>
/// A version as units meet it: an overlay laid on the template it extends (B.1), each activity saying who set what
/// (<c>customProperties.phaseEngine.setBy</c>), and what the overlay adds or tightens. A template that extends nothing is whole as it is.
/// </summary>
internal static class GetWholeTemplate
{
    /// <param name="Extends">The template it lies on, as it names it; null: none.</param>
    /// <param name="Definition">The whole definition; null while the overlay weakens its base, or the base is not there.</param>
    /// <param name="Additions">What the overlay adds to its base or tightens in it.</param>
    /// <param name="Findings">Why there is no whole.</param>
    internal sealed record View(string? Extends, JsonNode? Definition, IReadOnlyList<ChangeView> Additions, IReadOnlyList<FindingView> Findings);

    internal sealed record Query(string TemplateId, int Version) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(string templateId, int version, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(templateId, version), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var version = await db.TemplateVersions.AsNoTracking()
                .SingleOrDefaultAsync(v => v.TemplateId == request.TemplateId && v.Version == request.Version, cancellationToken);
            if (version is null) return TemplateProblems.NotFound;

            var document = Definitions.Read(version);
            var merge = await WholeTemplate.Of(db, document, cancellationToken);
            if (merge.Merged is not { } whole) return new View(document.Extends, null, [], FindingView.Of(merge.Findings, document));

            var below = await WholeTemplate.BaseOf(db, document, cancellationToken);
            return new View(document.Extends, whole.ToJson(), below is null ? [] : ChangeView.Between(below, whole), []);
        }
    }
}
