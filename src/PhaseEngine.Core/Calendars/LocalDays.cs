namespace PhaseEngine.Core.Calendars;

/// <summary>
/// Between days of a place and instants. A local time that does not exist becomes the next one that does; of one that
/// occurs twice the first is meant. All instants given back are UTC.
/// </summary>
public static class LocalDays
{
    /// <summary>When a local day begins.</summary>
    /// <param name="day">The local day.</param>
    /// <param name="zone">Where.</param>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone) => At(day, TimeOnly.MinValue, zone);

    /// <summary>
    /// When a local day is over: the start of the next. What is due on the day is late from this instant on, not before.
    /// </summary>
    /// <param name="day">The local day.</param>
    /// <param name="zone">Where.</param>
    public static DateTimeOffset EndOf(DateOnly day, TimeZoneInfo zone) => StartOf(day.AddDays(1), zone);

    /// <summary>The local day on which an instant falls.</summary>
    /// <param name="instant">The instant, in whatever offset.</param>
    /// <param name="zone">Where.</param>
    public static DateOnly On(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>When a clock on the wall shows a time of a day.</summary>
    /// <param name="day">The local day.</param>
    /// <param name="time">The local time.</param>
    /// <param name="zone">Where.</param>
    public static DateTimeOffset At(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        // Only GetUtcOffset of an instant is asked: unlike IsInvalidTime it also knows the days a place skipped altogether.
        var local = new DateTimeOffset(day, time, TimeSpan.Zero);
        var before = zone.GetUtcOffset(local.AddDays(-1));
        var after = zone.GetUtcOffset(local.AddDays(1));
        if (before == after)
        {
            return local - before;
        }

        // A change of clocks is near. The larger offset gives the earlier instant.
        var (early, late) = before > after ? (local - before, local - after) : (local - after, local - before);
        if (zone.GetUtcOffset(early) == local - early)
        {
            return early;
        }

        return zone.GetUtcOffset(late) == local - late ? late : ChangeBetween(early, late, zone);
    }

    /// <summary>The first instant with the offset of the end, to the second.</summary>
    private static DateTimeOffset ChangeBetween(DateTimeOffset start, DateTimeOffset end, TimeZoneInfo zone)
    {
        var offset = zone.GetUtcOffset(end);
        while (end - start > TimeSpan.FromSeconds(1))
        {
            var middle = start.AddSeconds(Math.Floor((end - start).TotalSeconds / 2));
            (start, end) = zone.GetUtcOffset(middle) == offset ? (start, middle) : (middle, end);
        }

        return end;
    }
}
