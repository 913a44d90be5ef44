using FsCheck;
using FsCheck.Fluent;
using PhaseEngine.Core.Calendars;

namespace PhaseEngine.Core.Tests.Calendars;

public sealed class SendTimesTests
{
    private static readonly TimeZoneInfo Shanghai = Written.Zone("Asia/Shanghai");

    private static readonly Gen<DateTimeOffset> Instant =
        from day in Any.Day
        from minute in Gen.Choose(0, 1439)
        select new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddMinutes(minute);

    private static readonly Gen<SendTimes> Times =
        from @from in Gen.Choose(0, 1438)
        from until in Gen.Choose(@from + 1, 1439)
        from workingDaysOnly in Gen.Elements(true, false)
        select new SendTimes(TimeOnly.MinValue.AddMinutes(@from), TimeOnly.MinValue.AddMinutes(until), workingDaysOnly);

    [Theory]
    [InlineData("2024-09-30T10:00+08:00", "2024-09-30T10:00+08:00")] // a working Monday
    [InlineData("2024-09-30T08:30+08:00", "2024-09-30T08:30+08:00")]
    [InlineData("2024-09-30T08:29+08:00", "2024-09-30T08:30+08:00")]
    [InlineData("2024-09-29T20:00+08:00", "2024-09-30T08:30+08:00")]
    [InlineData("2024-09-29T19:59+08:00", "2024-09-29T19:59+08:00")] // a worked Sunday
    [InlineData("2024-09-30T20:00+08:00", "2024-10-08T08:30+08:00")] // National Day
    [InlineData("2024-10-03T10:00+08:00", "2024-10-08T08:30+08:00")]
    [InlineData("2024-09-30T00:00Z", "2024-09-30T08:30+08:00")] // eight in the morning there
    public void Waits_for_working_hours(string ready, string expected)
    {
        var next = SendTimes.Default.Next(Written.Instant(ready), Shanghai, WorkingCalendar.China);

        Assert.Equal(Written.Instant(expected), next);
        Assert.Equal(TimeSpan.Zero, next.Offset);
    }

    [Fact]
    public void May_go_out_on_holidays_where_only_the_hours_are_quiet()
    {
        var times = new SendTimes(new(9, 0), new(21, 0), workingDaysOnly: false);

        var next = times.Next(Written.Instant("2024-10-01T22:00+08:00"), Shanghai, WorkingCalendar.China);

        Assert.Equal(Written.Instant("2024-10-02T09:00+08:00"), next);
    }

    [Fact]
    public void A_day_without_open_hours_is_passed_over()
    {
        var apia = Written.Zone("Pacific/Apia"); // there was no 30 December 2011
        var times = new SendTimes(new(9, 0), new(17, 0), workingDaysOnly: false);

        var next = times.Next(LocalDays.At(new(2011, 12, 29), new(18, 0), apia), apia, WorkingCalendar.WeekendsOnly);

        Assert.Equal(LocalDays.At(new(2011, 12, 31), new(9, 0), apia), next);
    }

    [Fact]
    public void Hours_that_end_before_they_begin_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SendTimes(new(20, 0), new(8, 0)));

    [Fact]
    public void Never_earlier_and_once_found_final() =>
        (from times in Times from instant in Instant from zone in Any.Zone select (times, instant, zone)).Holds(x =>
        {
            var next = x.times.Next(x.instant, x.zone, WorkingCalendar.China);
            var local = TimeZoneInfo.ConvertTime(next, x.zone).DateTime;
            return next >= x.instant
                && next == x.times.Next(next, x.zone, WorkingCalendar.China)
                && TimeOnly.FromDateTime(local) >= x.times.From && TimeOnly.FromDateTime(local) < x.times.Until
                && (!x.times.WorkingDaysOnly || WorkingCalendar.China.IsWorkingDay(DateOnly.FromDateTime(local)));
        });

    [Fact]
    public void What_is_ready_first_goes_out_first() =>
        (from times in Times from instant in Instant from later in Gen.Choose(0, 20000) select (times, instant, later)).Holds(x =>
            x.times.Next(x.instant, Shanghai, WorkingCalendar.China)
            <= x.times.Next(x.instant.AddMinutes(x.later), Shanghai, WorkingCalendar.China));
}
