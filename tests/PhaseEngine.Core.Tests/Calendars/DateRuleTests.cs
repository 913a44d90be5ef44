using FsCheck.Fluent;
using PhaseEngine.Core.Calendars;

namespace PhaseEngine.Core.Tests.Calendars;

public sealed class DateRuleTests
{
    private static readonly Anchors Stage2005 =
        new(Campaign: new(2005, 7, 1), Start: new(2005, 7, 20), End: new(2005, 8, 29), Entry: new(2005, 7, 22));

    [Theory]
    [InlineData("07-25")]
    [InlineData("02-29")]
    [InlineData("start")]
    [InlineData("start+15d")]
    [InlineData("end-5d")]
    [InlineData("campaign+30d")]
    [InlineData("campaign-2w")]
    [InlineData("entry+10wd")]
    [InlineData("end+1m")]
    public void Reads_what_templates_write(string text)
    {
        Assert.True(DateRule.TryParse(text, out var rule));

        Assert.Equal(text, rule.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2005-07-25")]
    [InlineData("7-25")]
    [InlineData("07-32")]
    [InlineData("02-30")]
    [InlineData("13-01")]
    [InlineData("00-10")]
    [InlineData("+7-25")]
    [InlineData("Start")]
    [InlineData("start+")]
    [InlineData("start15d")]
    [InlineData("start0d")]
    [InlineData("start +15d")]
    [InlineData("start+15")]
    [InlineData("start+-15d")]
    [InlineData("ending")]
    [InlineData("launch+3d")]
    public void Refuses_anything_else(string? text) => Assert.False(DateRule.TryParse(text, out _));

    [Theory]
    [InlineData("07-25", "2005-07-25")] // a Monday
    [InlineData("07-24", "2005-07-24")] // a Sunday, stays
    [InlineData("10-01", "2005-10-01")] // National Day, stays
    [InlineData("07-01", "2005-07-01")] // the batch's first day
    [InlineData("06-30", "2006-06-30")] // gone by when the batch starts
    [InlineData("start", "2005-07-20")]
    [InlineData("start+3d", "2005-07-25")] // Saturday
    [InlineData("start-3d", "2005-07-18")] // Sunday
    [InlineData("end-1d", "2005-08-29")] // Sunday
    [InlineData("end+33d", "2005-10-08")] // 1 October: the holiday week, then a make-up Saturday
    [InlineData("campaign+1d", "2005-07-04")] // Saturday
    [InlineData("entry+1wd", "2005-07-25")]
    [InlineData("entry+1m", "2005-08-22")]
    public void Becomes_a_day_of_the_calendar(string text, string expected)
    {
        Assert.True(DateRule.TryParse(text, out var rule));

        Assert.Equal(Written.Day(expected), rule.Resolve(Stage2005, WorkingCalendar.China));
    }

    [Fact]
    public void A_bare_anchor_on_a_day_off_moves_to_the_next_working_day()
    {
        var anchors = Stage2005 with { End = new(2005, 8, 28) };

        Assert.Equal(new(2005, 8, 29), DateRule.From(Anchor.End).Resolve(anchors, WorkingCalendar.China));
    }

    [Theory]
    [InlineData("2027-01-10", "2027-02-28")]
    [InlineData("2027-02-28", "2027-02-28")]
    [InlineData("2027-03-01", "2028-02-29")]
    [InlineData("2028-02-29", "2028-02-29")]
    [InlineData("2028-03-01", "2029-02-28")]
    public void The_leap_day_is_the_last_of_February_in_other_years(string campaign, string expected)
    {
        var anchors = new Anchors(Written.Day(campaign), null, null, null);

        Assert.Equal(Written.Day(expected), DateRule.OnDay(2, 29).Resolve(anchors, WorkingCalendar.China));
    }

    [Theory]
    [InlineData(Anchor.Start)]
    [InlineData(Anchor.End)]
    [InlineData(Anchor.Entry)]
    public void An_anchor_without_a_day_is_a_broken_promise(Anchor anchor)
    {
        var rootFlow = new Anchors(new(2005, 7, 1), null, null, null);

        Assert.Throws<InvalidOperationException>(() => DateRule.From(anchor).Resolve(rootFlow, WorkingCalendar.China));
    }

    [Fact]
    public void Only_what_hangs_on_the_entry_is_the_units_own()
    {
        var own = Enum.GetValues<Anchor>().Where(a => a != Anchor.FixedDay).Where(a => DateRule.From(a).IsUnitOwn);

        Assert.Equal([Anchor.Entry], own);
        Assert.False(DateRule.OnDay(7, 25).IsUnitOwn);
    }

    [Fact]
    public void Resolving_allocates_nothing()
    {
        var (calendar, anchors) = (WorkingCalendar.China, Stage2005);
        DateRule[] rules = [DateRule.OnDay(7, 25), DateRule.From(Anchor.End, new(-5, SpanUnit.Days)), DateRule.From(Anchor.Entry, new(10, SpanUnit.WorkingDays))];
        var last = rules.Max(rule => rule.Resolve(anchors, calendar));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            foreach (var rule in rules)
            {
                last = rule.Resolve(anchors, calendar) > last ? throw new InvalidOperationException() : last;
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Reads_back_what_it_prints() => Gen.OneOf(Any.FixedDay, Any.AnchoredRule).Holds(rule =>
        DateRule.TryParse(rule.ToString(), out var read) && read == rule);

    [Fact]
    public void A_computed_day_is_a_working_day() =>
        (from rule in Any.AnchoredRule from day in Any.Day select (rule, day)).Holds(x =>
            WorkingCalendar.China.IsWorkingDay(x.rule.Resolve(new(x.day, x.day, x.day, x.day), WorkingCalendar.China)));

    [Fact]
    public void A_fixed_day_falls_within_the_year_that_begins_with_the_batch() =>
        (from rule in Any.FixedDay from start in Any.Day select (rule, start)).Holds(x =>
        {
            var day = x.rule.Resolve(new(x.start, null, null, null), WorkingCalendar.China);
            return day >= x.start && day <= x.start.AddYears(1) && day.Month == x.rule.Month;
        });
}
