using FsCheck.Fluent;
using PhaseEngine.Core.Calendars;

namespace PhaseEngine.Core.Tests.Calendars;

public sealed class SpanTests
{
    [Theory]
    [InlineData("0d", 0, SpanUnit.Days)]
    [InlineData("40d", 40, SpanUnit.Days)]
    [InlineData("10wd", 10, SpanUnit.WorkingDays)]
    [InlineData("2w", 2, SpanUnit.Weeks)]
    [InlineData("4m", 4, SpanUnit.Months)]
    [InlineData("9999d", 9999, SpanUnit.Days)]
    public void Reads_what_templates_write(string text, int amount, SpanUnit unit)
    {
        Assert.True(Span.TryParse(text, out var span));

        Assert.Equal(new Span(amount, unit), span);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("40")]
    [InlineData("40D")]
    [InlineData("40 d")]
    [InlineData(" 40d")]
    [InlineData("040d")]
    [InlineData("-1d")]
    [InlineData("+1d")]
    [InlineData("1.5d")]
    [InlineData("1y")]
    [InlineData("1dw")]
    [InlineData("４０d")]
    [InlineData("10000d")]
    [InlineData("99999999999d")]
    public void Refuses_anything_else(string? text) => Assert.False(Span.TryParse(text, out _));

    [Theory]
    [InlineData(-1)]
    [InlineData(10000)]
    public void Cannot_be_made_beyond_its_bounds(int amount) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Span(amount, SpanUnit.Days));

    [Theory]
    [InlineData("2005-07-20", "40d", "2005-08-29")]
    [InlineData("2005-07-20", "2w", "2005-08-03")]
    [InlineData("2005-01-31", "1m", "2005-02-28")]
    [InlineData("2004-01-31", "1m", "2004-02-29")]
    [InlineData("2005-10-31", "4m", "2006-02-28")]
    [InlineData("2005-07-22", "1wd", "2005-07-25")] // Friday to Monday
    [InlineData("2006-04-28", "3wd", "2006-05-08")] // two make-up days, then the week of Labour Day
    [InlineData("2024-09-30", "1wd", "2024-10-08")]
    [InlineData("2005-07-23", "0wd", "2005-07-23")]
    public void Lies_after_a_day(string day, string text, string expected)
    {
        Assert.True(Span.TryParse(text, out var span));

        Assert.Equal(Written.Day(expected), span.After(Written.Day(day), WorkingCalendar.China));
    }

    [Theory]
    [InlineData("2005-08-29", "40d", "2005-07-20")]
    [InlineData("2005-03-31", "1m", "2005-02-28")]
    [InlineData("2005-07-25", "1wd", "2005-07-22")]
    [InlineData("2024-10-08", "2wd", "2024-09-29")]
    public void Lies_before_a_day(string day, string text, string expected)
    {
        Assert.True(Span.TryParse(text, out var span));

        Assert.Equal(Written.Day(expected), span.Before(Written.Day(day), WorkingCalendar.China));
    }

    [Fact]
    public void Reads_back_what_it_prints() => Any.Span.Holds(span => Span.TryParse(span.ToString(), out var read) && read == span);

    [Fact]
    public void A_later_day_never_gives_an_earlier_one() =>
        (from span in Any.Span from day in Any.Day from other in Any.Day select (span, day, other)).Holds(x =>
            x.span.After(Min(x.day, x.other), WorkingCalendar.China) <= x.span.After(Max(x.day, x.other), WorkingCalendar.China)
            && x.span.Before(Min(x.day, x.other), WorkingCalendar.China) <= x.span.Before(Max(x.day, x.other), WorkingCalendar.China));

    private static DateOnly Min(DateOnly a, DateOnly b) => a < b ? a : b;

    private static DateOnly Max(DateOnly a, DateOnly b) => a < b ? b : a;
}
