using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Templates;

/// <summary>One version with its whole definition, as it can be exported to Elsa.</summary>
internal static class GetTemplateVersion
{
    internal sealed record Query(string TemplateId, int Version) : IQuery<TemplateVersionView>;

    public static async Task<Results<Ok<TemplateVersionView>, Refused>> Handle(string templateId, int version, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(templateId, version), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db) : IQueryHandler<Query, TemplateVersionView>
    {
        public async Task<Result<TemplateVersionView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var version = await db.TemplateVersions.AsNoTracking()
                .SingleOrDefaultAsync(v => v.TemplateId == request.TemplateId && v.Version == request.Version, cancellationToken);
            return version is null ? TemplateProblems.NotFound : TemplateVersionView.Of(version);
        }
    }
}
