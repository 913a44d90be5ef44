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

        Assert.Equal([(1, 1), (2, 0)], Past(story));
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

        Assert.Equal([(1, 1)], Past(story));
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
        Assert.Equal([(1, 0), (2, 1)], Past(recordFirst));
    }

    [Fact]
    public void A_meeting_held_before_the_phase_was_entered_counts_in_the_first_window()
    {
        var story = new Story(Given.Template(root => root.Phase("one", phase => phase.Document("a"), """{"length":"10d"}""")
            .Phase("two", phase => phase.Meetings("meetings").Gate("gate").Path("start > gate.Passed > end"), """{"length":"60d"}""").Path("start > one > two")), start: "2005-09-01");

        story.Do(s => Held(s, s.Day)).On("2005-09-05").Meet("a").Until("2005-09-20");

        Assert.Equal([(1, 1)], Past(story));
        story.Do(TakenBack(story, new DateOnly(2005, 9, 1)));
        Assert.Equal(1, Missed(story));
    }

    [Fact]
    public void One_reached_late_in_its_phase_begins_with_the_window_of_that_day()
    {
        var story = new Story(Given.Phase(phase => phase.Document("a").Meetings("meetings", """{"repeat":"7d"}""").Gate("gate").Path("start > a > meetings").Path("start > gate.Passed > end")),
            start: "2005-09-01");

        story.On("2005-09-16").Meet("a").Until("2005-09-23");
        Assert.Equal([(3, 0)], Past(story));
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
        Assert.Equal([(1, 0), (2, null), (3, null)], Past(story));
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
    public void One_is_asked_only_where_its_when_holds()
    {
        var story = new Story(Given.Phase(phase => phase
            .Meetings("meetings", """{"when":{"metric":"unit.sector","op":"=","value":"rural"}}""").Gate("gate", Given.Is("meetings.held", ">=", 2)).Path("start > gate.Passed > end")),
            start: "2005-09-01");
        Assert.Empty(story.Effects.OfType<Convene>());

        story.Until("2005-10-20");

        Assert.Equal(("notAsked", 0, ""), (story.Status("meetings"), Missed(story), story.Missing("gate")));
    }

    [Fact]
    public void Meetings_a_gate_was_passed_on_condition_of_are_recorded_when_held_and_lock_no_later_gate()
    {
        var story = new Story(Given.Template(root => root
            .Phase("first", phase => phase.Meetings("meetings").Gate("gate", Given.Is("meetings.held", ">=", 2), properties: """{"allows":["condition"]}""")
                .Path("start > gate.Passed > end"), """{"length":"60d"}""")
            .Phase("second", phase => phase.Gate("last").Path("start > last.Passed > end"), """{"length":"30d"}""")
            .Path("start > first > second")), start: "2005-09-01").Meet("meetings").Until("2005-09-16");
        story.Ask("gate", despite: true).Do(s => OnCondition(s, new DateOnly(2005, 10, 30)));
        Assert.Equal("meetings.held", story.Missing("last"));

        story.On("2005-09-20").Do(Held(story, story.Day));

        Assert.Equal("", story.Missing("last"));
    }

    [Fact]
    public void Passing_on_condition_leaves_the_windows_as_they_are()
    {
        var story = new Story(Given.Phase(phase => phase.Meetings("meetings").Document("after")
            .Gate("gate", Given.Is("meetings.held", ">=", 2), properties: """{"allows":["condition"]}""").Path("start > gate.Passed > after > end")), start: "2005-09-01");
        story.Ask("gate", despite: true).Do(s => OnCondition(s, new DateOnly(2005, 10, 5)));

        story.Until("2005-10-06");

        Assert.Equal([(1, 0), (2, 0)], Past(story));
    }

    [Fact]
    public void Windows_are_numbered_on_when_another_rhythm_begins_to_hold()
    {
        var story = new Story(Given.Phase(phase => phase
            .Meetings("meetings", """{"variants":[{"when":{"metric":"unit.type","op":"=","value":"jointBranch"},"set":{"repeat":"month"}}]}""").Gate("gate").Path("start > gate.Passed > end")),
            start: "2005-09-01").Until("2005-10-20");
        story.Do(new RosterChanged(Given.UnitOf(10, type: "jointBranch"), new Dictionary<string, IReadOnlyList<long>>()))
            .Until("2005-11-02").Until("2005-12-02").Until("2006-01-05");

        story.Do(Held(story, new DateOnly(2005, 11, 20)));

        Assert.Equal([(1, 0), (2, 0), (3, 0), (4, 0), (5, 1), (6, 0)], Past(story));
    }

    [Fact]
    public void The_alarm_rings_when_the_window_is_over()
    {
        var story = new Story(Given.Phase(phase => phase.Meetings("meetings", """{"reminders":[]}""").Gate("gate", properties: """{"reminders":[]}""").Path("start > gate.Passed > end")),
            start: "2005-09-01");

        var alarm = Alarms.Next(story.Plan, story.Timetable, story.Run, story.Now);

        Assert.Equal(Written.Instant("2005-09-15T16:00Z"), alarm);
    }

    private static IEnumerable<(int Number, int? Records)> Past(Story story) =>
        story.Run.Windows["meetings"].Select(window => (window.Number, window.Records));

    private static Plan Meetings(string length = "90d") => Given.Template(root => root
        .Phase("phase", phase => phase.Meetings("meetings").Gate("gate").Path("start > gate.Passed > end"), $$"""{"length":"{{length}}"}"""));

    private static EvidenceRecorded Held(Story story, DateOnly on) => story.RecordOn(on, "meetings", 1, 1, 1, 1, 10, 10);

    private static Decided OnCondition(Story story, DateOnly due) =>
        story.Word("gate", DecisionWord.OnCondition) with { Due = due, Responsible = Story.Secretary };

    private static EvidenceRecorded TakenBack(Story story, DateOnly on) =>
        story.RecordOn(on, "meetings", -1, -1, -1, -1, -10, -10) with { Supersedes = true };

    private static long Missed(Story story)
    {
        var meetings = story.Plan.Requirement("meetings")!;
        return story.Run.Counters[meetings.Slot(0, 2 + meetings.Kind.Counters.ToList().FindIndex(counter => counter.Name == RequirementKind.Missed))];
    }
}
