using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Data.Campaigns;

/// <summary>What a batch's timetable is made of; where one of these differs, so does the timetable.</summary>
/// <param name="Start">The batch's first day.</param>
/// <param name="Zone">The campaign's zone, or the unit's own.</param>
/// <param name="PhaseStarts">Starts set by hand, as JSON.</param>
/// <param name="CalendarFrom">When a year of the calendar was imported last; null: never.</param>
public readonly record struct TimetableKey(DateOnly Start, string Zone, string PhaseStarts, DateTimeOffset? CalendarFrom);

/// <summary>Timetables of batches, made once per process and made anew when anything they depend on was changed.</summary>
public sealed class TimetableCache
{
    private readonly ConcurrentDictionary<(Plan, TimetableKey), Timetable> timetables = new();
    private volatile Loaded calendar = new(null, WorkingCalendar.China);

    public async ValueTask<Timetable> Get(PhaseEngineDb db, Plan plan, TimetableKey key, CancellationToken ct)
    {
        if (timetables.TryGetValue((plan, key), out var known)) return known;

        var days = await Calendar(db, key.CalendarFrom, ct);
        var byHand = JsonSerializer.Deserialize<Dictionary<string, DateOnly>>(key.PhaseStarts);
        return timetables.GetOrAdd(
            (plan, key), new Timetable(plan, key.Start, days, TimeZoneInfo.FindSystemTimeZoneById(key.Zone), byHand));
    }

    /// <summary>The working days as they are known now: built in, and imported.</summary>
    public async ValueTask<WorkingCalendar> Calendar(PhaseEngineDb db, CancellationToken ct) =>
        await Calendar(db, await db.KnownCalendarYears.MaxAsync(y => (DateTimeOffset?)y.ImportedAt, ct), ct);

    private async ValueTask<WorkingCalendar> Calendar(PhaseEngineDb db, DateTimeOffset? from, CancellationToken ct)
    {
        if (calendar.From == from) return calendar.Days;

        var years = await db.KnownCalendarYears.AsNoTracking().Select(y => y.Days).ToListAsync(ct);
        var days = WorkingCalendar.China.With([.. years.Select(year => JsonSerializer.Deserialize<YearDays>(year, JsonSerializerOptions.Web)!)]);
        calendar = new Loaded(from, days);
        return days;
    }

    private sealed record Loaded(DateTimeOffset? From, WorkingCalendar Days);
}
