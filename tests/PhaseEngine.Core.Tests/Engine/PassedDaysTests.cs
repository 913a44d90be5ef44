using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Requirements.Register;
using PhaseEngine.Core.Tests.Calendars;

namespace PhaseEngine.Core.Tests.Engine;

/// <summary>That an item became overdue no record tells: the run is looked at each day while there is one that may.</summary>
public sealed class PassedDaysTests
{
    [Fact]
    public void A_run_with_open_items_is_looked_at_each_day()
    {
        var story = Register();
        story.Do(story.Record("register", 1, 1, 1));

        var next = Alarms.Next(story.Plan, story.Timetable, story.Run, story.Now);

        Assert.Equal(LocalDays.StartOf(story.Day.AddDays(1), story.Timetable.Zone), next);
    }

    [Fact]
    public void With_nothing_open_it_is_left_alone()
    {
        var story = Register();
        story.Do(story.Record("register", 1, 1, 0, 1));

        // Its next date is the reminder of the phase's end.
        Assert.Equal(Written.Day("2005-08-24"), story.Timetable.Today(Alarms.Next(story.Plan, story.Timetable, story.Run, story.Now)!.Value));
    }

    [Fact]
    public void A_register_asked_for_again_is_looked_at_after_its_phase_too()
    {
        var story = new Story(Given.Template(root => root
            .Phase("first", phase => phase.Requirement("Register", "register").Gate("gate", Given.Is("register.open", "=", 0)).Path("gate.Passed > end"))
            .Phase("second", phase => phase.Document("report"), """{"reminders":[]}""").Path("first > second")));
        story.Do(story.Record("register", 1, 1, 0, 1, 0, 0, 0, 1)).Pass("gate");

        story.Do(story.Record("register", 0, 0, 1, -1, 0, 1) with { Supersedes = true })
            .Do(new GateReopened("gate", ["register"], null, Story.Superior, "问题反复"));

        Assert.Equal(LocalDays.StartOf(story.Day.AddDays(1), story.Timetable.Zone), Alarms.Next(story.Plan, story.Timetable, story.Run, story.Now));
    }

    [Fact]
    public void What_days_have_changed_is_what_a_gate_reads()
    {
        var story = Register(Given.Is("register.overdue", "=", 0));
        story.Do(story.Record("register", 1, 1, 1));

        story.On("2005-07-19").Do(Overdue(story, 1));

        Assert.Equal("register.overdue", story.Missing("gate"));
    }

    [Fact]
    public void What_is_over_counts_no_days_any_more()
    {
        var story = Register(Given.Is("register.open", "=", 0));
        story.Do(story.Record("register", 1, 1, 0, 1, 0, 0, 0, 1)).Pass("gate");

        story.On("2005-07-19").Do(Overdue(story, 1));

        Assert.Equal(0, story.Run.Counters[story.Plan.Requirement("register")!.Slot(0, 2 + RegisterKind.OverduePlace)]);
    }

    private static Story Register(string? conditions = null) => new(Given.Phase(phase => phase
        .Requirement("Register", "register", """{"reminders":[]}""").Gate("gate", conditions, properties: """{"reminders":[]}""").Path("gate.Passed > end")));

    private static TimeReached Overdue(Story story, long items)
    {
        var by = new long[story.Plan.Requirement("register")!.BlockLength];
        by[2 + RegisterKind.OverduePlace] = items;
        return new TimeReached(story.Now, new Dictionary<string, IReadOnlyList<long>> { ["register"] = by });
    }
}
