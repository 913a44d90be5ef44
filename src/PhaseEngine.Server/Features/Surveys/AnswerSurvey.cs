using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Surveys;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Identity;
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

    internal sealed record Asking(string Unit, Text Title, string Group, DateOnly Closes, IReadOnlyList<Question> Questions);

    internal sealed record Query(string Token) : IQuery<Asking>;

    internal sealed record Command(string Token, IReadOnlyDictionary<string, string> Answers) : ICommand<Done>;

    public static async Task<IResult> Show(string token, IMediator mediator, CancellationToken ct)
    {
        var asking = await mediator.Send(new Query(token), ct);
        return asking.IsOk ? SurveyPage.Form(asking.Value) : SurveyPage.Closed();
    }

    public static async Task<IResult> Take(string token, HttpRequest request, IMediator mediator, CancellationToken ct)
    {
        // The link first: what nobody may answer is not read.
        if (!(await mediator.Send(new Query(token), ct)).IsOk) return SurveyPage.Closed();
        var taken = await mediator.Send(new Command(token, await Answers(request, ct)), ct);
        if (taken.IsOk) return SurveyPage.Thanks();

        var asking = taken.Problem == Unanswered ? await mediator.Send(new Query(token), ct) : taken.Problem;
        return asking.IsOk ? SurveyPage.Form(asking.Value, unanswered: true) : SurveyPage.Closed();
    }

    /// <summary>What was chosen; nothing where a program sends something else than the page's form.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> Answers(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasFormContentType) return new Dictionary<string, string>();
        try
        {
            return (await request.ReadFormAsync(ct)).ToDictionary(field => field.Key, field => field.Value.ToString());
        }
        catch (InvalidDataException)
        {
            return new Dictionary<string, string>();
        }
    }

    internal sealed class Finder(PhaseEngineDb db, PlanCache plans, TimeProvider clock)
    {
        /// <summary>What a link asks; null when it is unknown, used, too early or too late.</summary>
        public async Task<(SurveyLink Link, Asking Asking)?> Find(string token, CancellationToken ct)
        {
            var hash = OneTimeToken.HashOf(token);
            var found = await (
                from link in db.SurveyLinks
                where link.TokenHash == hash && !link.Used
                join survey in db.Surveys on link.SurveyId equals survey.Id
                where survey.Status == SurveyStatus.Open
                join run in db.Runs on survey.RunId equals run.Id
                join unit in db.Units on run.UnitId equals unit.Id
                join campaign in db.Campaigns on run.CampaignId equals campaign.Id
                join asked in db.SurveyGroups on new { link.SurveyId, Number = link.GroupNumber } equals new { asked.SurveyId, asked.Number }
                select new { link, survey.Key, survey.Opens, survey.Closes, Group = asked.Name, run.State, run.TemplateVersion, campaign.TemplateId, campaign.Zone, unit.Name })
                .SingleOrDefaultAsync(ct);
            if (found is null) return null;

            // Its days are those of the campaign.
            var day = LocalDays.On(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(found.Zone));
            if (day < found.Opens || found.Closes < day) return null;

            var plan = await plans.Get(db, found.TemplateId, found.TemplateVersion, ct);
            if (plan.Requirement(found.Key) is not { } requirement) return null;
            var about = StateCodec.Read(plan, found.State).Unit;
            return (found.link, new(found.Name, requirement.TitleFor(about), found.Group, found.Closes, Questions.Of(requirement, about)));
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
