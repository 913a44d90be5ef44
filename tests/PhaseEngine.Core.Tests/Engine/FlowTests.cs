using System.Text;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Tests.Engine;

/// <summary>What runs when (template-format §3, §9).</summary>
public sealed class FlowTests
{
    [Fact]
    public void Requirements_on_the_start_open_side_by_side()
    {
        var story = new Story(Given.Phase(phase => phase.Document("a").Document("b")));

        Assert.Equal("a b", story.Waiting);
    }

    [Fact]
    public void One_behind_another_opens_when_that_is_met()
    {
        var story = new Story(Given.Phase(phase => phase.Document("a").Document("b").Path("start > a > b")));
        Assert.Equal("a", story.Waiting);

        story.Meet("a");

        Assert.Equal("b", story.Waiting);
    }

    [Fact]
    public void Several_connections_in_wait_for_all_of_them()
    {
        var story = new Story(Given.Phase(phase => phase.Document("a").Document("b").Document("c").Path("start > a > c").Path("start > b > c")));

        story.Meet("a");
        Assert.Equal("b", story.Waiting);
        story.Meet("b");

        Assert.Equal("c", story.Waiting);
    }

    [Theory]
    [InlineData(10, "big")]
    [InlineData(9, "small")]
    public void The_way_a_choice_did_not_take_blocks_nothing(int members, string taken)
    {
        var story = new Story(
            Given.Phase(phase => phase.Choice("size", Given.Is("unit.members", ">=", 10)).Document("big").Document("small").Document("both")
                .Path("start > size.Yes > big > both").Path("size.No > small > both")),
            Given.UnitOf(members));
        Assert.Equal(taken, story.Waiting);

        story.Meet(taken);

        Assert.Equal("both", story.Waiting);
    }

    [Fact]
    public void What_only_dead_ways_lead_to_is_skipped()
    {
        var story = new Story(Given.Phase(phase => phase.Choice("pilot", Given.Is("unit.pilot", "=", true)).Document("yes").Document("no").Document("behind")
            .Path("start > pilot.Yes > yes > behind").Path("pilot.No > no")));

        Assert.Equal(ActivityStatus.Skipped, story["yes"].Status);
        Assert.Equal(ActivityStatus.Skipped, story["behind"].Status);
        Assert.Equal("no", story.Waiting);
    }

    [Fact]
    public void An_unknown_fact_takes_the_way_of_no()
    {
        var story = new Story(
            Given.Phase(phase => phase.Choice("town", Given.Is("unit.sector", "!=", "rural")).Document("yes").Document("no")
                .Path("start > town.Yes > yes").Path("town.No > no")),
            Given.Unit with { Sector = null });

        Assert.Equal("no", story.Waiting);
    }

    [Fact]
    public void A_choice_is_looked_at_once()
    {
        var story = new Story(Given.Phase(phase => phase.Choice("size", Given.Is("unit.members", ">=", 10)).Document("big").Document("small")
            .Path("start > size.Yes > big").Path("size.No > small")));

        story.Do(new RosterChanged(Given.UnitOf(3), new Dictionary<string, IReadOnlyList<long>>()));

        Assert.Equal("big", story.Waiting);
    }

    [Fact]
    public void A_phase_is_over_when_nothing_in_it_is_open_and_the_run_with_its_last_phase()
    {
        var story = new Story(Given.Template(root => root
            .Phase("one", phase => phase.Document("a")).Phase("two", phase => phase.Document("b")).Path("start > one > two")));
        Assert.Equal("a", story.Waiting);

        story.Meet("a");
        Assert.Equal(("done", "open", "b"), (story.Status("one"), story.Status("two"), story.Waiting));
        story.Meet("b");

        Assert.Equal(RunStatus.Finished, story.Run.Status);
    }

    [Fact]
    public void An_end_closes_what_is_still_open_in_its_flow()
    {
        var story = new Story(Given.Phase(phase => phase.Document("a").Document("b").Gate("gate").Path("start > gate.Passed > end")));

        story.Meet("a").Pass("gate");

        Assert.Equal((ActivityStatus.Done, ActivityStatus.Ended), (story["a"].Status, story["b"].Status));
        Assert.Equal(RunStatus.Finished, story.Run.Status);
    }

    [Fact]
    public void An_end_in_the_root_closes_phases_with_all_that_is_open_in_them()
    {
        var story = new Story(Given.Template(root => root
            .Phase("one", phase => phase.Document("a").Gate("inner")).Gate("gate", properties: """{"due":"12-31"}""").Path("start > gate.Passed > end")));

        story.Ask("inner").Pass("gate");

        Assert.Equal((ActivityStatus.Ended, ActivityStatus.Ended), (story["one"].Status, story["a"].Status));
        Assert.Equal(("", "closed", RunStatus.Finished), (story.Waiting, story.Status("inner"), story.Run.Status));
    }

    [Theory]
    [InlineData("aa", "zz")]
    [InlineData("zz", "aa")]
    public void Nothing_opens_behind_an_end_wherever_it_stands_on_the_canvas(string document, string choice)
    {
        var story = new Story(Given.Phase(phase => phase.Choice(choice, Given.Is("unit.members", ">=", 1)).Choice("middle", Given.Is("unit.members", ">=", 1))
            .Document(document).Document("no").Path($"start > {choice}.Yes > end").Path($"{choice}.No > no").Path($"start > middle.Yes > {document}")));

        Assert.Equal(("", RunStatus.Finished), (story.Waiting, story.Run.Status));
    }

    [Fact]
    public void A_requirement_not_asked_of_the_unit_lets_go_at_once()
    {
        var story = new Story(Given.Phase(phase => phase.Document("a", $$"""{"when":{{Given.Is("unit.members", ">", 50)}}}""").Document("b").Path("start > a > b")));

        Assert.Equal(("notAsked", "b"), (story.Status("a"), story.Waiting));
        Assert.Equal("requirement-not-asked", story.Refused(story.Record("a", 1, 1)));
    }

    [Fact]
    public void Met_is_remembered_though_the_figures_drop()
    {
        var story = new Story(Given.Phase(phase => phase.Essay("essay").Document("next").Path("start > essay > next")));

        story.Do(story.Essays("essay", 10)).Do(story.Essays("essay", -3));

        Assert.Equal(("done", "next"), (story.Status("essay"), story.Waiting));
    }

    [Fact]
    public void What_was_recorded_before_it_was_asked_for_counts_when_it_is()
    {
        var story = new Story(Given.Template(root => root
            .Phase("one", phase => phase.Document("a").Document("b").Path("start > a > b")).Phase("two", phase => phase.Document("c")).Path("start > one > two")));

        story.Meet("c", "b");
        Assert.Equal("a", story.Waiting);
        story.Meet("a");

        Assert.Equal(RunStatus.Finished, story.Run.Status);
    }

    [Fact]
    public void A_standing_requirement_goes_on_until_its_flow_ends()
    {
        var story = new Story(Given.Phase(phase => phase.Meetings("meetings").Gate("gate").Path("start > gate.Passed > end")));

        story.Meet("meetings");
        Assert.Equal("gate meetings", story.Waiting);
        story.Pass("gate");

        Assert.Equal((ActivityStatus.Ended, "done"), (story["meetings"].Status, story.Status("meetings")));
        Assert.Equal("run-not-active", story.Refused(new GateAsked("gate", Story.Secretary)));
    }

    [Fact]
    public void A_phase_is_not_entered_before_its_day()
    {
        var story = new Story(Given.Template(root => root
            .Phase("one", phase => phase.Document("a"), """{"length":"10d"}""")
            .Phase("two", phase => phase.Document("b", """{"due":"entry+10d"}"""), """{"length":"20d","notBefore":"08-15"}""")
            .Path("start > one > two")));

        story.Meet("a");
        Assert.Equal(("", "waiting"), (story.Waiting, story.Status("two")));
        Assert.Equal(new DateOnly(2005, 8, 15), story.Timetable.Today(Alarms.Next(story.Plan, story.Timetable, story.Run, story.Now)!.Value));
        story.Until("2005-08-14");
        Assert.Equal("", story.Waiting);
        story.Until("2005-08-15");

        Assert.Equal("b", story.Waiting);
        Assert.Equal(new DateOnly(2005, 8, 25), story["b"].Due);
    }

    [Fact]
    public void Early_is_welcome_and_moves_only_dates_counted_from_the_units_own_entry()
    {
        var story = new Story(Given.Template(root => root
            .Phase("one", phase => phase.Document("a"), """{"length":"14d"}""")
            .Phase("two", phase => phase.Document("entry", """{"due":"entry+2d"}""").Document("plan", """{"due":"start+2d"}""").Document("fixed", """{"due":"09-30"}"""),
                """{"length":"20d"}""")
            .Path("start > one > two")));

        story.On("2005-07-20").Meet("a");

        Assert.Equal(new DateOnly(2005, 7, 22), story["entry"].Due);
        Assert.Equal(new DateOnly(2005, 8, 3), story["plan"].Due);
        Assert.Equal(new DateOnly(2005, 9, 30), story["fixed"].Due);
        Assert.Equal(new DateOnly(2005, 8, 21), story["two"].Due);
    }

    [Fact]
    public void The_id_of_a_start_may_be_the_key_of_a_phase()
    {
        var definition = Given.Definition(root => root.Phase("launch", body => body.Document("plan")));
        var text = definition.ToJsonString().Replace("\"key\":\"launch\"", "\"key\":\"start\"", StringComparison.Ordinal)
            .Replace("\"r-start\"", "\"start\"", StringComparison.Ordinal);

        var story = new Story(TemplateCompiler.Compile(TemplateDocument.Read(Encoding.UTF8.GetBytes(text)).Document!).Plan!);

        Assert.Equal("plan", story.Waiting);
        Assert.Equal(RunStatus.Finished, story.Meet("plan").Run.Status);
        Assert.Equal(Snapshot.Of(story), Snapshot.Of(Core.Engine.Facts.Rebuild(story.Plan, story.Facts)));
    }

    [Fact]
    public void The_planned_end_passing_closes_nothing()
    {
        var story = new Story(Given.Phase(phase => phase.Document("a").Gate("gate", Given.Is("a.status", "=", "done"))));

        story.Until("2006-01-10");

        Assert.Equal(("a gate", "open"), (story.Waiting, story.Status("phase")));
        Assert.Equal("gate-conditions-unmet", story.Refused(new GateAsked("gate", Story.Secretary)));
    }
}
