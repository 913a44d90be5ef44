using FsCheck.Fluent;
using PhaseEngine.Core.Calendars;

namespace PhaseEngine.Core.Tests.Calendars;

public sealed class RhythmTests
{
    [Theory]
    [InlineData("halfMonth")]
    [InlineData("month")]
    [InlineData("quarter")]
    [InlineData("year")]
    [InlineData("14d")]
    [InlineData("2w")]
    public void Reads_what_templates_write(string text)
    {
        Assert.True(Rhythm.TryParse(text, out var rhythm));

        Assert.Equal(text, rhythm.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("halfmonth")]
    [InlineData("week")]
    [InlineData("0d")]
    [InlineData("10wd")]
    [InlineData("1m")]
    [InlineData("14")]
    public void Refuses_anything_else(string? text) => Assert.False(Rhythm.TryParse(text, out _));

    [Theory]
    [InlineData("halfMonth", "2005-09-01", "2005-10-31", "09-01..09-15 09-16..09-30 10-01..10-15 10-16..10-31")]
    [InlineData("halfMonth", "2005-07-09", "2005-08-22", "07-09..07-15 07-16..07-31 08-01..08-15 08-16..08-22")] // both just long enough
    [InlineData("halfMonth", "2005-07-10", "2005-08-21", "07-10..07-31 08-01..08-21")] // both merged
    [InlineData("halfMonth", "2005-07-10", "2005-08-03", "07-10..08-03")] // both merged with the same
    [InlineData("halfMonth", "2005-07-12", "2005-07-20", "07-12..07-20")] // two short ones
    [InlineData("halfMonth", "2005-07-14", "2005-07-16", "07-14..07-16")] // the phase itself is short
    [InlineData("halfMonth", "2005-07-20", "2005-07-20", "07-20..07-20")]
    [InlineData("halfMonth", "2005-02-22", "2005-03-10", "02-22..02-28 03-01..03-10")]
    [InlineData("month", "2005-07-30", "2005-09-02", "07-30..07-31 08-01..08-31 09-01..09-02")]
    [InlineData("quarter", "2005-02-15", "2005-07-01", "02-15..03-31 04-01..06-30 07-01..07-01")]
    [InlineData("year", "2005-11-01", "2006-02-01", "11-01..12-31 01-01..02-01")]
    [InlineData("14d", "2005-07-20", "2005-08-29", "07-20..08-02 08-03..08-16 08-17..08-29")]
    [InlineData("2w", "2005-07-20", "2005-08-03", "07-20..08-02 08-03..08-03")]
    public void Cuts_a_phase_into_windows(string text, string start, string end, string expected)
    {
        Assert.True(Rhythm.TryParse(text, out var rhythm));

        var windows = rhythm.Windows(Written.Day(start), Written.Day(end)).ToList();

        Assert.Equal(expected, string.Join(' ', windows.Select(w => $"{w.From:MM-dd}..{w.To:MM-dd}")));
        Assert.Equal(Enumerable.Range(1, windows.Count), windows.Select(w => w.Number));
    }

    [Fact]
    public void An_open_ended_phase_has_windows_as_long_as_one_asks()
    {
        var windows = Rhythm.HalfMonth.Windows(new(2005, 12, 12), null).Skip(1).Take(2);

        Assert.Equal([new(2, new(2006, 1, 1), new(2006, 1, 15)), new(3, new(2006, 1, 16), new(2006, 1, 31))], windows);
    }

    [Theory]
    [InlineData("2005-08-29", 3, "2005-08-16", "2005-08-29")]
    [InlineData("2005-08-30", 4, "2005-08-30", "2005-09-15")] // two days of August belong to the next
    [InlineData("2005-09-16", 5, "2005-09-16", "2005-09-30")]
    public void Windows_go_on_when_a_phase_outlasts_its_planned_end(string day, int number, string from, string to)
    {
        var window = Rhythm.HalfMonth.WindowOn(Written.Day(day), new(2005, 7, 20), new(2005, 8, 29));

        Assert.Equal(new Window(number, Written.Day(from), Written.Day(to)), window);
    }

    [Fact]
    public void A_day_before_the_phase_lies_in_no_window() => Assert.Throws<ArgumentOutOfRangeException>(
        () => Rhythm.Month.WindowOn(new(2005, 7, 19), new(2005, 7, 20), null));

    [Fact]
    public void A_phase_cannot_end_before_it_starts() => Assert.Throws<ArgumentOutOfRangeException>(
        () => Rhythm.Month.Windows(new(2005, 7, 20), new(2005, 7, 19)));

    [Fact]
    public void Reads_back_what_it_prints() => Any.Rhythm.Holds(rhythm => Rhythm.TryParse(rhythm.ToString(), out var read) && read == rhythm);

    [Fact]
    public void Windows_tile_the_phase() => (from rhythm in Any.Rhythm from phase in Any.Phase select (rhythm, phase)).Holds(x =>
    {
        var windows = x.rhythm.Windows(x.phase.Start, x.phase.End).ToList();
        return windows[0].From == x.phase.Start
            && windows[^1].To == x.phase.End
            && windows.All(w => w.From <= w.To)
            && windows.Zip(windows.Skip(1)).All(pair => pair.First.To.AddDays(1) == pair.Second.From);
    });

    [Fact]
    public void A_half_month_has_at_least_7_days_unless_the_phase_is_shorter() => Any.Phase.Holds(phase =>
    {
        var shortest = Math.Min(7, phase.End.DayNumber - phase.Start.DayNumber + 1);
        return Rhythm.HalfMonth.Windows(phase.Start, phase.End).All(w => w.To.DayNumber - w.From.DayNumber + 1 >= shortest);
    });

    [Fact]
    public void A_day_lies_in_the_window_that_says_so() =>
        (from rhythm in Any.Rhythm from phase in Any.Phase from n in Gen.Choose(0, 1100) select (rhythm, phase, n)).Holds(x =>
        {
            var day = x.phase.Start.AddDays(x.n % (x.phase.End.DayNumber - x.phase.Start.DayNumber + 1));
            var expected = x.rhythm.Windows(x.phase.Start, x.phase.End).Single(w => w.From <= day && day <= w.To);
            return x.rhythm.WindowOn(day, x.phase.Start, x.phase.End) == expected;
        });

    [Fact]
    public void Windows_follow_each_other_beyond_the_planned_end() =>
        (from rhythm in Any.Rhythm from phase in Any.Phase select (rhythm, phase)).Holds(x =>
        {
            var last = x.rhythm.WindowOn(x.phase.End, x.phase.Start, x.phase.End);
            var next = x.rhythm.WindowOn(x.phase.End.AddDays(1), x.phase.Start, x.phase.End);
            return next.Number == last.Number + 1 && next.From == last.To.AddDays(1);
        });
}
