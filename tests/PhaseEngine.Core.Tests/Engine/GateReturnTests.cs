using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Tests.Engine;

/// <summary>A gate that is returned: what is opened again, and the way back to it (semantics 1).</summary>
public sealed class GateReturnTests
{
    [Fact]
    public void A_return_needs_a_reason()
    {
        var story = new Story(Given.OneGate()).Meet("essay").Ask("gate");

        Assert.Equal("reason-missing", story.Refused(story.Word("gate", DecisionWord.Return) with { Reason = " " }));
    }

    [Fact]
    public void Returned_without_a_way_back_it_stays_and_approvals_start_again()
    {
        var story = new Story(Given.OneGate(Given.TwoRows)).Meet("essay").Ask("gate").Approve("gate", 0).Return("gate", row: 1);
        Assert.Equal(("returned", ActivityStatus.Open), (story.Status("gate"), story["gate"].Status));

        story.Ask("gate");

        Assert.Equal("decision-not-awaited", story.Refused(story.Word("gate", DecisionWord.Give, row: 1)));
        Assert.Equal("passed", story.Approve("gate", 0).Approve("gate", 1).Status("gate"));
    }

    [Fact]
    public void Return_reopens_what_the_template_lists_and_the_gate_waits_for_it()
    {
        var story = new Story(Given.OneGate(properties: """{"reopens":["essay"]}""")).Meet("essay").Ask("gate").Return("gate", due: new DateOnly(2005, 8, 5));
        Assert.Equal(("reopened", 2, new DateOnly(2005, 8, 5)), (story.Status("essay"), story["essay"].Round, story["essay"].Due));
        Assert.Equal("gate-conditions-unmet", story.Refused(new GateAsked("gate", Story.Secretary)));
        Assert.Equal("essay.status", story.Missing("gate"));

        story.Do(story.Record("essay", 1, 0, 0, 0, 0)).Pass("gate");

        Assert.Equal(RunStatus.Finished, story.Run.Status);
    }

    [Fact]
    public void The_supervisor_may_change_what_is_reopened()
    {
        var story = new Story(Given.Phase(phase => phase.Document("a").Document("b").Gate("gate", properties: """{"reopens":["a"]}""").Path("start > gate.Passed > end")))
            .Meet("a", "b").Ask("gate");
        Assert.Equal("activity-not-found", story.Refused(story.Word("gate", DecisionWord.Return) with { Reopens = ["c"] }));

        story.Return("gate", reopens: "b");

        Assert.Equal(("done", "reopened"), (story.Status("a"), story.Status("b")));
    }

    [Fact]
    public void What_is_still_worked_on_waived_or_standing_gets_no_new_round_by_a_return()
    {
        var story = new Story(Given.Phase(phase => phase.Document("open").Document("waived").Meetings("meetings")
                .Gate("gate", properties: """{"reopens":["open","waived","meetings"]}""").Path("start > gate.Passed > end")))
            .Do(new RequirementWaived("waived", Story.Superior, "已有上级统一材料")).Ask("gate");

        story.Return("gate");

        Assert.Equal((1, "open", "waived", 1), (story["open"].Round, story.Status("open"), story.Status("waived"), story["meetings"].Round));
    }

    [Fact]
    public void The_way_back_is_walked_again_each_time_and_its_dates_are_the_reworks()
    {
        var story = new Story(Given.Phase(phase => phase.Document("a").Document("first", """{"due":"start+3d"}""").Document("second").Gate("gate")
                .Path("start > a > gate.Returned > first > second > gate").Path("gate.Passed > end")))
            .Meet("a").Ask("gate");

        story.On("2005-08-01").Return("gate");
        Assert.Equal(("first", "returned", (DateOnly?)null), (story.Waiting, story.Status("gate"), story["first"].Due));
        story.Meet("first");
        Assert.Equal("second", story.Waiting);
        story.Meet("second");
        Assert.Equal("gate", story.Waiting);

        story.Ask("gate").Return("gate", due: new DateOnly(2005, 8, 10));
        Assert.Equal(("first", 2, new DateOnly(2005, 8, 10)), (story.Waiting, story["first"].Round, story["first"].Due));
        story.Meet("first", "second").Pass("gate");

        Assert.Equal(RunStatus.Finished, story.Run.Status);
    }

    [Fact]
    public void A_date_moved_before_the_first_return_holds_for_the_rework()
    {
        var story = new Story(Given.Phase(phase => phase.Document("rework").Gate("gate").Path("start > gate").Path("gate.Returned > rework > gate").Path("gate.Passed > end")));

        story.Do(new DueChanged("rework", new DateOnly(2005, 9, 20), "延期")).Ask("gate").Return("gate");

        Assert.Equal(new DateOnly(2005, 9, 20), story["rework"].Due);
    }

    [Fact]
    public void What_stands_on_the_way_back_and_in_the_list_gets_one_new_round()
    {
        var story = new Story(Given.Phase(phase => phase.Document("a").Document("rework")
                .Gate("gate", properties: """{"reopens":["rework"]}""").Path("start > a > gate.Returned > rework > gate").Path("gate.Passed > end")))
            .Meet("a").Ask("gate").Return("gate").Meet("rework").Ask("gate");

        story.Return("gate");

        Assert.Equal((2, "rework"), (story["rework"].Round, story.Waiting));
        Assert.Equal("passed", story.Meet("rework").Pass("gate").Status("gate"));
    }

    [Fact]
    public void The_way_back_never_taken_is_skipped_when_the_gate_is_passed()
    {
        var story = new Story(Given.Phase(phase => phase.Document("rework").Gate("gate").Document("after")
            .Path("start > gate.Returned > rework > gate").Path("gate.Passed > after")));

        story.Pass("gate");

        Assert.Equal((ActivityStatus.Skipped, "after"), (story["rework"].Status, story.Waiting));
    }
}
