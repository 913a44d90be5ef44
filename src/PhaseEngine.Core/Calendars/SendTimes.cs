namespace PhaseEngine.Core.Calendars;

/// <summary>When messages may go out (S.45: quiet hours and working days respected). Times are local to the reader's unit.</summary>
public sealed record SendTimes
{
    /// <summary>Hours of the day, each day or on working days only.</summary>
    /// <param name="from">The first time at which a message may go out.</param>
    /// <param name="until">The time from which on none may, later the same day.</param>
    /// <param name="workingDaysOnly">Whether weekends and holidays are quiet.</param>
    public SendTimes(TimeOnly from, TimeOnly until, bool workingDaysOnly = true)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, until);
        (From, Until, WorkingDaysOnly) = (from, until, workingDaysOnly);
    }

    /// <summary>Working days, 08:30 to 20:00.</summary>
    public static SendTimes Default { get; } = new(new TimeOnly(8, 30), new TimeOnly(20, 0));

    /// <summary>The first time at which a message may go out.</summary>
    public TimeOnly From { get; }

    /// <summary>The time from which on none may.</summary>
    public TimeOnly Until { get; }

    /// <summary>Whether weekends and holidays are quiet.</summary>
    public bool WorkingDaysOnly { get; }

    /// <summary>The instant itself when a message may go out then, otherwise the next at which one may. UTC.</summary>
    /// <param name="instant">When the message is ready.</param>
    /// <param name="zone">Where it is read.</param>
    /// <param name="calendar">Says which days are working days there.</param>
    public DateTimeOffset Next(DateTimeOffset instant, TimeZoneInfo zone, WorkingCalendar calendar)
    {
        if (IsOpen(instant, zone, calendar))
        {
            return instant.ToUniversalTime();
        }

        // A day's opening may be past, or missing where the clocks were changed: then it is the next day's.
        var day = LocalDays.On(instant, zone);
        while (true)
        {
            var opening = LocalDays.At(day, From, zone);
            if (opening >= instant && IsOpen(opening, zone, calendar))
            {
                return opening;
            }

            day = WorkingDaysOnly ? calendar.NextWorkingDay(day.AddDays(1)) : day.AddDays(1);
        }
    }

    private bool IsOpen(DateTimeOffset instant, TimeZoneInfo zone, WorkingCalendar calendar)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone).DateTime;
        var time = TimeOnly.FromDateTime(local);
        return time >= From && time < Until && (!WorkingDaysOnly || calendar.IsWorkingDay(DateOnly.FromDateTime(local)));
    }
}
