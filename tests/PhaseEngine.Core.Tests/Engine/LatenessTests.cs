using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Tests.Engine;

/// <summary>What counts as late (semantics 3; S.9, S.52).</summary>
public sealed class LatenessTests
{
    [Theory]
    [InlineData("2005-07-24", -1)]
    [InlineData("2005-07-25", 0)]
    [InlineData("2005-07-27", 2)]
    public void What_is_done_is_late_by_the_days_after_its_date(string doneOn, int days)
    {
        var story = new Story(Document()).On(doneOn).Meet("doc");

        Assert.Equal(days, Days(story));
    }

    [Fact]
    public void What_is_open_is_late_only_when_its_day_is_over()
    {
        var story = new Story(Document());

        Assert.Null(Days(story.On("2005-07-25")));
        Assert.Equal(1, Days(story.On("2005-07-26")));
    }

    [Fact]
    public void A_day_lasts_to_its_end_in_the_campaigns_zone()
    {
        var story = new Story(Document());

        Assert.Equal(new DateOnly(2005, 7, 25), story.Timetable.Today(Core.Tests.Calendars.Written.Instant("2005-07-25T15:59:59Z")));
        Assert.Equal(new DateOnly(2005, 7, 26), story.Timetable.Today(Core.Tests.Calendars.Written.Instant("2005-07-25T16:00:00Z")));
    }

    [Fact]
    public void Waiting_for_the_reviewer_never_counts_against_the_unit()
    {
        var story = new Story(Document("""[{"role":"instructor","act":"review"}]""")).On("2005-07-25").Meet("doc");
        Assert.Null(Days(story.On("2005-08-10")));
        Assert.Null(LastDay(story));

        story.Approve("doc");

        Assert.Equal(0, Days(story));
    }

    [Fact]
    public void A_version_that_was_returned_does_not_count()
    {
        var story = new Story(Document("""[{"role":"instructor","act":"review"}]""")).On("2005-07-20").Meet("doc").On("2005-07-22").Return("doc");

        Assert.Equal(new DateOnly(2005, 7, 25), LastDay(story));
        story.On("2005-07-28").Meet("doc").On("2005-08-10").Approve("doc");

        Assert.Equal(3, Days(story));
        Assert.Null(LastDay(story));
    }

    [Fact]
    public void A_gate_asked_for_in_time_is_not_late_when_it_is_answered_late()
    {
        var story = new Story(Given.Phase(phase => phase.Gate("doc", properties: """{"due":"07-25"}"""))).On("2005-07-25").Ask("doc").On("2005-08-20").Approve("doc");

        Assert.Equal(0, Days(story));
    }

    [Fact]
    public void What_has_no_date_or_an_indicative_one_is_never_late()
    {
        var story = new Story(Given.Template(root => root.Phase("phase", phase => phase.Document("doc", """{"due":"07-25"}"""), """{"length":"40d","indicative":true}""")));
        Assert.Null(Days(story.On("2005-12-01")));
        Assert.Null(LastDay(story));

        story.Meet("doc");

        Assert.Equal(0, Days(story));
    }

    [Fact]
    public void What_was_over_with_its_flow_is_neither_late_nor_in_time()
    {
        var story = new Story(Given.Phase(phase => phase.Document("doc", """{"due":"07-25"}""").Gate("gate").Path("start > gate.Passed > end"))).Pass("gate");

        Assert.Null(Days(story.On("2005-12-01")));
    }

    private static int? Days(Story story) => Lateness.Days(story.Plan, story.Run, story.Plan.Activities[story.Plan.IndexOf("doc")], story.Day);

    private static DateOnly? LastDay(Story story) => Lateness.LastDayInTime(story.Plan, story.Run, story.Plan.Requirement("doc")!);

    private static Plan Document(string approvals = "[]") => Given.Phase(phase => phase.Document("doc", $$"""{"due":"07-25","approvals":{{approvals}}}"""));
}
