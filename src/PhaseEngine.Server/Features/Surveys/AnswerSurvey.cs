using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Surveys;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Surveys;

/// <summary>
/// A link is opened, and answered once. A page for any telephone, without scripts. What is kept is the sheet: no person, no link,
/// no time, no order; that the link was used is noted in the same transaction, so that nobody answers twice.
/// </summary>
internal static class AnswerSurvey
{
    private static readonly Problem NotValid = new("survey-link-not-valid", ProblemKind.NotFound);
    private static readonly Problem Unanswered = new("survey-unanswered", ProblemKind.Invalid);

    internal sealed record Asking(string Unit, string Title, IReadOnlyList<Question> Questions);

    internal sealed record Query(string Token) : IQuery<Asking>;

    internal sealed record Command(string Token, IReadOnlyDictionary<string, string> Answers) : ICommand<Done>;

    public static async Task<ContentHttpResult> Show(string token, IMediator mediator, CancellationToken ct)
    {
        var asking = await mediator.Send(new Query(token), ct);
        return asking.IsOk ? SurveyPage.Form(asking.Value) : SurveyPage.Closed();
    }

    public static async Task<ContentHttpResult> Take(string token, HttpRequest request, IMediator mediator, CancellationToken ct)
    {
        var form = await request.ReadFormAsync(ct);
        var answers = form.ToDictionary(field => field.Key, field => field.Value.ToString());
        var taken = await mediator.Send(new Command(token, answers), ct);
        if (taken.IsOk) return SurveyPage.Thanks();

        var asking = taken.Problem == Unanswered ? await mediator.Send(new Query(token), ct) : taken.Problem;
        return asking.IsOk ? SurveyPage.Form(asking.Value, unanswered: true) : SurveyPage.Closed();
    }

    internal sealed class Finder(PhaseEngineDb db, PlanCache plans, Today today)
    {
        /// <summary>What a link asks; null when it is unknown, used, too early or too late.</summary>
        public async Task<(SurveyLink Link, Asking Asking)?> Find(string token, CancellationToken ct)
        {
            var hash = OneTimeToken.HashOf(token);
            var day = today.Date;
            var found = await (
                from link in db.SurveyLinks
                where link.TokenHash == hash && !link.Used
                join survey in db.Surveys on link.SurveyId equals survey.Id
                where survey.Status == SurveyStatus.Open && survey.Opens <= day && day <= survey.Closes
                join run in db.Runs on survey.RunId equals run.Id
                join unit in db.Units on run.UnitId equals unit.Id
                join campaign in db.Campaigns on run.CampaignId equals campaign.Id
                select new { link, survey.Key, run.State, run.TemplateVersion, campaign.TemplateId, unit.Name }).SingleOrDefaultAsync(ct);
            if (found is null) return null;

            var plan = await plans.Get(db, found.TemplateId, found.TemplateVersion, ct);
            if (plan.Requirement(found.Key) is not { } requirement) return null;
            var about = StateCodec.Read(plan, found.State).Unit;
            return (found.link, new(found.Name, requirement.TitleFor(about).ZhCn, Questions.Of(requirement, about)));
        }
    }

    internal sealed class Shower(Finder finder) : IQueryHandler<Query, Asking>
    {
        public async Task<Result<Asking>> Handle(Query request, CancellationToken cancellationToken) =>
            await finder.Find(request.Token, cancellationToken) is { } found ? found.Asking : NotValid;
    }

    internal sealed class Taker(PhaseEngineDb db, Finder finder) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await finder.Find(request.Token, cancellationToken) is not var (link, asking)) return NotValid;

            var sheet = asking.Questions.Where(q => Questions.Answers.Contains(request.Answers.GetValueOrDefault(q.Key)))
                .ToDictionary(q => q.Key, q => request.Answers[q.Key]);
            if (sheet.Count < asking.Questions.Count) return Unanswered;

            // Holds the survey's row until this sheet is in: it is not closed, and not counted, in between.
            var open = await db.Surveys.Where(s => s.Id == link.SurveyId && s.Status == SurveyStatus.Open)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.Round, s => s.Round), cancellationToken);
            if (open == 0) return NotValid;

            link.Used = true;
            // A random key: one made from the time would keep the order.
            db.SurveyAnswers.Add(new SurveyAnswer
            {
                Id = Guid.NewGuid(), SurveyId = link.SurveyId, GroupNumber = link.GroupNumber, Answers = JsonSerializer.Serialize(sheet),
            });
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                return NotValid;
            }

            return Done.It;
        }
    }
}
