using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Templates;

/// <summary>What is different in a version of a template, as people see it: by activity and property, without what carries no meaning.</summary>
internal static class CompareVersions
{
    internal sealed record With([property: Description("The older version; the one before when not given")] int? From);

    internal sealed record View(int From, int To, IReadOnlyList<ChangeView> Changes);

    internal sealed record Query(string TemplateId, int From, int To) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(
        string templateId, int version, [AsParameters] With with, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(templateId, with.From ?? Math.Max(1, version - 1), version), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var versions = await db.TemplateVersions.AsNoTracking()
                .Where(v => v.TemplateId == request.TemplateId && (v.Version == request.From || v.Version == request.To))
                .ToDictionaryAsync(v => v.Version, cancellationToken);
            if (!versions.TryGetValue(request.From, out var from) || !versions.TryGetValue(request.To, out var to)) return TemplateProblems.NotFound;
            return new View(request.From, request.To, ChangeView.Between(Definitions.Read(from), Definitions.Read(to)));
        }
    }
}
