using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Templates;

/// <summary>Everything the check has to say about a stored version.</summary>
internal static class GetFindings
{
    internal sealed record Query(string TemplateId, int Version) : IQuery<IReadOnlyList<FindingView>>;

    public static async Task<Results<Ok<IReadOnlyList<FindingView>>, Refused>> Handle(string templateId, int version, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(templateId, version), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db) : IQueryHandler<Query, IReadOnlyList<FindingView>>
    {
        public async Task<Result<IReadOnlyList<FindingView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var version = await db.TemplateVersions.AsNoTracking()
                .SingleOrDefaultAsync(v => v.TemplateId == request.TemplateId && v.Version == request.Version, cancellationToken);
            if (version is null) return TemplateProblems.NotFound;
            return FindingView.Of(await WholeTemplate.Compile(db, Definitions.Read(version), cancellationToken)).ToList();
        }
    }
}
