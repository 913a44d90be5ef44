using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Runs;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>The units of a campaign that the reader answers for, and where each stands: from the summary columns, set by set.</summary>
internal static class ListRuns
{
    private const string ByTree = "unit";

    /// <param name="Status">Only those that stand so as a whole.</param>
    /// <param name="Waiting">Only those with something before somebody above the unit, or only those without.</param>
    /// <param name="Phase">Only those in this phase.</param>
    /// <param name="Gate">Only those whose gate stands so.</param>
    /// <param name="Overdue">Only those with something overdue, or only those without.</param>
    /// <param name="Unit">Only this unit and those below it.</param>
    /// <param name="Search">Part of the unit's name or code.</param>
    /// <param name="Sort">The latest first, which is usual, or in the order of the tree.</param>
    internal sealed record Filter(
        [property: Description("How the run stands as a whole")] WordOf<RunStatus>? Status,
        [property: Description("With something before somebody above the unit, or without")] bool? Waiting,
        [property: Description("Key of a phase that is open")] string? Phase,
        [property: Description("How the gate stands")] WordOf<GateStatus>? Gate,
        [property: Description("With something overdue, or without")] bool? Overdue,
        [property: Description("Only this unit and those below it")] Guid? Unit,
        [property: Description("Part of the unit's name or code")] string? Search,
        [property: Description("lateness: the latest first (usual); unit: in the order of the tree")] string? Sort);

    /// <param name="Id">The run.</param>
    /// <param name="UnitId">The unit.</param>
    /// <param name="Unit">Its name.</param>
    /// <param name="Code">Its code.</param>
    /// <param name="Batch">In which batch.</param>
    /// <param name="Status">Where the run stands as a whole.</param>
    /// <param name="Phases">The open phases.</param>
    /// <param name="Gate">The gate that is asked for, else the first open one.</param>
    /// <param name="GateStatus">How it stands.</param>
    /// <param name="AskedOn">When it was asked for, while it is.</param>
    /// <param name="AnswerBy">By when the superior has to answer.</param>
    /// <param name="DueOn">The earliest due day of what the unit has still to do; of what lies before its superior, none.</param>
    /// <param name="DaysLeft">Until then.</param>
    /// <param name="Overdue">Whether it counts as late: with what it has still to do, not with what lies before its superior (S.52).</param>
    /// <param name="Open">Open requirements.</param>
    /// <param name="Holds">What holds it: what lies before a superior, else what is due first.</param>
    internal sealed record View(
        Guid Id, Guid UnitId, string Unit, string Code, int Batch, RunStatus Status, IReadOnlyList<Keyed> Phases, Keyed? Gate, GateStatus? GateStatus,
        DateOnly? AskedOn, DateOnly? AnswerBy, DateOnly? DueOn, int? DaysLeft, bool Overdue, int Open,
        HoldingView? Holds);

    internal sealed record Keyed(string Key, string Title);

    internal sealed record Query(Guid CampaignId, Filter Filter, Rights Rights, PageOf Page) : IQuery<Page<View>>;

    public static async Task<Results<Ok<Page<View>>, Refused>> Handle(
        Guid campaignId, [AsParameters] Filter filter, [AsParameters] PageOf page, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(campaignId, filter, await caller.Rights(ct), page), ct)).Ok();

    /// <summary>The units the reader answers for that the filter leaves; null: none of theirs takes part, so the campaign is no business of theirs.</summary>
    public static async Task<IQueryable<Unit>?> Units(PhaseEngineDb db, Rights rights, Guid campaign, Filter filter, CancellationToken ct)
    {
        var units = rights.Among(db.Units, Acts.RunsSee);
        if (!await db.Runs.AnyAsync(r => r.CampaignId == campaign && units.Any(u => u.Id == r.UnitId), ct)) return null;
        if (filter.Unit is { } top)
        {
            if (await db.Units.PathOf(top, ct) is not { } path) return null;
            units = units.InSubtree(path);
        }

        return filter.Search?.Trim() is { Length: > 0 } text ? units.Where(u => u.Name.Contains(text) || u.Code.Contains(text)) : units;
    }

    /// <summary>The runs the filter leaves.</summary>
    public static IQueryable<Run> Matching(PhaseEngineDb db, Guid campaign, Filter filter, DateOnly today)
    {
        var runs = db.Runs.Where(r => r.CampaignId == campaign);
        if (filter.Phase is { } phase)
        {
            var one = $" {phase} ";
            runs = runs.Where(r => r.Phase != null && (" " + r.Phase + " ").Contains(one));
        }

        if (filter.Status?.Value is { } status) runs = runs.Where(r => r.Status == status);
        if (filter.Waiting is { } waiting) runs = runs.Where(r => (r.Awaits != null) == waiting);
        if (filter.Gate?.Value is { } gate) runs = runs.Where(r => r.GateStatus == gate);
        if (filter.Overdue is { } overdue)
        {
            runs = runs.Where(r =>
                (r.Status == RunStatus.Active && r.DueOn != null && r.DueOn < today) == overdue);
        }

        return runs;
    }

    internal sealed class Handler(PhaseEngineDb db, PlanCache plans, TimeProvider clock) : IQueryHandler<Query, Page<View>>
    {
        /// <summary>Stands behind every due day.</summary>
        private static readonly DateOnly Never = new(9999, 1, 1);

        public async Task<Result<Page<View>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (!Cursor.TryRead<Key>(request.Page.After, out var after)) return HttpProblems.CursorInvalid;
            if (request.Filter.Sort is not (null or "lateness" or ByTree)) return HttpProblems.BadShape;
            var campaign = await db.Campaigns.AsNoTracking()
                .Where(c => c.Id == request.CampaignId && (c.Status == CampaignStatus.Running || c.Status == CampaignStatus.Closed))
                .Select(c => new { c.TemplateId, c.Zone }).SingleOrDefaultAsync(cancellationToken);
            if (campaign is null) return HttpProblems.NotFound;

            if (await Units(db, request.Rights, request.CampaignId, request.Filter, cancellationToken) is not { } units) return HttpProblems.NotFound;

            var today = LocalDays.On(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(campaign.Zone));
            var rows =
                from run in Matching(db, request.CampaignId, request.Filter, today)
                join unit in units on run.UnitId equals unit.Id
                select new Row { Run = run, Unit = unit, Path = EF.Property<string>(unit, UnitPaths.Property) };
            var sorted = request.Filter.Sort == ByTree ? ByUnit(rows, after) : ByLateness(rows, after);
            var page = await sorted.AsNoTracking().Take(request.Page.Size + 1).ToListAsync(cancellationToken);

            var byVersion = new Dictionary<int, Plan>();
            foreach (var version in page.Select(r => r.Run.TemplateVersion).Distinct())
                byVersion[version] = await plans.Get(db, campaign.TemplateId, version, cancellationToken);
            return page.Cut(request.Page, r => new Key(r.Run.DueOn ?? Never, r.Run.Id, r.Path)).Select(r => Of(r, byVersion[r.Run.TemplateVersion], today));
        }

        private static IQueryable<Row> ByLateness(IQueryable<Row> rows, Key? after)
        {
            if (after is not null)
            {
                rows = rows.Where(r => (r.Run.DueOn ?? Never) > after.DueOn
                    || ((r.Run.DueOn ?? Never) == after.DueOn && r.Run.Id.CompareTo(after.Id) > 0));
            }

            return rows.OrderBy(r => r.Run.DueOn ?? Never).ThenBy(r => r.Run.Id);
        }

        private static IQueryable<Row> ByUnit(IQueryable<Row> rows, Key? after)
        {
            if (after is not null) rows = rows.Where(r => r.Path.CompareTo(after.Path) > 0);
            return rows.OrderBy(r => r.Path);
        }

        private static View Of(Row row, Plan plan, DateOnly today)
        {
            var run = row.Run;
            return new(
                run.Id, row.Unit.Id, row.Unit.Name, row.Unit.Code, run.Batch, run.Status,
                [.. (run.Phase?.Split(' ') ?? []).Select(key => Titled(plan, key))], run.Gate is null ? null : Titled(plan, run.Gate), run.GateStatus,
                run.AskedOn, run.AnswerBy, run.DueOn, run.DueOn is { } due ? due.DayNumber - today.DayNumber : null,
                run.Status == RunStatus.Active && run.DueOn < today, run.OpenCount,
                HoldingView.Of(plan, run));
        }

        private static Keyed Titled(Plan plan, string key) =>
            new(key, plan.IndexOf(key) is >= 0 and var index ? plan.Activities[index].Title.Said() : key);

        private sealed class Row
        {
            public required Run Run { get; init; }

            public required Unit Unit { get; init; }

            public required string Path { get; init; }
        }

        private sealed record Key(DateOnly DueOn, Guid Id, string Path);
    }
}
