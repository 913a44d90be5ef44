using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Surveys;

/// <summary>The surveys of a requirement, the first one first.</summary>
internal static class ListSurveys
{
    internal sealed record Query(Guid RunId, string Key) : IQuery<IReadOnlyList<SurveyView>>;

    public static async Task<Results<Ok<IReadOnlyList<SurveyView>>, Refused>> Handle(Guid runId, string requirement, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(runId, requirement), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db) : IQueryHandler<Query, IReadOnlyList<SurveyView>>
    {
        public async Task<Result<IReadOnlyList<SurveyView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var surveys = await db.Surveys.AsNoTracking().Where(s => s.RunId == request.RunId && s.Key == request.Key)
                .OrderBy(s => s.Round).ToListAsync(cancellationToken);
            var ids = surveys.ConvertAll(s => s.Id);
            var groups = (await db.SurveyGroups.AsNoTracking().Where(g => ids.Contains(g.SurveyId)).ToListAsync(cancellationToken)).ToLookup(g => g.SurveyId);
            var answers = await db.SurveyAnswers.Where(a => ids.Contains(a.SurveyId)).GroupBy(a => a.SurveyId)
                .ToDictionaryAsync(g => g.Key, g => g.Count(), cancellationToken);
            return surveys.ConvertAll(s => SurveyView.Of(s, groups[s.Id], answers.GetValueOrDefault(s.Id)));
        }
    }
}
