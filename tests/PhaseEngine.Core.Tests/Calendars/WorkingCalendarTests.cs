using FsCheck.Fluent;
using PhaseEngine.Core.Calendars;

namespace PhaseEngine.Core.Tests.Calendars;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar China = WorkingCalendar.China;

    [Fact]
    public void Knows_the_years_2004_to_2026()
    {
        Assert.Equal(2004, China.FirstYear);
        Assert.Equal(2026, China.LastYear);
        Assert.Equal(Enumerable.Range(2004, 23), China.Years.Select(y => y.Year));
    }

    [Theory]
    [InlineData("2005-10-01", "2005-10-07", "国庆节", "National Day")]
    [InlineData("2006-05-01", "2006-05-07", "劳动节", "Labour Day")]
    [InlineData("2007-05-01", "2007-05-07", "劳动节", "Labour Day")]
    [InlineData("2008-04-04", "2008-04-06", "清明", "Tomb-sweeping Day")]
    [InlineData("2020-01-24", "2020-02-02", "春节", "Spring Festival")]
    [InlineData("2024-10-01", "2024-10-07", "国庆节", "National Day")]
    [InlineData("2026-02-15", "2026-02-23", "春节", "Spring Festival")]
    public void Knows_the_holidays_day_by_day(string from, string to, string chinese, string english)
    {
        var (first, last) = (Written.Day(from), Written.Day(to));

        for (var day = first; day <= last; day = day.AddDays(1))
        {
            Assert.Equal(new Holiday(day, chinese, english), China.HolidayOn(day));
            Assert.False(China.IsWorkingDay(day));
        }

        Assert.Null(China.HolidayOn(first.AddDays(-1)));
        Assert.Null(China.HolidayOn(last.AddDays(1)));
    }

    [Theory]
    [InlineData("2006-04-29", "2006-04-30")] // Labour Day 2006
    [InlineData("2006-12-30", "2006-12-31")] // New Year 2007, worked the year before
    [InlineData("2024-09-29", "2024-10-12")] // National Day 2024
    [InlineData("2026-02-14", "2026-02-28")] // Spring Festival 2026
    public void Works_on_weekends_in_exchange(string one, string other)
    {
        Assert.All([Written.Day(one), Written.Day(other)], day =>
        {
            Assert.True(day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
            Assert.True(China.IsWorkingDay(day));
        });
    }

    [Fact]
    public void Labour_Day_is_one_day_off_in_2008_after_the_golden_week_ended()
    {
        Assert.NotNull(China.HolidayOn(new(2008, 5, 1)));
        Assert.True(China.IsWorkingDay(new(2008, 5, 5)));
    }

    [Theory]
    [InlineData(2007, 249)]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    public void A_year_has_the_announced_number_of_working_days(int year, int expected)
    {
        var days = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(n => new DateOnly(year, 1, 1).AddDays(n));

        Assert.Equal(expected, days.Count(China.IsWorkingDay));
    }

    [Theory]
    [InlineData("2003-12-31", true)]
    [InlineData("2004-01-01", false)]
    [InlineData("2026-12-31", false)]
    [InlineData("2027-01-01", true)]
    public void Is_provisional_outside_the_known_years(string day, bool expected) =>
        Assert.Equal(expected, China.IsProvisional(Written.Day(day)));

    [Theory]
    [InlineData("2027-10-01", true)] // a Friday, surely a holiday, but not announced
    [InlineData("2027-10-02", false)]
    [InlineData("2003-10-01", true)]
    [InlineData("2003-10-04", false)]
    public void Knows_only_weekends_there(string day, bool expected) => Assert.Equal(expected, China.IsWorkingDay(Written.Day(day)));

    [Theory]
    [InlineData("2024-09-30", "2024-09-30")]
    [InlineData("2024-10-01", "2024-10-08")]
    [InlineData("2024-10-12", "2024-10-12")] // a worked Saturday
    [InlineData("2024-10-13", "2024-10-14")]
    [InlineData("2026-12-31", "2026-12-31")]
    [InlineData("2027-01-02", "2027-01-04")]
    [InlineData("2003-12-27", "2003-12-29")]
    public void Finds_the_next_working_day(string day, string expected) =>
        Assert.Equal(Written.Day(expected), China.NextWorkingDay(Written.Day(day)));

    [Theory]
    [InlineData("2024-10-05", 0, "2024-10-05")]
    [InlineData("2024-10-05", 1, "2024-10-08")]
    [InlineData("2024-10-05", -1, "2024-09-30")]
    [InlineData("2024-10-08", -2, "2024-09-29")] // a worked Sunday
    [InlineData("2026-12-31", 1, "2027-01-01")] // provisional
    [InlineData("2003-12-31", 1, "2004-01-02")]
    [InlineData("2004-01-02", -1, "2003-12-31")]
    public void Counts_working_days(string day, int count, string expected) =>
        Assert.Equal(Written.Day(expected), China.AddWorkingDays(Written.Day(day), count));

    [Fact]
    public void Counting_gives_what_stepping_from_day_to_day_gives() =>
        (from day in Any.Day from count in Gen.Choose(-400, 400) select (day, count)).Holds(x =>
            China.AddWorkingDays(x.day, x.count) == Step(x.day, x.count));

    [Fact]
    public void Counting_there_and_back_is_standing_still() =>
        (from day in Any.Day from count in Gen.Choose(-9999, 9999) select (day: China.NextWorkingDay(day), count)).Holds(x =>
            China.AddWorkingDays(China.AddWorkingDays(x.day, x.count), -x.count) == x.day);

    [Fact]
    public void The_next_working_day_is_the_first_there_is() => Any.Day.Holds(day =>
    {
        var next = China.NextWorkingDay(day);
        return China.IsWorkingDay(next) && Enumerable.Range(0, next.DayNumber - day.DayNumber).All(n => !China.IsWorkingDay(day.AddDays(n)));
    });

    [Fact]
    public void Without_known_years_works_on_every_weekday_and_is_provisional()
    {
        var calendar = WorkingCalendar.WeekendsOnly;

        Assert.Null(calendar.FirstYear);
        Assert.Null(calendar.LastYear);
        Assert.True(calendar.IsProvisional(new(2024, 10, 1)));
        Any.Day.Holds(day => calendar.IsWorkingDay(day) == day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
    }

    [Fact]
    public void A_year_between_known_ones_may_be_unknown()
    {
        var calendar = China.With(new YearDays(2028, [new(new(2028, 10, 2), "国庆节", "National Day")], []));

        Assert.True(calendar.IsProvisional(new(2027, 6, 1)));
        Assert.True(calendar.IsWorkingDay(new(2027, 10, 1)));
        Assert.False(calendar.IsWorkingDay(new(2028, 10, 2)));
        Assert.Equal(2028, calendar.LastYear);
    }

    [Fact]
    public void A_year_added_replaces_what_was_known_of_it_and_leaves_the_old_calendar_alone()
    {
        var calendar = China.With(new YearDays(2026, [new(new(2026, 10, 1), "国庆节", "National Day")], [new(2026, 10, 11)]));

        Assert.True(calendar.IsWorkingDay(new(2026, 10, 2)));
        Assert.True(calendar.IsWorkingDay(new(2026, 10, 11)));
        Assert.False(calendar.IsWorkingDay(new(2026, 10, 10)));
        Assert.False(China.IsWorkingDay(new(2026, 10, 2)));
        Assert.Equal(China.Years.Count, calendar.Years.Count);
    }

    [Fact]
    public void Contradicting_days_are_a_broken_promise()
    {
        var holiday = new Holiday(new(2027, 10, 1), "国庆节", "National Day");

        Assert.Throws<ArgumentException>(() => China.With(new YearDays(2026, [holiday], [])));
        Assert.Throws<ArgumentException>(() => China.With(new YearDays(2027, [holiday, holiday], [])));
        Assert.Throws<ArgumentException>(() => China.With(new YearDays(2027, [holiday], [holiday.Day])));
        Assert.Throws<ArgumentException>(() => China.With([new YearDays(2027, [holiday], []), new YearDays(2027, [], [])]));
    }

    private static DateOnly Step(DateOnly day, int count)
    {
        for (var left = Math.Abs(count); left > 0;)
        {
            day = day.AddDays(Math.Sign(count));
            left -= China.IsWorkingDay(day) ? 1 : 0;
        }

        return day;
    }
}
