using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Tests.Engine;

/// <summary>closed → asked → returned | passed (semantics 1).</summary>
public sealed class GateTests
{
    private const string TwoRows = """[{"role":"instructor","act":"review"},{"role":"supervisor","act":"approve"}]""";
    private const string Advised = """[{"role":"instructor","act":"advise","within":"2wd"},{"role":"supervisor","act":"approve","within":"5wd"}]""";

    private static readonly string EssayDone = Given.Is("essay.coverage", ">=", 95);

    [Fact]
    public void Asking_too_early_is_answered_with_the_report_and_changes_nothing()
    {
        var story = new Story(OneGate());

        var step = RunEngine.Step(story.Plan, story.Timetable, story.Run, new GateAsked("gate", Story.Secretary), story.Now);

        Assert.Equal("gate-conditions-unmet", step.Problem!.Code);
        Assert.Equal("essay.coverage", Assert.Single(((PhaseEngine.Core.Gates.GateReport)step.Problem.Facts["report"]!).Missing).Metric);
        Assert.Equal("closed", story.Status("gate"));
    }

    [Fact]
    public void It_passes_when_conditions_are_met_and_all_approvals_given()
    {
        var story = new Story(OneGate(TwoRows)).Meet("essay").Ask("gate");
        Assert.Equal("asked", story.Status("gate"));

        story.Approve("gate", row: 0);
        Assert.Equal("asked", story.Status("gate"));
        story.Approve("gate", row: 1);

        Assert.Equal(("passed", RunStatus.Finished), (story.Status("gate"), story.Run.Status));
        Assert.Equal(PassedBy.Approval, story.Facts.OfType<GatePassed>().Single().How);
    }

    [Fact]
    public void Approvals_go_in_order()
    {
        var story = new Story(OneGate(TwoRows)).Meet("essay").Ask("gate");

        Assert.Equal("decision-not-awaited", story.Refused(story.Word("gate", DecisionWord.Give, row: 1)));
        Assert.Equal("decision-not-awaited", story.Refused(story.Word("gate", DecisionWord.Give, row: 2)));
        Assert.Equal("decision-not-awaited", story.Refused(story.Word("gate", DecisionWord.Give, row: -1)));
    }

    [Fact]
    public void Each_approver_is_told_when_it_is_their_turn()
    {
        var story = new Story(OneGate(TwoRows)).Meet("essay").Ask("gate");
        Assert.Equal(("asked:0", "instructor"), Told(story));

        story.Approve("gate");

        Assert.Equal(("asked:1", "supervisor"), Told(story));
    }

    [Fact]
    public void Without_approvals_it_passes_by_itself_when_its_conditions_hold()
    {
        var story = new Story(OneGate(approvals: null));
        Assert.Equal("gate-passes-itself", story.Refused(new GateAsked("gate", Story.Secretary)));

        story.Meet("essay");

        Assert.Equal(PassedBy.Itself, story.Facts.OfType<GatePassed>().Single().How);
        Assert.Equal(RunStatus.Finished, story.Run.Status);
    }

    [Fact]
    public void What_it_read_is_frozen_while_asked()
    {
        var story = new Story(OneGate()).Meet("essay").Ask("gate");

        story.Do(story.Essays("essay", -5)).Approve("gate");

        Assert.Equal("passed", story.Status("gate"));
    }

    [Fact]
    public void The_unit_may_withdraw_and_ask_again()
    {
        var story = new Story(OneGate()).Meet("essay").Ask("gate");

        story.Do(new GateWithdrawn("gate"));

        Assert.Equal("closed", story.Status("gate"));
        Assert.Equal("gate-not-asked", story.Refused(new GateWithdrawn("gate")));
        Assert.Equal("gate-not-asked", story.Refused(story.Word("gate", DecisionWord.Give)));
        Assert.Equal("passed", story.Pass("gate").Status("gate"));
    }

    [Fact]
    public void A_decision_on_an_older_report_is_refused()
    {
        var story = new Story(OneGate()).Meet("essay").Ask("gate");
        var seen = story.Word("gate", DecisionWord.Give);

        story.Do(new GateWithdrawn("gate")).Ask("gate");

        Assert.Equal("gate-report-changed", story.Refused(seen));
    }

    [Fact]
    public void It_is_not_asked_for_twice_nor_before_it_is_reached()
    {
        var story = new Story(Given.Phase(phase => phase.Document("a").Gate("gate").Path("start > a > gate")));
        Assert.Equal("gate-not-open", story.Refused(new GateAsked("gate", Story.Secretary)));

        story.Meet("a").Ask("gate");

        Assert.Equal("gate-already-asked", story.Refused(new GateAsked("gate", Story.Secretary)));
    }

    [Theory]
    [InlineData(DecisionWord.Give)]
    [InlineData(DecisionWord.Return)]
    public void Nobody_decides_on_their_own_request(DecisionWord word)
    {
        var story = new Story(OneGate()).Meet("essay").Ask("gate");

        Assert.Equal("decision-own-request", story.Refused(story.Word("gate", word, by: Story.Secretary)));
    }

    [Fact]
    public void It_is_never_passed_by_lapse_of_time()
    {
        var story = new Story(OneGate()).Meet("essay").Ask("gate");

        story.Until("2006-06-01");

        Assert.Equal("asked", story.Status("gate"));
    }

    [Fact]
    public void A_return_needs_a_reason()
    {
        var story = new Story(OneGate()).Meet("essay").Ask("gate");

        Assert.Equal("reason-missing", story.Refused(story.Word("gate", DecisionWord.Return) with { Reason = " " }));
    }

    [Fact]
    public void Returned_without_a_way_back_it_stays_and_approvals_start_again()
    {
        var story = new Story(OneGate(TwoRows)).Meet("essay").Ask("gate").Approve("gate", 0).Return("gate", row: 1);
        Assert.Equal(("returned", ActivityStatus.Open), (story.Status("gate"), story["gate"].Status));

        story.Ask("gate");

        Assert.Equal("decision-not-awaited", story.Refused(story.Word("gate", DecisionWord.Give, row: 1)));
        Assert.Equal("passed", story.Approve("gate", 0).Approve("gate", 1).Status("gate"));
    }

    [Fact]
    public void Return_reopens_what_the_template_lists_and_the_gate_waits_for_it()
    {
        var story = new Story(OneGate(properties: """{"reopens":["essay"]}""")).Meet("essay").Ask("gate").Return("gate", due: new DateOnly(2005, 8, 5));
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

    [Fact]
    public void Advice_cannot_return_and_when_late_keeps_nobody_waiting()
    {
        var story = new Story(OneGate(Advised)).Meet("essay").Ask("gate");
        Assert.Equal("approval-cannot-return", story.Refused(story.Word("gate", DecisionWord.Return, row: 0)));
        Assert.Equal("decision-not-awaited", story.Refused(story.Word("gate", DecisionWord.Give, row: 1)));

        story.Until("2005-07-20");
        Assert.Equal("decision-not-awaited", story.Refused(story.Word("gate", DecisionWord.Give, row: 1)));
        story.Until("2005-07-21", since: story.Now);
        Assert.Contains(story.Told, told => told is { Stage: "asked:1", To: ["supervisor"] });
        story.Approve("gate", row: 1);

        Assert.Equal("passed", story.Status("gate"));
    }

    [Fact]
    public void Advice_given_lets_the_next_one_in()
    {
        var story = new Story(OneGate(Advised)).Meet("essay").Ask("gate");

        story.Approve("gate", row: 0);

        Assert.Equal(("asked:1", "supervisor"), Told(story));
        Assert.Equal("passed", story.Approve("gate", row: 1).Status("gate"));
    }

    [Fact]
    public void Advice_without_a_date_never_holds_anything_up()
    {
        var story = new Story(OneGate("""[{"role":"instructor","act":"advise"},{"role":"supervisor","act":"approve"}]""")).Meet("essay").Ask("gate");

        Assert.Equal(["instructor", "supervisor"], story.Told.SelectMany(told => told.To));
        Assert.Equal("passed", story.Approve("gate", row: 1).Status("gate"));
    }

    [Fact]
    public void Override_and_approval_on_condition_exist_only_where_the_template_allows_them()
    {
        var story = new Story(OneGate()).Meet("essay").Ask("gate");

        Assert.Equal("decision-not-allowed", story.Refused(story.Word("gate", DecisionWord.Override)));
        Assert.Equal("decision-not-allowed", story.Refused(story.Word("gate", DecisionWord.OnCondition)));
        Assert.Equal("gate-conditions-unmet", new Story(OneGate()).Refused(new GateAsked("gate", Story.Secretary, Despite: true)));
    }

    [Fact]
    public void An_override_says_so_with_its_reason_and_what_was_not_met()
    {
        var story = new Story(OneGate(properties: """{"allows":["override"]}""")).Ask("gate", despite: true);
        Assert.Equal("gate-conditions-unmet", story.Refused(story.Word("gate", DecisionWord.Give)));
        Assert.Equal("reason-missing", story.Refused(story.Word("gate", DecisionWord.Override) with { Reason = null }));

        story.Decide("gate", DecisionWord.Override);

        var passed = story.Facts.OfType<GatePassed>().Single();
        Assert.Equal((PassedBy.Override, "理由"), (passed.How, passed.Reason));
        Assert.Equal(["essay.coverage"], passed.Unmet);
        Assert.Empty(story.Gate("gate").Flagged);
    }

    [Fact]
    public void Only_the_last_row_may_pass_it_in_spite_of_conditions()
    {
        var story = new Story(OneGate(TwoRows, """{"allows":["override","condition"]}""")).Ask("gate", despite: true);

        Assert.Equal("decision-not-allowed", story.Refused(story.Word("gate", DecisionWord.Override, row: 0)));
        Assert.Equal("decision-not-allowed", story.Refused(story.Word("gate", DecisionWord.OnCondition, row: 0)));
    }

    [Fact]
    public void A_decision_on_something_unknown_is_refused()
    {
        var story = new Story(OneGate());

        Assert.Equal("activity-not-found", story.Refused(new GateAsked("nothing", Story.Secretary)));
        Assert.Equal("activity-not-found", story.Refused(new Decided("nothing", 0, DecisionWord.Give, Story.Superior, 1)));
        Assert.Equal("activity-not-found", story.Refused(new Decided("phase", 0, DecisionWord.Give, Story.Superior, 1)));
    }

    [Fact]
    public void A_gate_in_the_root_holds_the_next_phase_back()
    {
        var story = new Story(Given.Template(root => root.Phase("one", phase => phase.Document("a")).Gate("gate", properties: """{"due":"12-31"}""")
            .Phase("two", phase => phase.Document("b")).Path("start > one > gate.Passed > two")));

        story.Meet("a");
        Assert.Equal("gate", story.Waiting);
        story.Pass("gate");

        Assert.Equal("b", story.Waiting);
    }

    [Fact]
    public void Two_gates_in_one_phase_are_passed_one_after_the_other()
    {
        var story = new Story(Given.Phase(phase => phase.Document("a").Gate("first", Given.Is("a.status", "=", "done")).Document("b").Gate("second")
            .Path("start > first.Passed > b > second.Passed > end")));

        story.Meet("a").Pass("first");
        Assert.Equal("b", story.Waiting);
        story.Meet("b").Pass("second");

        Assert.Equal(RunStatus.Finished, story.Run.Status);
    }

    [Fact]
    public void Two_gates_asked_side_by_side_and_one_that_ends_the_phase_close_the_other()
    {
        var story = new Story(Given.Template(root => root
            .Phase("one", phase => phase.Document("a").Gate("early").Gate("closing").Path("start > closing.Passed > end"))
            .Phase("two", phase => phase.Document("b")).Path("start > one > two")));

        story.Ask("early").Ask("closing").Approve("closing");

        Assert.Equal(("b", "closed"), (story.Waiting, story.Status("early")));
        Assert.Equal("gate-not-asked", story.Refused(story.Word("early", DecisionWord.Give)));
        Assert.Equal("gate-not-open", story.Refused(new GateAsked("early", Story.Secretary)));
    }

    private static Plan OneGate(string? approvals = Given.Approved, string properties = "{}") => Given.Phase(phase => phase
        .Essay("essay").Gate("gate", EssayDone, approvals, properties).Path("start > gate.Passed > end"));

    private static (string Stage, string Role) Told(Story story) =>
        story.Told is [{ To: [var role] } told] ? (told.Stage, role) : throw new InvalidOperationException(string.Join("; ", story.Told));
}
