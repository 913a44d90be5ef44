using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Calendars;

/// <summary>
/// The working calendar: holidays and make-up working days of each year. A year whose official notice is not imported yet has
/// only weekends and is provisional: dates in it may still move.
/// </summary>
internal static class ListYears
{
    internal sealed record Span(
        [property: Description("First year; last year when not given")] int? From,
        [property: Description("Last year; the year after the next when not given")] int? To);

    /// <param name="Provisional">Whether only its weekends are known.</param>
    /// <param name="ImportedAt">When its notice was imported; null: it came with the product, or is provisional.</param>
    /// <param name="Holidays">Days off, whatever the weekday.</param>
    /// <param name="Workdays">Saturdays and Sundays that are worked in exchange.</param>
    internal sealed record YearView(int Year, bool Provisional, DateTimeOffset? ImportedAt, IReadOnlyList<HolidayView> Holidays, IReadOnlyList<DateOnly> Workdays);

    internal sealed record HolidayView(DateOnly Day, string Name);

    internal sealed record Query(int From, int To) : IQuery<IReadOnlyList<YearView>>;

    public static async Task<Results<Ok<IReadOnlyList<YearView>>, Refused>> Handle([AsParameters] Span span, Today today, IMediator mediator, CancellationToken ct)
    {
        var from = Math.Clamp(span.From ?? today.Date.Year - 1, 1949, 2199);
        return (await mediator.Send(new Query(from, Math.Clamp(span.To ?? today.Date.Year + 2, from, from + 50)), ct)).Ok();
    }

    internal sealed class Handler(PhaseEngineDb db, TimetableCache timetables) : IQueryHandler<Query, IReadOnlyList<YearView>>
    {
        public async Task<Result<IReadOnlyList<YearView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var calendar = await timetables.Calendar(db, cancellationToken);
            var known = calendar.Years.ToDictionary(y => y.Year);
            var imported = await db.KnownCalendarYears.AsNoTracking().ToDictionaryAsync(y => y.Year, y => y.ImportedAt, cancellationToken);
            return Enumerable.Range(request.From, request.To - request.From + 1)
                .Select(year => Of(year, known.GetValueOrDefault(year), imported.TryGetValue(year, out var at) ? at : null)).ToList();
        }

        private static YearView Of(int year, YearDays? days, DateTimeOffset? importedAt) => new(
            year, days is null, importedAt,
            [.. (days?.Holidays ?? []).OrderBy(h => h.Day).Select(h => new HolidayView(h.Day, Language.Current == "en" ? h.EnglishName : h.ChineseName))],
            [.. (days?.MakeUpDays ?? []).Order()]);
    }
}
