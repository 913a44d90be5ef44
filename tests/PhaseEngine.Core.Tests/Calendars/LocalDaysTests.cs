using FsCheck.Fluent;
using PhaseEngine.Core.Calendars;

namespace PhaseEngine.Core.Tests.Calendars;

public sealed class LocalDaysTests
{
    [Theory]
    [InlineData("Asia/Shanghai", "2005-07-25", "2005-07-24T16:00:00Z", "2005-07-25T16:00:00Z")]
    [InlineData("UTC", "2005-07-25", "2005-07-25T00:00:00Z", "2005-07-26T00:00:00Z")]
    [InlineData("Europe/Berlin", "2024-03-31", "2024-03-30T23:00:00Z", "2024-03-31T22:00:00Z")] // 23 hours
    [InlineData("Europe/Berlin", "2024-10-27", "2024-10-26T22:00:00Z", "2024-10-27T23:00:00Z")] // 25 hours
    public void A_day_lasts_from_midnight_to_midnight(string zone, string day, string start, string end) =>
        AssertDay(zone, day, start, end);

    [Theory]
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z")]
    [InlineData("Asia/Beirut", "2022-03-27", "2022-03-26T22:00:00Z", "2022-03-27T21:00:00Z")]
    [InlineData("Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00Z", "2024-04-26T21:00:00Z")]
    [InlineData("America/Havana", "2024-03-10", "2024-03-10T05:00:00Z", "2024-03-11T04:00:00Z")]
    public void A_missing_midnight_is_the_next_valid_time(string zone, string day, string start, string end) =>
        AssertDay(zone, day, start, end);

    [Theory]
    [InlineData("America/Havana", "2024-11-03", "2024-11-03T04:00:00Z", "2024-11-04T05:00:00Z")]
    [InlineData("Atlantic/Azores", "2024-10-27", "2024-10-27T00:00:00Z", "2024-10-28T01:00:00Z")]
    public void Of_a_doubled_midnight_the_first_is_meant(string zone, string day, string start, string end) =>
        AssertDay(zone, day, start, end);

    [Fact]
    public void A_day_that_turns_back_before_its_end_begins_once()
    {
        // At midnight the clocks went back to 23:00, so the next day begins an hour later.
        AssertDay("America/Sao_Paulo", "2018-02-17", "2018-02-17T02:00:00Z", "2018-02-18T03:00:00Z");
    }

    [Fact]
    public void A_day_that_was_skipped_altogether_is_over_as_it_begins() =>
        AssertDay("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z");

    [Theory]
    [InlineData("Europe/Berlin", "2024-03-31", "02:30", "2024-03-31T01:00:00Z")]
    [InlineData("Europe/Berlin", "2024-10-27", "02:30", "2024-10-27T00:30:00Z")]
    [InlineData("Australia/Lord_Howe", "2024-10-06", "02:10", "2024-10-05T15:30:00Z")] // half an hour
    [InlineData("Asia/Shanghai", "2026-02-24", "08:30", "2026-02-24T00:30:00Z")]
    public void Other_times_of_day_follow_the_same_rule(string zone, string day, string time, string expected) =>
        Assert.Equal(Written.Instant(expected), LocalDays.At(Written.Day(day), Written.Time(time), Written.Zone(zone)));

    [Theory]
    [InlineData("2005-07-25T15:59:59Z", "2005-07-25")]
    [InlineData("2005-07-25T16:00:00Z", "2005-07-26")]
    [InlineData("2005-07-26T00:00:00+08:00", "2005-07-26")]
    public void An_instant_falls_on_a_local_day(string instant, string expected) =>
        Assert.Equal(Written.Day(expected), LocalDays.On(Written.Instant(instant), Written.Zone("Asia/Shanghai")));

    [Fact]
    public void A_day_ends_where_the_next_begins_and_never_before_it_began() =>
        (from zone in Any.Zone from day in Any.Day select (zone, day)).Holds(x =>
            LocalDays.EndOf(x.day, x.zone) == LocalDays.StartOf(x.day.AddDays(1), x.zone)
            && LocalDays.StartOf(x.day, x.zone) <= LocalDays.EndOf(x.day, x.zone)
            && LocalDays.EndOf(x.day, x.zone).Offset == TimeSpan.Zero);

    [Fact]
    public void The_start_of_a_day_lies_on_it_and_the_second_before_does_not() =>
        (from zone in Any.Zone where zone.Id != "Pacific/Apia" from day in Any.Day select (zone, day)).Holds(x =>
            LocalDays.On(LocalDays.StartOf(x.day, x.zone), x.zone) == x.day
            && LocalDays.On(LocalDays.StartOf(x.day, x.zone).AddSeconds(-1), x.zone) == x.day.AddDays(-1));

    private static void AssertDay(string zone, string day, string start, string end)
    {
        var (local, place) = (Written.Day(day), Written.Zone(zone));

        Assert.Equal(Written.Instant(start), LocalDays.StartOf(local, place));
        Assert.Equal(Written.Instant(end), LocalDays.EndOf(local, place));
        Assert.Equal(TimeSpan.Zero, LocalDays.EndOf(local, place).Offset);
    }
}
