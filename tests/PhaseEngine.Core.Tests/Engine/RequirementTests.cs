using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Tests.Engine;

/// <summary>Records, approvals of documents, rosters, waivers, dates, and runs that are held.</summary>
public sealed class RequirementTests
{
    private const string ReviewedAndFiled = """{"due":"07-25","approvals":[{"role":"instructor","act":"review","within":"3wd"},{"role":"supervisor","act":"file"}]}""";

    [Fact]
    public void A_document_is_met_when_reviewed_and_its_receipt_holds_nothing_up()
    {
        var story = new Story(Given.Phase(phase => phase.Document("plan", ReviewedAndFiled).Document("next").Path("start > plan > next")));

        story.Meet("plan");
        Assert.Equal(("open", "asked:0"), (story.Status("plan"), story.Told.Single().Stage));
        story.Approve("plan", row: 0);
        Assert.Equal(("done", "next"), (story.Status("plan"), story.Waiting));

        Assert.Equal("approval-cannot-return", story.Refused(story.Word("plan", DecisionWord.Return, row: 1)));
        Assert.Null(story.Approve("plan", row: 1)["plan"].Awaiting);
    }

    [Fact]
    public void A_receipt_asked_for_before_a_review_does_not_hold_the_review_up()
    {
        var story = new Story(Given.Phase(phase => phase
            .Document("plan", """{"approvals":[{"role":"supervisor","act":"file"},{"role":"instructor","act":"review"}]}"""))).Meet("plan");
        Assert.Equal(["supervisor", "instructor"], story.Told.SelectMany(told => told.To));

        story.Approve("plan", row: 1);

        Assert.Equal("done", story.Status("plan"));
    }

    [Fact]
    public void A_returned_document_needs_a_new_version()
    {
        var story = new Story(Given.Phase(phase => phase.Document("plan", ReviewedAndFiled))).Meet("plan").Return("plan");
        Assert.Equal(("open", "returned", "secretary"), (story.Status("plan"), story.Told.Single().Stage, story.Told.Single().To.Single()));
        Assert.Equal("decision-not-awaited", story.Refused(story.Word("plan", DecisionWord.Give)));

        story.Meet("plan").Approve("plan");

        Assert.Equal("done", story.Status("plan"));
    }

    [Fact]
    public void A_decision_on_an_older_version_is_refused()
    {
        var story = new Story(Given.Phase(phase => phase.Document("plan", ReviewedAndFiled))).Meet("plan");
        var seen = story.Word("plan", DecisionWord.Give);

        story.Meet("plan");

        Assert.Equal("gate-report-changed", story.Refused(seen));
    }

    [Fact]
    public void A_document_written_early_goes_to_its_reviewers_when_it_is_asked_for()
    {
        var story = new Story(Given.Phase(phase => phase.Document("first").Document("plan", ReviewedAndFiled).Path("start > first > plan"))).Meet("plan");
        Assert.Empty(story.Told);

        story.Meet("first");
        Assert.Equal(("plan", "instructor"), (story.Told.Single().Key, story.Told.Single().To.Single()));

        Assert.Equal("done", story.Approve("plan").Status("plan"));
    }

    [Fact]
    public void A_document_is_approved_only_by_the_words_its_rows_know()
    {
        var story = new Story(Given.Phase(phase => phase.Document("plan", ReviewedAndFiled))).Meet("plan");

        Assert.Equal("decision-not-allowed", story.Refused(story.Word("plan", DecisionWord.Override)));
        Assert.Equal("decision-not-allowed", story.Refused(story.Word("plan", DecisionWord.OnCondition)));
    }

    [Fact]
    public void Records_are_taken_as_long_as_the_flow_goes_on_and_corrections_for_ever()
    {
        var story = new Story(Given.Template(root => root.Phase("one", phase => phase.Essay("essay").Document("a")).Phase("two", phase => phase.Document("b"))
            .Path("start > one > two"))).Meet("essay");
        story.Do(story.Essays("essay", 1));

        story.Meet("a");

        Assert.Equal("requirement-closed", story.Refused(story.Essays("essay", 1)));
        story.Do(story.Essays("essay", -1));
        story.Meet("b").Do(story.Essays("essay", -1));
        Assert.Equal(9, story.Run.Counters[story.Plan.Requirement("essay")!.Slot(0, 2)]);
    }

    [Fact]
    public void A_record_with_differences_of_another_requirement_is_a_broken_promise()
    {
        var story = new Story(Given.Phase(phase => phase.Essay("essay").Document("a")));

        Assert.Throws<ArgumentException>(() => story.Do(story.Essays("essay", 1) with { By = [0, 0, 1] }));
    }

    [Fact]
    public void A_requirement_nobody_is_asked_of_is_met()
    {
        var story = new Story(Given.Phase(phase => phase.Essay("essay")), Given.UnitOf(members: 0));

        Assert.Equal(RunStatus.Finished, story.Run.Status);
    }

    [Fact]
    public void Members_who_leave_are_out_and_those_who_join_are_in_while_it_is_open()
    {
        var story = new Story(Given.Phase(phase => phase.Essay("essay")));
        story.Do(s => s.Essays("essay", 9));

        story.Do(Roster(12));
        Assert.Equal("open", story.Status("essay"));
        story.Do(Roster(9));

        Assert.Equal("done", story.Status("essay"));
    }

    [Fact]
    public void What_a_leaving_member_had_done_leaves_with_them()
    {
        var story = new Story(Given.Phase(phase => phase.Essay("essay"))).Do(s => s.Essays("essay", 9));

        story.Do(Roster(9) with { Counted = new Dictionary<string, IReadOnlyList<long>> { ["essay"] = [0, 0, -1, 0, 0, -1] } });

        Assert.Equal("open", story.Status("essay"));
        Assert.Equal("activity-not-found", story.Refused(Roster(9) with { Counted = new Dictionary<string, IReadOnlyList<long>> { ["x"] = [] } }));
    }

    [Fact]
    public void What_is_over_keeps_the_members_of_its_day()
    {
        var story = new Story(Given.Template(root => root
            .Phase("one", phase => phase.Essay("essay").Gate("gate", Given.Is("essay.coverage", ">=", 80)).Path("start > gate.Passed > end"))
            .Phase("two", phase => phase.Document("b").Gate("last", Given.Is("essay.coverage", ">=", 80))).Path("start > one > two")));
        story.Do(s => s.Essays("essay", 8)).Pass("gate");

        story.Do(Roster(30));

        Assert.Equal(("", 0), (story.Missing("last"), story.Gate("gate").Flagged.Count));
    }

    [Fact]
    public void A_waived_requirement_lets_go_and_takes_no_records()
    {
        var story = new Story(Given.Phase(phase => phase.Document("a", ReviewedAndFiled).Document("b").Path("start > a > b"))).Meet("a");
        Assert.Equal("reason-missing", story.Refused(new RequirementWaived("a", Story.Superior, " ")));

        story.Do(new RequirementWaived("a", Story.Superior, "与上级合并编制"));

        Assert.Equal(("waived", "b"), (story.Status("a"), story.Waiting));
        Assert.Equal("requirement-not-asked", story.Refused(story.Record("a", 1, 1)));
        Assert.Equal("decision-not-awaited", story.Refused(story.Word("a", DecisionWord.Give)));
        Assert.Equal("requirement-closed", story.Refused(new RequirementWaived("a", Story.Superior, "再免一次")));
        Assert.Equal(Story.Superior, story.Facts.OfType<RoundClosed>().Single().By);
    }

    [Fact]
    public void One_waived_before_it_is_reached_is_passed_through()
    {
        var story = new Story(Given.Phase(phase => phase.Document("a").Document("b").Document("c").Path("start > a > b > c")));

        story.Do(new RequirementWaived("b", Story.Superior, "与上级合并编制")).Meet("a");

        Assert.Equal("c", story.Waiting);
    }

    [Fact]
    public void A_standing_requirement_is_neither_waived_nor_given_another_date()
    {
        var story = new Story(Given.Phase(phase => phase.Meetings("meetings").Gate("gate").Path("start > gate.Passed > end")));

        Assert.Equal("requirement-standing", story.Refused(new RequirementWaived("meetings", Story.Superior, "人少")));
        Assert.Equal("requirement-standing", story.Refused(new DueChanged("meetings", new DateOnly(2005, 9, 9), "人少")));
    }

    [Fact]
    public void An_extension_is_later_and_has_a_reason()
    {
        var story = new Story(Given.Phase(phase => phase.Document("a", """{"due":"07-25"}""")));
        Assert.Equal("reason-missing", story.Refused(new DueChanged("a", new DateOnly(2005, 8, 1), "")));
        Assert.Equal("extension-not-later", story.Refused(new DueChanged("a", new DateOnly(2005, 7, 25), "防汛")));

        story.Do(new DueChanged("a", new DateOnly(2005, 8, 1), "防汛"));
        Assert.Equal(new DateOnly(2005, 8, 1), story["a"].Due);

        story.Do(new DueChanged("a", new DateOnly(2005, 7, 20), "提前检查", Earlier: true));
        Assert.Equal(new DateOnly(2005, 7, 20), story["a"].Due);
        Assert.Equal("requirement-closed", story.Meet("a").Refused(new DueChanged("a", new DateOnly(2005, 9, 1), "防汛")));
    }

    [Fact]
    public void A_date_moved_before_the_activity_is_reached_holds_when_it_is()
    {
        var story = new Story(Given.Template(root => root.Phase("one", phase => phase.Document("a"), """{"length":"10d"}""")
            .Phase("two", phase => phase.Document("b").Gate("gate"), """{"length":"10d"}""").Path("start > one > two")));
        var day = new DateOnly(2005, 10, 10);

        foreach (var key in new[] { "two", "b", "gate" }) story.Do(new DueChanged(key, day, "统一顺延", Earlier: true));
        story.Meet("a");

        Assert.Equal((day, day, day), (story["two"].Due, story["b"].Due, story["gate"].Due));
    }

    [Fact]
    public void A_held_run_takes_nothing_but_corrections_until_it_goes_on()
    {
        var story = new Story(Given.Phase(phase => phase.Essay("essay").Document("a"))).Do(s => s.Essays("essay", 5));

        story.Do(new StatusOrdered(RunStatus.Suspended, "防汛"));
        Assert.Equal("run-not-active", story.Refused(story.Essays("essay", 1)));
        Assert.Equal("run-not-active", story.Refused(new RequirementWaived("a", Story.Superior, "防汛")));
        Assert.Null(Alarms.Next(story.Plan, story.Timetable, story.Run, story.Now));
        Assert.Empty(story.Until("2005-12-01").Told);
        story.Do(s => s.Essays("essay", -1)).Do(Roster(4));
        Assert.Equal("open", story.Status("essay"));

        story.Do(new StatusOrdered(RunStatus.Active, "汛期已过"));

        Assert.Equal("done", story.Status("essay"));
    }

    [Fact]
    public void A_closed_run_stays_closed_and_only_the_run_itself_finishes()
    {
        var story = new Story(Given.Phase(phase => phase.Document("a")));
        Assert.Equal("run-status-not-ordered", story.Refused(new StatusOrdered(RunStatus.Finished, "办完了")));
        Assert.Equal("reason-missing", story.Refused(new StatusOrdered(RunStatus.Closed, "")));

        story.Do(new StatusOrdered(RunStatus.Closed, "单位撤销"));

        Assert.Equal("run-not-active", story.Refused(new StatusOrdered(RunStatus.Active, "恢复")));
        Assert.Equal("run-not-active", story.Refused(story.Record("a", 1, 1)));
    }

    [Fact]
    public void A_later_round_wants_something_recorded_in_it_whatever_sort_of_record()
    {
        var story = new Story(Given.Phase(phase => phase.Requirement("Study", "study").Gate("gate", properties: """{"reopens":["study"]}""").Path("start > gate.Passed > end")))
            .Meet("study").Ask("gate").Return("gate");
        Assert.Equal("reopened", story.Status("study"));

        story.Do(story.Record("study", counts: 0));

        Assert.Equal("done", story.Status("study"));
    }

    [Fact]
    public void Taking_a_record_back_is_no_work_in_a_later_round()
    {
        var story = new Story(Given.Phase(phase => phase.Essay("essay", """{"met":{"metric":"coverage","op":">=","value":50}}""").Gate("gate", properties: """{"reopens":["essay"]}""")
            .Path("start > gate.Passed > end"))).Meet("essay").Ask("gate").Return("gate");

        story.Do(s => s.Essays("essay", -1));
        Assert.Equal("reopened", story.Status("essay"));
        story.Do(s => s.Essays("essay", 1));

        Assert.Equal("done", story.Status("essay"));
    }

    [Fact]
    public void A_skipped_requirement_takes_no_records()
    {
        var story = new Story(Given.Template(root => root.Choice("pilot", Given.Is("unit.pilot", "=", true))
            .Phase("full", phase => phase.Document("a")).Phase("short", phase => phase.Document("b"))
            .Path("start > pilot.Yes > short").Path("pilot.No > full")));

        Assert.Equal("requirement-not-asked", story.Refused(story.Record("b", 1, 1)));
    }

    [Fact]
    public void An_input_about_nothing_known_is_refused()
    {
        var story = new Story(Given.Phase(phase => phase.Document("a")));

        Assert.Equal("activity-not-found", story.Refused(new EvidenceRecorded("x", Guid.Empty, story.Day, 1, [])));
        Assert.Equal("activity-not-found", story.Refused(new RequirementWaived("phase", Story.Superior, "理由")));
        Assert.Equal("activity-not-found", story.Refused(new DueChanged("x", story.Day, "理由")));
        Assert.Equal("activity-not-found", story.Refused(new GateWithdrawn("a")));
        Assert.Equal("activity-not-found", story.Refused(new GateKept("a", Story.Superior, "理由")));
        Assert.Equal("activity-not-found", story.Refused(new SubordinatesChanged([("a", 0, new SubordinateCount(1, 1, story.Now))])));
    }

    private static RosterChanged Roster(int members) => new(Given.UnitOf(members), new Dictionary<string, IReadOnlyList<long>>());
}
