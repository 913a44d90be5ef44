using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations.Import;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Features.Organisation;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>The units of a campaign and where each stands, as a workbook or CSV: the rows that the list of runs would show, in the order of the tree.</summary>
internal static class ExportRuns
{
    private static readonly string[] Titles =
        ["code", "unit", "type", "batch", "status", "phase", "gate", "gate-status", "asked", "answer-by", "due", "late", "open", "waiting"];

    internal sealed record Query(Guid CampaignId, ListRuns.Filter Filter, Rights Rights) : IQuery<TextTable>;

    public static async Task<Results<FileContentHttpResult, Refused>> Handle(
        Guid campaignId, [AsParameters] ListRuns.Filter filter, string? format, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(campaignId, filter, await caller.Rights(ct)), ct)).Answer(table => ListFile.Of([table], format));

    internal sealed class Handler(PhaseEngineDb db, PlanCache plans, TimeProvider clock) : IQueryHandler<Query, TextTable>
    {
        public async Task<Result<TextTable>> Handle(Query request, CancellationToken cancellationToken)
        {
            var campaign = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(
                c => c.Id == request.CampaignId && (c.Status == CampaignStatus.Running || c.Status == CampaignStatus.Closed), cancellationToken);
            if (campaign is null || await ListRuns.Units(db, request.Rights, request.CampaignId, request.Filter, cancellationToken) is not { } units)
                return HttpProblems.NotFound;

            var plan = await plans.Get(db, campaign.TemplateId, campaign.TemplateVersion, cancellationToken);
            var today = LocalDays.On(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(campaign.Zone));
            var found =
                from run in ListRuns.Matching(db, campaign.Id, request.Filter, today)
                join unit in units on run.UnitId equals unit.Id
                orderby EF.Property<string>(unit, UnitPaths.Property)
                select new Row(
                    unit.Code, unit.Name, unit.Type, run.Batch, run.Status, run.Phase, run.Gate, run.GateStatus, run.AskedOn, run.AnswerBy, run.DueOn,
                    run.OpenCount, run.Awaits != null);
            var rows = new List<IReadOnlyList<string>>();
            await foreach (var row in found.AsAsyncEnumerable().WithCancellation(cancellationToken)) rows.Add(Cells(row, plan, today));

            var name = $"{Phrases.Say("runs.export.sheet")} {Phrases.Say("runs.export.as-of")} {Day(today)}";
            return new TextTable(name, [.. Titles.Select(title => Phrases.Say($"runs.export.{title}"))], rows);
        }

        private static IReadOnlyList<string> Cells(Row row, Plan plan, DateOnly today) =>
        [
            row.Code, row.Unit, Phrases.Say($"palette.words.unitType.{row.Type}"), Number(row.Batch), Phrases.Say($"common.run-status.{row.Status}"),
            string.Join(Language.Current == "en" ? ", " : "、", (row.Phase?.Split(' ') ?? []).Select(key => TitleOf(plan, key))),
            row.Gate is null ? "" : TitleOf(plan, row.Gate),
            row.GateStatus is { } gate ? Phrases.Say($"palette.words.status.{gate.ToString().ToLowerInvariant()}") : "",
            Day(row.AskedOn), Day(row.AnswerBy), Day(row.DueOn),
            row.Status == RunStatus.Active && row.DueOn is { } due && due < today ? Number(today.DayNumber - due.DayNumber) : "",
            Number(row.Open), row.Waiting ? Phrases.Say("runs.export.yes") : "",
        ];

        private static string TitleOf(Plan plan, string key) =>
            plan.IndexOf(key) is >= 0 and var index ? plan.Activities[index].Title.Said() : key;

        private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

        private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

        private sealed record Row(
            string Code, string Unit, string Type, int Batch, RunStatus Status, string? Phase, string? Gate, GateStatus? GateStatus, DateOnly? AskedOn,
            DateOnly? AnswerBy, DateOnly? DueOn, int Open, bool Waiting);
    }
}
