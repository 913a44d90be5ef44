using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Runs;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Gates;

/// <summary>
/// The superior's desk: gates, and papers with approvals of their own, that wait for the reader's word; what has to be answered
/// first stands first (S.52).
/// </summary>
internal static class ListWaiting
{
    /// <param name="All">Also what waits first for somebody nearer to the unit.</param>
    /// <param name="Unit">Only this unit and those below it.</param>
    /// <param name="Campaign">Only of this campaign.</param>
    /// <param name="Late">Only what should have been answered before today.</param>
    /// <param name="Search">Part of the unit's name or code.</param>
    internal sealed record Filter(
        [property: Description("Also what waits first for somebody nearer to the unit")] bool? All,
        [property: Description("Only this unit and those below it")] Guid? Unit,
        [property: Description("Only of this campaign")] Guid? Campaign,
        [property: Description("Only what should have been answered before today")] bool? Late,
        [property: Description("Part of the unit's name or code")] string? Search);

    /// <param name="RunId">The run.</param>
    /// <param name="Campaign">The campaign's title.</param>
    /// <param name="UnitId">The unit.</param>
    /// <param name="Unit">Its name.</param>
    /// <param name="Key">The gate or requirement.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="IsGate">Whether it is a gate.</param>
    /// <param name="Asking">Which asking, or round; a decision names it.</param>
    /// <param name="Row">Which row of approvals.</param>
    /// <param name="Act">What the approver does.</param>
    /// <param name="Role">In which role.</param>
    /// <param name="Since">Since when it waits.</param>
    /// <param name="AnswerBy">By when an answer is due; null: no date is set.</param>
    /// <param name="Late">Whether that has passed.</param>
    /// <param name="ConditionsMet">Of a gate: whether every condition was met when it was asked for.</param>
    internal sealed record View(
        Guid RunId, string Campaign, Guid UnitId, string Unit, string Key, string Title, bool IsGate, int Asking, int Row, ApprovalAct Act, string Role,
        DateOnly Since, DateOnly? AnswerBy, bool Late, bool? ConditionsMet);

    internal sealed record Query(Guid UserId, Rights Rights, Filter Filter, PageOf Page) : IQuery<Page<View>>;

    public static async Task<Results<Ok<Page<View>>, Refused>> Handle(
        [AsParameters] Filter filter, [AsParameters] PageOf page, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(caller.UserId, await caller.Rights(ct), filter, page), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, PlanCache plans, TimetableCache timetables, Offices offices, Today today) : IQueryHandler<Query, Page<View>>
    {
        private static readonly DateOnly Never = new(9999, 1, 1);

        public async Task<Result<Page<View>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (!Cursor.TryRead<Key>(request.Page.After, out var after)) return HttpProblems.CursorInvalid;

            var units = request.Rights.Among(db.Units, Acts.EvidenceReview);
            if (request.Filter.Unit is { } top)
            {
                if (await db.Units.PathOf(top, cancellationToken) is not { } path) return HttpProblems.NotFound;
                units = units.InSubtree(path);
            }

            if (request.Filter.Search?.Trim() is { Length: > 0 } text) units = units.Where(u => u.Name.Contains(text) || u.Code.Contains(text));

            return await RunPages.Fill(
                request.Page, after, (from, most) => Waiting(units, request.Filter, from).Take(most).ToListAsync(cancellationToken), KeyOf,
                rows => Mine(rows, request, cancellationToken));
        }

        private IQueryable<Row> Waiting(IQueryable<Unit> units, Filter filter, Key? after)
        {
            var runs = db.Runs.AsNoTracking().Where(r => r.Awaits != null && r.Status == RunStatus.Active);
            if (filter.Campaign is { } campaignId) runs = runs.Where(r => r.CampaignId == campaignId);
            if (filter.Late == true)
            {
                var day = today.Date;
                runs = runs.Where(r => r.AnswerBy < day);
            }

            if (after is not null)
            {
                runs = runs.Where(r => (r.AnswerBy ?? Never) > after.AnswerBy
                    || ((r.AnswerBy ?? Never) == after.AnswerBy && r.Id.CompareTo(after.RunId) > 0));
            }

            return
                from run in runs
                join unit in units on run.UnitId equals unit.Id
                join campaign in db.Campaigns on run.CampaignId equals campaign.Id
                where campaign.Status == CampaignStatus.Running
                orderby run.AnswerBy ?? Never, run.Id
                select new Row(run, unit.Name, EF.Property<string>(unit, UnitPaths.Property), campaign.Title, campaign.TemplateId);
        }

        private async Task<IEnumerable<(Key, View)>> Mine(List<Row> chunk, Query request, CancellationToken ct)
        {
            var holders = await offices.HoldersFor([.. chunk.Select(r => r.Path).Distinct()], ct);
            var runs = chunk.Select(r => r.Run.Id).ToList();
            var recused = await db.Decisions.Where(d => runs.Contains(d.RunId) && d.Verdict == Decision.Recused)
                .Select(d => new { d.RunId, d.Key, d.Asking, d.By }).ToListAsync(ct);

            var calendar = await timetables.Calendar(db, ct);
            var views = new List<(Key, View)>();
            foreach (var row in chunk)
            {
                var plan = await plans.Get(db, row.TemplateId, row.Run.TemplateVersion, ct);
                foreach (var view in ViewsOf(row, plan, calendar).Where(v => request.Filter.Late != true || v.Late))
                {
                    var excused = recused.Where(d => d.RunId == view.RunId && d.Key == view.Key && d.Asking == view.Asking).Select(d => d.By).ToHashSet();
                    List<NamedHolder> left = [.. holders[row.Path].Where(h => !excused.Contains(h.UserId))];
                    var meant = request.Filter.All == true
                        ? left.Where(h => h.Role == view.Role || h.Role == Offices.Supervisor)
                        : Holders.Meant(view.Role, left);
                    if (meant.Any(h => h.UserId == request.UserId)) views.Add((KeyOf(row), view));
                }
            }

            return views;
        }

        private IEnumerable<View> ViewsOf(Row row, Plan plan, WorkingCalendar calendar)
        {
            var state = StateCodec.Read(plan, row.Run.State);
            foreach (var activity in plan.Activities)
            {
                foreach (var turn in Approvals.Turns(activity, state, calendar, today.Date))
                {
                    yield return new(
                        row.Run.Id, row.Campaign.Said(), row.Run.UnitId, row.Unit, activity.Key!, activity.TitleFor(state.Unit).Said(), activity is PlanGate,
                        state.Activities[activity.Index].Asked, turn.Row, turn.Approval.Act, turn.Approval.Role, turn.Since, turn.AnswerBy,
                        turn.AnswerBy < today.Date, state.Gates[activity.Index]?.ConditionsMet);
                }
            }
        }

        private static Key KeyOf(Row row) => new(row.Run.AnswerBy ?? Never, row.Run.Id);

        private sealed record Row(Run Run, string Unit, string Path, Text Campaign, string TemplateId);

        private sealed record Key(DateOnly AnswerBy, Guid RunId);
    }
}
