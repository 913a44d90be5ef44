using FsCheck.Fluent;
using PhaseEngine.Core.Calendars;

namespace PhaseEngine.Core.Tests.Calendars;

public sealed class OffsetTests
{
    [Theory]
    [InlineData("-3d", -3, SpanUnit.Days)]
    [InlineData("+1wd", 1, SpanUnit.WorkingDays)]
    [InlineData("-2w", -2, SpanUnit.Weeks)]
    [InlineData("+1m", 1, SpanUnit.Months)]
    public void Reads_what_templates_write(string text, int amount, SpanUnit unit)
    {
        Assert.True(Offset.TryParse(text, out var offset));

        Assert.Equal(new Offset(amount, unit), offset);
    }

    [Theory]
    [InlineData("0d")]
    [InlineData("+0d")]
    [InlineData("-0wd")]
    [InlineData("0m")]
    public void Nothing_is_one_offset_however_written(string text)
    {
        Assert.True(Offset.TryParse(text, out var offset));

        Assert.Equal(default, offset);
        Assert.Equal("0d", offset.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("3d")]
    [InlineData("+-3d")]
    [InlineData("- 3d")]
    [InlineData("+99999d")]
    [InlineData("−3d")]
    public void Refuses_anything_else(string? text) => Assert.False(Offset.TryParse(text, out _));

    [Theory]
    [InlineData("-3d", "2024-10-08", "2024-10-05")]
    [InlineData("0d", "2024-10-05", "2024-10-05")]
    [InlineData("+1wd", "2024-10-05", "2024-10-08")]
    [InlineData("-1wd", "2024-10-05", "2024-09-30")]
    public void Lies_so_far_from_a_day_and_stays_there(string text, string day, string expected)
    {
        Assert.True(Offset.TryParse(text, out var offset));

        Assert.Equal(Written.Day(expected), offset.From(Written.Day(day), WorkingCalendar.China));
    }

    [Fact]
    public void Sorts_from_the_earliest_stage_to_the_latest()
    {
        Offset[] stages = [Read("+3d"), Read("0d"), Read("-1m"), Read("+5wd"), Read("-3d"), Read("+1wd"), Read("-2wd"), Read("-1w")];

        Array.Sort(stages);

        Assert.Equal(["-1m", "-1w", "-3d", "-2wd", "0d", "+1wd", "+3d", "+5wd"], stages.Select(s => s.ToString()));
    }

    [Fact]
    public void Reads_back_what_it_prints() => Any.Offset.Holds(offset => Offset.TryParse(offset.ToString(), out var read) && read == offset);

    [Fact]
    public void Equal_offsets_and_no_others_rank_the_same() =>
        (from a in Any.Offset from b in Any.Offset select (a, b)).Holds(x =>
            (x.a.CompareTo(x.b) == 0) == (x.a == x.b) && Math.Sign(x.a.CompareTo(x.b)) == -Math.Sign(x.b.CompareTo(x.a)));

    private static Offset Read(string text)
    {
        Assert.True(Offset.TryParse(text, out var offset));
        return offset;
    }
}
