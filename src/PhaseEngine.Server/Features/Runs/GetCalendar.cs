using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Reviews;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>A unit's days, in all campaigns together: what is due, meetings convened, phases that begin and end, days off.</summary>
internal static class GetCalendar
{
    private const int Longest = 100;

    /// <summary>No campaign begins outside of these.</summary>
    private static readonly DateOnly Earliest = new(1990, 1, 1), Latest = new(2200, 12, 31);

    internal sealed record Span(
        [property: Description("First day; today when not given")] DateOnly? From,
        [property: Description("Last day, at most 100 days later; a month later when not given")] DateOnly? To);

    /// <param name="Entries">By day.</param>
    /// <param name="Days">Days that are not as the week has them: holidays, and weekend days worked in exchange.</param>
    internal sealed record View(DateOnly From, DateOnly To, IReadOnlyList<Entry> Entries, IReadOnlyList<SpecialDay> Days);

    /// <param name="Day">When.</param>
    /// <param name="Sort">requirement, gate, meeting, item, phaseStart or phaseEnd.</param>
    /// <param name="RunId">The run.</param>
    /// <param name="Campaign">The campaign's title.</param>
    /// <param name="Key">The requirement, gate or phase.</param>
    /// <param name="Title">What it is about.</param>
    /// <param name="Done">Whether nothing is left to do.</param>
    /// <param name="Overdue">Whether it counts as late.</param>
    internal sealed record Entry(DateOnly Day, string Sort, Guid RunId, string Campaign, string Key, string Title, bool Done, bool Overdue);

    internal sealed record SpecialDay(DateOnly Day, string? Name, bool Works);

    internal sealed record Query(Guid UnitId, DateOnly From, DateOnly To) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Guid unitId, [AsParameters] Span span, Today today, IMediator mediator, CancellationToken ct)
    {
        var from = span.From is { } first ? (first < Earliest ? Earliest : first > Latest ? Latest : first) : today.Date;
        var to = span.To ?? from.AddDays(30);
        return (await mediator.Send(new Query(unitId, from, to < from ? from : to > from.AddDays(Longest) ? from.AddDays(Longest) : to), ct)).Ok();
    }

    internal sealed class Handler(PhaseEngineDb db, RunStore store, RunReadings readings, TimetableCache timetables) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (_, first, last) = request;
            var found = await (
                from run in db.Runs
                where run.UnitId == request.UnitId && (run.Status == RunStatus.Active || run.Status == RunStatus.Suspended)
                join campaign in db.Campaigns on run.CampaignId equals campaign.Id
                where campaign.Status == CampaignStatus.Running
                orderby campaign.LaunchedAt, run.Id
                select new { run.Id, campaign.Title }).ToListAsync(cancellationToken);

            var entries = new List<Entry>();
            foreach (var run in found)
            {
                if (await store.Load(run.Id, forUpdate: false, cancellationToken) is not { } row) continue;
                var reading = readings.Of(row);
                entries.AddRange(Planned(reading, run.Title.Said()));
                entries.AddRange(await Meetings(reading, run.Title.Said(), first, last, cancellationToken));
                entries.AddRange(await Items(reading, run.Title.Said(), first, last, cancellationToken));
            }

            var calendar = await timetables.Calendar(db, cancellationToken);
            return new View(first, last, [.. entries.Where(e => first <= e.Day && e.Day <= last).OrderBy(e => e.Day)], SpecialDays(calendar, first, last));
        }

        private static IEnumerable<Entry> Planned(RunReading reading, string campaign)
        {
            var unit = reading.State.Unit;
            foreach (var activity in reading.Plan.Activities)
            {
                var state = reading.State.Activities[activity.Index];
                Entry At(DateOnly day, string sort, bool done, bool overdue) =>
                    new(day, sort, reading.Row.Id, campaign, activity.Key!, activity.TitleFor(unit).Said(), done, overdue);

                switch (activity)
                {
                    case PlanPhase phase when state.Status is not ActivityStatus.Skipped:
                        yield return At(state.Entered ?? reading.Timetable.StartOf(phase), "phaseStart", state.Entered is not null, false);
                        if ((state.Due ?? reading.Timetable.EndOf(phase, phase.For(unit))) is { } end)
                            yield return At(end, "phaseEnd", state.Status == ActivityStatus.Done, reading.IsOverdue(phase, state.Status == ActivityStatus.Open));
                        break;
                    // Their days are those of the meetings.
                    case PlanRequirement { Kind.Convened: true }:
                        break;
                    case PlanRequirement requirement when state.Due is { } due:
                        var open = RequirementView.IsOpen(state);
                        yield return At(due, "requirement", !open, reading.IsOverdue(requirement, open));
                        break;
                    case PlanGate gate when state.Due is { } due:
                        yield return At(due, "gate", state.Status == ActivityStatus.Done, reading.IsOverdue(gate, state.Status == ActivityStatus.Open));
                        break;
                }
            }
        }

        private async Task<IEnumerable<Entry>> Meetings(RunReading reading, string campaign, DateOnly first, DateOnly last, CancellationToken ct)
        {
            var run = reading.Row;
            var meetings = await db.ReviewMeetings.AsNoTracking()
                .Where(m => m.RunId == run.Id && first <= m.ProposedOn && m.ProposedOn <= last).ToListAsync(ct);
            return meetings.Select(m => new Entry(
                m.ProposedOn, "meeting", run.Id, campaign, m.Key, run.Plan.Requirement(m.Key)?.TitleFor(run.State.Unit).Said() ?? m.Key,
                m.EvidenceId is not null, m.EvidenceId is null && m.To < reading.Today));
        }

        private async Task<IEnumerable<Entry>> Items(RunReading reading, string campaign, DateOnly first, DateOnly last, CancellationToken ct)
        {
            var run = reading.Row;
            var items = await db.RectificationItems.AsNoTracking()
                .Where(i => i.RunId == run.Id && first <= i.Deadline && i.Deadline <= last
                    && (i.Status == RectificationStatus.Open || i.Status == RectificationStatus.Relapsed))
                .OrderBy(i => i.Priority).ThenBy(i => i.Id).ToListAsync(ct);
            return items.Select(i => new Entry(i.Deadline!.Value, "item", run.Id, campaign, i.Key, i.Problem, false, i.Deadline < reading.Today));
        }

        private static IReadOnlyList<SpecialDay> SpecialDays(WorkingCalendar calendar, DateOnly first, DateOnly last) =>
        [
            .. from number in Enumerable.Range(first.DayNumber, last.DayNumber - first.DayNumber + 1)
               let day = DateOnly.FromDayNumber(number)
               let holiday = calendar.HolidayOn(day)
               let worked = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && calendar.IsWorkingDay(day)
               where holiday is not null || worked
               select new SpecialDay(day, holiday is null ? null : Language.Current == "en" ? holiday.EnglishName : holiday.ChineseName, worked),
        ];
    }
}
