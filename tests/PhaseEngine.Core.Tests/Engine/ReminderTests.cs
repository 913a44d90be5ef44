using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Tests.Calendars;

namespace PhaseEngine.Core.Tests.Engine;

/// <summary>Messages about dates, to the unit (S.45) and to its superior (S.52).</summary>
public sealed class ReminderTests
{
    private const string Rows = """[{"at":"-3d","to":["owner"]},{"at":"0d","to":["owner"]},{"at":"+1d","to":["owner","supervisor"],"every":"2d"}]""";

    [Fact]
    public void Before_on_and_after_the_date_each_once()
    {
        var story = new Story(Document(), start: "2005-07-18");

        Assert.Equal(
            ["07-22 -3d secretary", "07-25 0d secretary", "07-26 +1d secretary+supervisor", "07-28 +1d#1 secretary+supervisor"],
            Daily(story, "2005-07-18", "2005-07-28"));
    }

    [Fact]
    public void Without_rows_of_its_own_the_owner_is_told_three_times_and_then_the_superior()
    {
        var story = new Story(Given.Template(root => root.Phase("phase", phase => phase.Document("doc", """{"due":"07-25"}"""), """{"length":"60d","reminders":[]}""")), start: "2005-07-18");

        Assert.Equal(["07-22 -3d secretary", "07-25 0d secretary", "07-26 +1d secretary", "07-28 +3d supervisor"], Daily(story, "2005-07-18", "2005-09-01"));
    }

    [Fact]
    public void After_downtime_only_the_latest_goes_out()
    {
        var story = new Story(Document(), start: "2005-07-18");

        story.Until("2005-07-27", since: story.Now);

        Assert.Equal(["+1d"], story.Told.Where(told => told.Key == "doc").Select(told => told.Stage));
    }

    [Fact]
    public void Nothing_is_said_of_what_is_done()
    {
        var story = new Story(Document(), start: "2005-07-18").Meet("doc");

        Assert.Empty(Daily(story, "2005-07-18", "2005-08-30"));
    }

    [Fact]
    public void Quiet_hours_and_days_off_delay_a_message()
    {
        var story = new Story(Given.Phase(phase => phase.Document("doc", """{"due":"07-26","reminders":[{"at":"-3d","to":["owner"]}]}""").Document("b", """{"reminders":[]}""")),
            start: "2005-07-18");

        // The 23rd was a Saturday.
        Assert.Equal(Written.Instant("2005-07-25T00:30Z"), Alarms.Next(story.Plan, story.Timetable, story.Run, story.Now));
    }

    [Fact]
    public void A_moved_date_moves_what_is_still_to_come()
    {
        var story = new Story(Document(), start: "2005-07-18").Do(new DueChanged("doc", new DateOnly(2005, 8, 15), "防汛"));

        Assert.Equal(["08-12 -3d secretary", "08-15 0d secretary"], Daily(story, "2005-07-18", "2005-08-15"));
    }

    [Fact]
    public void While_the_superior_is_waited_for_the_superior_is_reminded_and_not_the_unit()
    {
        var story = new Story(Given.Phase(phase => phase
            .Document("doc", $$"""{"due":"07-25","reminders":{{Rows}},"approvals":[{"role":"instructor","act":"review","within":"2wd"}]}""")), start: "2005-07-18").Meet("doc");

        Assert.Equal(
            ["07-20 answer:0:0d instructor", "07-21 answer:0:+1wd instructor+superior", "07-28 answer:0:+1wd#1 instructor+superior"],
            Daily(story, "2005-07-18", "2005-07-29").Where(line => !line.Contains("phase", StringComparison.Ordinal)));
    }

    [Fact]
    public void While_a_gate_is_asked_for_neither_it_nor_its_phase_is_called_late()
    {
        var story = new Story(Given.Template(root => root.Phase("phase", phase => phase.Gate("gate"), """{"length":"10d"}""")), start: "2005-07-18").Ask("gate");

        Assert.Empty(Daily(story, "2005-07-18", "2005-09-30"));
    }

    [Fact]
    public void A_gate_and_a_phase_have_reminders_of_their_own()
    {
        var story = new Story(Given.Template(root => root
            .Phase("phase", phase => phase.Gate("gate", properties: """{"due":"start+3d","reminders":[{"at":"0d","to":["owner"]}]}"""),
                """{"length":"8d","reminders":[{"at":"0d","to":["leader"]}]}""")), start: "2005-07-18");

        Assert.Equal(["07-21 0d secretary", "07-26 0d leader"], Daily(story, "2005-07-18", "2005-09-30"));
    }

    [Fact]
    public void A_window_that_has_its_record_asks_for_nothing_more()
    {
        var story = new Story(Given.Template(root => root
            .Phase("phase", phase => phase.Meetings("meetings", """{"reminders":[{"at":"-2d","to":["owner"]}]}""").Gate("gate", properties: """{"reminders":[]}""")
                .Path("start > gate.Passed > end"), """{"length":"90d","reminders":[]}""")), start: "2005-09-01").Meet("meetings");

        Assert.Equal(["09-28 -2d secretary"], Daily(story, "2005-09-01", "2005-10-10").Where(line => !line.Contains("convened", StringComparison.Ordinal)));
    }

    [Fact]
    public void Indicative_dates_are_told_before_but_never_called_overdue()
    {
        var story = new Story(Given.Template(root => root
            .Phase("phase", phase => phase.Document("doc", $$"""{"due":"07-25","reminders":{{Rows}}}"""),
                """{"length":"8d","indicative":true,"reminders":[{"at":"-1d","to":["leader"],"every":"1d"}]}""")), start: "2005-07-18");

        Assert.Equal(
            ["07-22 -3d secretary", "07-25 -1d leader", "07-25 0d secretary", "07-26 -1d#1 leader"],
            Daily(story, "2005-07-18", "2005-09-30").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_last_repetition_is_the_sixtieth()
    {
        var story = new Story(Given.Phase(phase => phase
            .Document("doc", """{"due":"07-25","reminders":[{"at":"0d","to":["owner"],"every":"1d"}]}""").Gate("gate", properties: """{"reminders":[]}""")), start: "2005-07-18");

        story.Until("2006-07-25");

        Assert.Contains(story.Told, told => told.Stage == "0d#60");
    }

    [Fact]
    public void A_held_run_is_not_reminded()
    {
        var story = new Story(Document(), start: "2005-07-18").Do(new StatusOrdered(RunStatus.Suspended, "防汛"));

        Assert.Empty(Daily(story, "2005-07-18", "2005-09-30"));
    }

    private static Plan Document() => Given.Template(root => root
        .Phase("phase", phase => phase.Document("doc", $$"""{"due":"07-25","reminders":{{Rows}}}"""), """{"length":"60d","reminders":[]}"""));

    /// <summary>Looks after the run every noon, and says what was told when.</summary>
    private static List<string> Daily(Story story, string from, string to)
    {
        var told = new List<string>();
        for (var day = Written.Day(from); day <= Written.Day(to); day = day.AddDays(1))
        {
            story.Until($"{day:yyyy-MM-dd}", since: Written.Instant($"{day.AddDays(-1):yyyy-MM-dd}T04:00Z"));
            told.AddRange(story.Told.Select(message => $"{day:MM-dd} {message.Stage} {string.Join('+', message.To)}"));
        }

        return told;
    }
}
