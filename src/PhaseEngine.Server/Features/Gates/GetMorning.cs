using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
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
/// A superior's morning: how many units need them and how many do not, and of everything else only what is different since a
/// day. Nothing of it is a ranking (B.6).
/// </summary>
internal static class GetMorning
{
    /// <summary>So many of each sort are named; the rest is a number.</summary>
    private const int Named = 20;

    /// <summary>Nobody was away for longer; and what is older is read elsewhere.</summary>
    private const int MostDays = 366;

    /// <param name="Since">Differences since this day, at most a year ago; the last working day before today when not given.</param>
    internal sealed record Span([property: Description("Differences since this day; usually the last working day before today")] DateOnly? Since);

    /// <param name="Count">How many there are.</param>
    /// <param name="Items">The first of them.</param>
    internal sealed record Some<T>(int Count, IReadOnlyList<T> Items);

    /// <param name="RunId">The run.</param>
    /// <param name="Unit">The unit's name.</param>
    /// <param name="Key">The gate or requirement.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="By">Who decided.</param>
    /// <param name="On">The day.</param>
    internal sealed record Decided(Guid RunId, string Unit, string Key, string Title, string By, DateOnly On);

    /// <param name="RunId">The run.</param>
    /// <param name="Unit">The unit's name.</param>
    /// <param name="DueOn">What was due then is still open.</param>
    /// <param name="Holds">What that is.</param>
    internal sealed record Late(Guid RunId, string Unit, DateOnly DueOn, HoldingView? Holds);

    internal sealed record Vacant(Guid UnitId, string Unit);

    /// <param name="Since">Differences are since this day.</param>
    /// <param name="Today">The day it is.</param>
    /// <param name="NeedYou">Units that wait for the reader's word.</param>
    /// <param name="AnswerLate">Of what waits: answers that are late.</param>
    /// <param name="AnswerToday">Of what waits: answers due today.</param>
    /// <param name="NeedNot">Units under way that do not.</param>
    /// <param name="NewlyOverdue">Units that became late.</param>
    /// <param name="Passed">Gates that others let pass.</param>
    /// <param name="Returned">Gates and papers that others returned, and gates they opened again.</param>
    /// <param name="WithoutSecretary">Units under way in which nobody holds the secretary's post.</param>
    internal sealed record View(
        DateOnly Since, DateOnly Today, int NeedYou, int AnswerLate, int AnswerToday, int NeedNot, Some<Late> NewlyOverdue,
        Some<Decided> Passed, Some<Decided> Returned, Some<Vacant> WithoutSecretary);

    internal sealed record Query(Guid UserId, Rights Rights, DateOnly? Since) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle([AsParameters] Span span, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(caller.UserId, await caller.Rights(ct), span.Since), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, PlanCache plans, TimetableCache timetables, IMediator mediator, Today today) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (earliest, latest) = (today.Date.AddDays(-MostDays), today.Date.AddDays(MostDays));
            var since = request.Since is { } day ? day < earliest ? earliest : day > latest ? latest : day : LastWorkingDay(await timetables.Calendar(db, cancellationToken), today.Date);
            var waiting = await Waiting(request, cancellationToken);
            if (!waiting.IsOk) return waiting.Problem;

            var units = request.Rights.Among(db.Units, Acts.EvidenceReview);
            var active =
                from run in db.Runs
                where run.Status == RunStatus.Active
                join campaign in db.Campaigns on run.CampaignId equals campaign.Id
                where campaign.Status == CampaignStatus.Running
                join unit in units on run.UnitId equals unit.Id
                select new Row { Run = run, Unit = unit, TemplateId = campaign.TemplateId };

            var mine = waiting.Value;
            var needYou = mine.Select(item => item.UnitId).Distinct().Count();
            var (passed, returned) = await Decisions(units, request.UserId, since, cancellationToken);
            return new View(
                since, today.Date, needYou, mine.Count(item => item.Late), mine.Count(item => item.AnswerBy == today.Date),
                await active.Select(row => row.Unit.Id).Distinct().CountAsync(cancellationToken) - needYou, await NewlyOverdue(active, since, cancellationToken), passed, returned,
                await WithoutSecretary(active, cancellationToken));
        }

        /// <summary>All that waits for the reader: of what is left out the rest could not be told.</summary>
        private async Task<Result<List<ListWaiting.View>>> Waiting(Query request, CancellationToken ct)
        {
            var all = new List<ListWaiting.View>();
            string? after = null;
            do
            {
                var page = await mediator.Send(
                    new ListWaiting.Query(request.UserId, request.Rights, new(null, null, null, null, null), new PageOf(after, PageOf.Most)), ct);
                if (!page.IsOk) return page.Problem;
                all.AddRange(page.Value.Items);
                after = page.Value.Next;
            }
            while (after is not null);

            return all;
        }

        private static DateOnly LastWorkingDay(WorkingCalendar calendar, DateOnly today)
        {
            var day = today.AddDays(-1);
            while (!calendar.IsWorkingDay(day)) day = day.AddDays(-1);
            return day;
        }

        private async Task<Some<Late>> NewlyOverdue(IQueryable<Row> active, DateOnly since, CancellationToken ct)
        {
            // What was due on the day before became late on the day itself.
            var (first, day) = (since.AddDays(-1), today.Date);
            var late = active.Where(r => r.Run.DueOn >= first && r.Run.DueOn < day);
            var count = await late.CountAsync(ct);
            var items = new List<Late>();
            foreach (var row in await late.OrderBy(r => r.Run.DueOn).ThenBy(r => r.Run.Id).AsNoTracking().Take(Named).ToListAsync(ct))
            {
                var plan = await plans.Get(db, row.TemplateId, row.Run.TemplateVersion, ct);
                items.Add(new(row.Run.Id, row.Unit.Name, row.Run.DueOn!.Value, HoldingView.Of(plan, row.Run)));
            }

            return new(count, items);
        }

        private async Task<(Some<Decided> Passed, Some<Decided> Returned)> Decisions(IQueryable<Unit> units, Guid me, DateOnly since, CancellationToken ct)
        {
            // Their ids stand in the order of time, so only what is new is read.
            var begin = today.StartOf(since);
            var first = FirstIdOf(begin);
            var others =
                from decision in db.Decisions
                where decision.Id.CompareTo(first) >= 0 && decision.At >= begin && decision.By != me
                join run in db.Runs on decision.RunId equals run.Id
                join unit in units on run.UnitId equals unit.Id
                join campaign in db.Campaigns on run.CampaignId equals campaign.Id
                join user in db.Users on decision.By equals user.Id
                select new Made { Decision = decision, Unit = unit.Name, By = user.Name, TemplateId = campaign.TemplateId, Version = run.TemplateVersion };

            // What a decision meant, the plan knows: how many there are is counted for each sort of them, a few rows however many.
            var sorts = await others.GroupBy(made => new { made.TemplateId, made.Version, made.Decision.Key, made.Decision.Row, made.Decision.Verdict })
                .Select(same => new { same.Key, Count = same.Count() }).ToListAsync(ct);
            var passed = new Several();
            var returned = new Several();
            foreach (var sort in sorts)
            {
                var plan = await plans.Get(db, sort.Key.TemplateId, sort.Key.Version, ct);
                if (SortOf(plan, sort.Key.Key, sort.Key.Row, sort.Key.Verdict, passed, returned) is { } several) several.Count += sort.Count;
            }

            var named = await others.Where(made => Told.Contains(made.Decision.Verdict)).OrderByDescending(made => made.Decision.Id)
                .AsNoTracking().Take(LookedThrough).ToListAsync(ct);
            foreach (var made in named)
            {
                var (decision, plan) = (made.Decision, await plans.Get(db, made.TemplateId, made.Version, ct));
                if (SortOf(plan, decision.Key, decision.Row, decision.Verdict, passed, returned) is { Items.Count: < Named } several)
                    several.Items.Add(new(decision.RunId, made.Unit, decision.Key, plan.Activities[plan.IndexOf(decision.Key)].Title.Said(), made.By, today.On(decision.At)));
            }

            return (new(passed.Count, passed.Items), new(returned.Count, returned.Items));
        }

        /// <summary>Where a decision is told: a gate passed with the last word it needs; that it is kept passed changes nothing.</summary>
        private static Several? SortOf(Plan plan, string key, int row, string verdict, Several passed, Several returned)
        {
            if (plan.IndexOf(key) is not (>= 0 and var index)) return null;
            if (verdict is Return or Reopen) return returned;
            return Passing.Contains(verdict) && plan.Activities[index] is PlanGate gate && row == gate.Approvals.Length - 1 ? passed : null;
        }

        private async Task<Some<Vacant>> WithoutSecretary(IQueryable<Row> active, CancellationToken ct)
        {
            var day = today.Date;
            var held = db.Posts.Where(p => p.Role == Secretary && p.From <= day && (p.Until == null || day < p.Until));
            var vacant = active.Select(r => r.Unit).Distinct().Where(u => !held.Any(p => p.UnitId == u.Id));
            return new(
                await vacant.CountAsync(ct),
                await vacant.OrderBy(u => u.Code).Take(Named).Select(u => new Vacant(u.Id, u.Name)).ToListAsync(ct));
        }

        private const string Secretary = "secretary";
        private const string Return = "return";
        private const string Reopen = "reopen";

        /// <summary>Of the latest so many those named are picked.</summary>
        private const int LookedThrough = 1000;

        private static readonly string[] Passing = ["give", "onCondition", "override"];
        private static readonly string[] Told = [.. Passing, Return, Reopen];

        /// <summary>The least id (version 7) that something made at an instant can have.</summary>
        private static Guid FirstIdOf(DateTimeOffset at)
        {
            Span<byte> id = stackalloc byte[16];
            Guid.CreateVersion7(at).TryWriteBytes(id, bigEndian: true, out _);
            id[6..].Clear();
            return new Guid(id, bigEndian: true);
        }

        private sealed class Several
        {
            public int Count { get; set; }

            public List<Decided> Items { get; } = [];
        }

        private sealed class Made
        {
            public required Decision Decision { get; init; }

            public required string Unit { get; init; }

            public required string By { get; init; }

            public required string TemplateId { get; init; }

            public required int Version { get; init; }
        }

        private sealed class Row
        {
            public required Run Run { get; init; }

            public required Unit Unit { get; init; }

            public required string TemplateId { get; init; }
        }
    }
}
