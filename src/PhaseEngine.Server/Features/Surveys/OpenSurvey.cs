using System.ComponentModel.DataAnnotations;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Runs;
using PhaseEngine.Data.Surveys;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Surveys;

/// <summary>The superior opens a survey about a unit, for groups of people (S.26).</summary>
internal static class OpenSurvey
{
    /// <param name="Opens">First day answers are taken; today when not given.</param>
    /// <param name="Closes">Last day.</param>
    /// <param name="Groups">Who is asked together: links say the group, never the person.</param>
    internal sealed record Body(DateOnly? Opens, DateOnly Closes, [property: Required, MinLength(1), MaxLength(50)] IReadOnlyList<Group> Groups);

    /// <param name="Name">Who they are.</param>
    /// <param name="Asked">How many.</param>
    internal sealed record Group([property: Filled, AtMost(100)] string Name, [property: Range(1, 10_000)] int Asked);

    internal sealed record Command(Guid RunId, string Key, DateOnly Opens, DateOnly Closes, IReadOnlyList<Group> Groups) : ICommand<SurveyView>;

    public static async Task<Results<Created<SurveyView>, Refused>> Handle(
        Guid runId, string requirement, Body body, Today today, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(runId, requirement, body.Opens ?? today.Date, body.Closes, body.Groups), ct))
            .Answer(opened => TypedResults.Created($"/api/v1/surveys/{opened.Id}", opened));

    internal sealed class Handler(PhaseEngineDb db, RunStore runs, SurveyRights rights, SystemEvents events, Caller caller, TimeProvider clock)
        : ICommandHandler<Command, SurveyView>
    {
        private const int Tries = 2;

        public async Task<Result<SurveyView>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await runs.Load(request.RunId, forUpdate: true, cancellationToken) is not { } run) return HttpProblems.NotFound;
            if (run.Plan.Requirement(request.Key) is not { Kind.Name: "Survey" } requirement) return SurveyProblems.NotASurvey(request.Key);
            if (await rights.Refuse(run, requirement, cancellationToken) is { } refused) return refused;
            if (request.Closes < request.Opens) return SurveyProblems.DatesOutOfOrder;
            if (run.State.Activities[requirement.Index].RoundStatus != RoundStatus.Open) return SurveyProblems.RequirementNotOpen;

            var before = await db.Surveys.AsNoTracking().Where(s => s.RunId == run.Id && s.Key == request.Key).OrderBy(s => s.Round).ToListAsync(cancellationToken);
            if (before.FirstOrDefault(s => s.Status == SurveyStatus.Open) is { } open) return SurveyProblems.OpenAlready(open.Id);
            if (before.Count >= Tries && before.TakeLast(Tries).All(s => Tally.Read(s.Tally!).TooFew))
                return SurveyProblems.TooFewTwice(Tally.MinimumOf(requirement.For(run.State.Unit)));

            var survey = new Survey
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()), RunId = run.Id, Key = request.Key, Round = before.Count + 1, Opens = request.Opens,
                Closes = request.Closes,
            };
            List<SurveyGroup> groups =
                [.. request.Groups.Select((g, place) => new SurveyGroup { SurveyId = survey.Id, Number = place + 1, Name = g.Name.Trim(), Asked = g.Asked })];
            db.Surveys.Add(survey);
            await db.SaveChangesAsync(cancellationToken);
            db.SurveyGroups.AddRange(groups);
            await events.Append(
                caller.UserId, "surveyOpened", new { survey = survey.Id, run = run.Id, survey.Key, asked = groups.Sum(g => g.Asked), survey.Opens, survey.Closes },
                cancellationToken);
            return SurveyView.Of(survey, groups, answers: 0);
        }
    }
}
