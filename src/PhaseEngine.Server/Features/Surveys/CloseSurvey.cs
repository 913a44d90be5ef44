using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Surveys;
using PhaseEngine.Server.Features.Evidence;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Surveys;

/// <summary>Closes a survey: counts the sheets, and makes the tally a record of the requirement. One event, with the figures only.</summary>
internal static class CloseSurvey
{
    internal sealed record Command(Guid SurveyId, int Version) : ICommand<SurveyView>;

    public static async Task<Results<Ok<SurveyView>, Refused>> Handle(Guid surveyId, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(surveyId, ifMatch.Version), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, ServedRuns servedRuns, Recorder recorder, SurveyRights rights, SystemEvents events, Caller caller, Today today) : ICommandHandler<Command, SurveyView>
    {
        /// <summary>What was waived, passed by or over with its run takes no record any more: the survey is over all the same.</summary>
        private static readonly string[] AsksForNothing = ["requirement-not-asked", "requirement-closed", "run-not-active"];

        public async Task<Result<SurveyView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var where = await db.Surveys.Where(s => s.Id == request.SurveyId).Select(s => new { s.RunId, s.Key }).SingleAsync(cancellationToken);
            if (await servedRuns.Find(where.RunId, where.Key, cancellationToken) is not { } served) return HttpProblems.NotFound;
            if (await rights.Refuse(served.Run, served.Requirement, cancellationToken) is { } refused) return refused;

            var survey = await db.Surveys.SingleAsync(s => s.Id == request.SurveyId, cancellationToken);
            if (survey.Status == SurveyStatus.Closed) return SurveyProblems.Closed;
            if (survey.Version != request.Version) return HttpProblems.Stale;

            // First nobody answers any more, then the sheets are counted.
            survey.Status = SurveyStatus.Closed;
            survey.Version++;
            await db.SaveChangesAsync(cancellationToken);
            var groups = await db.SurveyGroups.AsNoTracking().Where(g => g.SurveyId == survey.Id).ToListAsync(cancellationToken);
            var sheets = await db.SurveyAnswers.Where(a => a.SurveyId == survey.Id).Select(a => a.Answers).ToListAsync(cancellationToken);
            var tally = Tally.Of(sheets, Questions.Of(served.Requirement, served.Run.State.Unit), groups.Sum(g => g.Printed), Tally.MinimumOf(served.Rules));
            survey.Tally = tally.Write();
            await Sheets.Shuffle(db, survey.Id, cancellationToken);

            var recorded = await Record(served, tally, cancellationToken);
            if (recorded is { } problem && !AsksForNothing.Contains(problem.Code)) return problem;
            if (recorded is not null) await events.AppendTo(served.Run.UnitId, caller.UserId, "surveyEnded", new { served.Key, survey = survey.Id }, cancellationToken);

            return SurveyView.Of(survey, groups, sheets.Count);
        }

        private async Task<Problem?> Record(Served served, Tally tally, CancellationToken ct)
        {
            var document = tally.Document(today.Date);
            var form = recorder.Check([served], "tally", document);
            if (!form.IsOk) return form.Problem;

            var item = recorder.Add([served], form.Value.Name, document, today.Date, supersedes: null, out var commitment);
            var step = await recorder.Take(served, [served], item, form.Value, document, inPlaceOf: null, ct);
            if (!step.IsOk) return step.Problem;

            await db.SaveChangesAsync(ct);
            await recorder.Save(served, [step.Value], "surveyClosed", new Dictionary<Guid, byte[]> { [item.Id] = commitment }, ct);
            return null;
        }
    }
}
