using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Core.Tests.Calendars;

namespace PhaseEngine.Core.Tests.Engine;

/// <summary>Windows of standing requirements (semantics 4).</summary>
public sealed class WindowTests
{
    [Fact]
    public void One_meeting_is_convened_in_each_half_month()
    {
        var story = new Story(Meetings(), start: "2005-09-01");
        Assert.Equal((1, new DateOnly(2005, 9, 15)), (story["meetings"].Round, story["meetings"].Due));
        var first = Assert.Single(story.Effects.OfType<Convene>());
        Assert.Equal((1, new DateOnly(2005, 9, 1), new DateOnly(2005, 9, 15), new DateOnly(2005, 9, 13)), (first.Window, first.From, first.To, first.ProposedOn));

        story.Until("2005-09-16");

        Assert.Equal((2, new DateOnly(2005, 9, 30)), (story["meetings"].Round, story["meetings"].Due));
        Assert.Equal(2, Assert.Single(story.Effects.OfType<Convene>()).Window);
    }

    [Fact]
    public void A_window_that_ends_without_a_record_is_missed()
    {
        var story = new Story(Meetings(), start: "2005-09-01").Meet("meetings");

        story.Until("2005-09-16").Until("2005-10-01");

        Assert.Equal([new PastWindow(1, 1), new PastWindow(2, 0)], story.Run.Windows["meetings"]);
        Assert.Equal(1, Missed(story));
    }

    [Fact]
    public void After_downtime_every_window_turns_and_only_the_present_one_is_called()
    {
        var story = new Story(Meetings(), start: "2005-09-01");

        story.Until("2005-10-20");

        Assert.Equal((4, 3), (story["meetings"].Round, Missed(story)));
        Assert.Equal(4, Assert.Single(story.Effects.OfType<Convene>()).Window);
        Assert.Equal(new DateOnly(2005, 10, 27), story.Effects.OfType<Convene>().Single().ProposedOn);
    }

    [Fact]
    public void A_missed_window_is_made_up_by_a_record_of_its_time()
    {
        var story = new Story(Meetings(), start: "2005-09-01").Until("2005-09-20");

        story.Do(Held(story, new DateOnly(2005, 9, 14)));

        Assert.Equal([new PastWindow(1, 1)], story.Run.Windows["meetings"]);
        Assert.Equal(0, Missed(story));
        Assert.Equal(0, story.Run.Counters[story.Plan.Requirement("meetings")!.Slot(0, 0)]);
    }

    [Fact]
    public void A_record_taken_back_from_a_past_window_leaves_it_missed()
    {
        var story = new Story(Meetings(), start: "2005-09-01").Do(s => Held(s, s.Day)).Until("2005-09-20");
        Assert.Equal(0, Missed(story));

        story.Do(TakenBack(story, new DateOnly(2005, 9, 1)));
        Assert.Equal(1, Missed(story));
        story.Do(Held(story, new DateOnly(2005, 9, 2)) with { Supersedes = true });

        Assert.Equal(0, Missed(story));
    }

    [Fact]
    public void It_makes_no_difference_whether_the_alarm_or_the_record_comes_first()
    {
        var alarmFirst = new Story(Meetings(), start: "2005-09-01").Until("2005-09-16").Do(s => Held(s, s.Day));
        var recordFirst = new Story(Meetings(), start: "2005-09-01").On("2005-09-16").Do(s => Held(s, s.Day)).Until("2005-09-16");

        Assert.Equal(Snapshot.Of(alarmFirst), Snapshot.Of(recordFirst));
        Assert.Equal(1, Missed(recordFirst));
        recordFirst.Until("2005-10-01");
        Assert.Equal([new PastWindow(1, 0), new PastWindow(2, 1)], recordFirst.Run.Windows["meetings"]);
    }

    [Fact]
    public void A_meeting_held_before_the_phase_was_entered_counts_in_the_first_window()
    {
        var story = new Story(Given.Template(root => root.Phase("one", phase => phase.Document("a"), """{"length":"10d"}""")
            .Phase("two", phase => phase.Meetings("meetings").Gate("gate").Path("start > gate.Passed > end"), """{"length":"60d"}""").Path("start > one > two")), start: "2005-09-01");

        story.Do(s => Held(s, s.Day)).On("2005-09-05").Meet("a").Until("2005-09-20");

        Assert.Equal([new PastWindow(1, 1)], story.Run.Windows["meetings"]);
        story.Do(TakenBack(story, new DateOnly(2005, 9, 1)));
        Assert.Equal(1, Missed(story));
    }

    [Fact]
    public void One_reached_late_in_its_phase_begins_with_the_window_of_that_day()
    {
        var story = new Story(Given.Phase(phase => phase.Document("a").Meetings("meetings", """{"repeat":"7d"}""").Gate("gate").Path("start > a > meetings").Path("start > gate.Passed > end")),
            start: "2005-09-01");

        story.On("2005-09-16").Meet("a").Until("2005-09-23");
        Assert.Equal([new PastWindow(3, 0)], story.Run.Windows["meetings"]);
        story.Do(Held(story, new DateOnly(2005, 9, 2)));

        Assert.Equal(0, Missed(story));
    }

    [Fact]
    public void Windows_that_end_while_the_run_is_held_count_neither_way()
    {
        var story = new Story(Meetings(), start: "2005-09-01").On("2005-09-20").Do(new StatusOrdered(RunStatus.Suspended, "防汛"));
        Assert.Equal(1, Missed(story));

        story.Until("2005-10-10").On("2005-10-20").Do(new StatusOrdered(RunStatus.Active, "汛期已过"));

        Assert.Equal((4, 1), (story["meetings"].Round, Missed(story)));
        Assert.Equal([new PastWindow(1, 0)], story.Run.Windows["meetings"]);
    }

    [Fact]
    public void Windows_go_on_after_the_planned_end()
    {
        var story = new Story(Meetings("20d"), start: "2005-09-01");

        story.Until("2005-11-20");

        Assert.Equal(ActivityStatus.Open, story["meetings"].Status);
        Assert.True(story["meetings"].Due >= story.Day);
        Assert.Equal(story["meetings"].Round - 1, Missed(story));
    }

    [Fact]
    public void A_unit_that_enters_after_the_planned_end_has_windows_of_its_own_days()
    {
        var story = new Story(Meetings("20d"), start: "2005-09-01", launched: "2005-11-03");

        Assert.Equal((1, new DateOnly(2005, 11, 15)), (story["meetings"].Round, story["meetings"].Due));
    }

    [Fact]
    public void The_alarm_rings_when_the_window_is_over()
    {
        var story = new Story(Given.Phase(phase => phase.Meetings("meetings", """{"reminders":[]}""").Gate("gate", properties: """{"reminders":[]}""").Path("start > gate.Passed > end")),
            start: "2005-09-01");

        var alarm = Alarms.Next(story.Plan, story.Timetable, story.Run, story.Now);

        Assert.Equal(Written.Instant("2005-09-15T16:00Z"), alarm);
    }

    private static Plan Meetings(string length = "90d") => Given.Template(root => root
        .Phase("phase", phase => phase.Meetings("meetings").Gate("gate").Path("start > gate.Passed > end"), $$"""{"length":"{{length}}"}"""));

    private static EvidenceRecorded Held(Story story, DateOnly on) => story.RecordOn(on, "meetings", 1, 1, 1, 1, 10, 10);

    private static EvidenceRecorded TakenBack(Story story, DateOnly on) =>
        story.RecordOn(on, "meetings", -1, -1, -1, -1, -10, -10) with { Supersedes = true };

    private static long Missed(Story story)
    {
        var meetings = story.Plan.Requirement("meetings")!;
        return story.Run.Counters[meetings.Slot(0, 2 + meetings.Kind.Counters.ToList().FindIndex(counter => counter.Name == RequirementKind.Missed))];
    }
}
