using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Doctor;

/// <summary>Whether this year's public holidays are known, and every time zone that units and campaigns name.</summary>
internal sealed class CalendarCheckUp(PhaseEngineDb db, TimetableCache timetables, Today today) : ICheckUp
{
    public int Order => 20;

    public async Task<IReadOnlyList<CheckUp>> Look(CancellationToken ct) => [await Holidays(ct), await Zones(ct)];

    private async Task<CheckUp> Holidays(CancellationToken ct)
    {
        var last = (await timetables.Calendar(db, ct)).LastYear;
        return last >= today.Date.Year
            ? new("holidays", true, $"known to the end of {last}; later years are provisional, weekends only")
            : new("holidays", false, $"known to the end of {last} only: import {today.Date.Year}, until then dates are reckoned by weekends");
    }

    private async Task<CheckUp> Zones(CancellationToken ct)
    {
        var named = await db.Campaigns.Select(c => c.Zone).Union(db.Units.Where(u => u.Zone != null).Select(u => u.Zone!)).ToListAsync(ct);
        var unknown = named.Where(zone => !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)).Order(StringComparer.Ordinal).ToList();
        return unknown.Count == 0
            ? new("time zones", true, named.Count == 0 ? "none named yet" : string.Join(", ", named.Order(StringComparer.Ordinal)))
            : new("time zones", false, $"this machine does not know {string.Join(", ", unknown)}: install tzdata");
    }
}
