using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Tests.Engine;

/// <summary>What may follow a pass: conditions carried over, flags, reopening (semantics 1 and 5).</summary>
public sealed class AfterPassTests
{
    private static readonly DateOnly Later = new(2005, 9, 1);

    [Fact]
    public void A_condition_carried_over_is_asked_for_by_the_next_gate()
    {
        var story = OnCondition(Given.Is("essay.coverage", ">=", 95)).Meet("b");
        Assert.Equal("essay.coverage", story.Missing("second"));
        Assert.Equal(Later, story.Report("second").Missing.Single().Due);
        Assert.Equal("gate-conditions-unmet", story.Refused(new GateAsked("second", Story.Secretary)));

        story.Do(story.Essays("essay", 10)).Pass("second");

        Assert.Equal(RunStatus.Finished, story.Run.Status);
    }

    [Fact]
    public void What_was_carried_over_stays_open_after_its_phase_until_the_condition_is_met()
    {
        var story = OnCondition(Given.Is("essay.coverage", ">=", 80));
        Assert.Equal((ActivityStatus.Ended, "open", Later), (story["essay"].Status, story.Status("essay"), story["essay"].Due));
        Assert.Equal(RoundStatus.Over, story["a"].RoundStatus);

        story.Do(story.Essays("essay", 8));

        Assert.Equal(RoundStatus.Over, story["essay"].RoundStatus);
        Assert.Equal("requirement-closed", story.Refused(story.Essays("essay", 1)));
        Assert.Equal("", story.Missing("second"));
    }

    [Fact]
    public void A_requirement_carried_over_because_it_was_not_done_can_still_be_done()
    {
        var story = OnCondition(Given.Is("a.status", "=", "done")).Meet("b");
        Assert.Equal("a.status", story.Missing("second"));

        story.Meet("a");

        Assert.Equal(("done", RunStatus.Finished), (story.Status("a"), story.Pass("second").Run.Status));
    }

    [Fact]
    public void What_was_carried_over_may_be_waived()
    {
        var story = OnCondition(Given.Is("essay.coverage", ">=", 80)).Meet("b");

        story.Do(new RequirementWaived("essay", Story.Superior, "均已调离"));

        Assert.Equal(RunStatus.Finished, story.Pass("second").Run.Status);
    }

    [Fact]
    public void A_figure_carried_over_of_something_done_takes_records_until_it_is_met()
    {
        var story = new Story(TwoPhases(Given.Is("study.coverage", ">=", 80), "Study")).Do(s => s.Record("study", 1, 1, 10, 5, 600, 0)).Ask("first", despite: true);
        Assert.Equal("done", story.Status("study"));
        story.Do(Conditionally(story, "first"));

        story.Do(story.Record("study", 0, 0, 0, 3, 60, 0));

        Assert.Equal("", story.Missing("second"));
        Assert.Equal("requirement-closed", story.Refused(story.Record("study", 0, 0, 0, 1, 60, 0)));
    }

    [Fact]
    public void It_is_not_carried_over_twice_but_may_be_overridden()
    {
        var story = OnCondition(Given.Is("essay.coverage", ">=", 95)).Meet("b").Ask("second", despite: true);
        Assert.Equal("condition-carried-twice", story.Refused(Conditionally(story, "second")));

        story.Decide("second", DecisionWord.Override);

        Assert.Equal(RunStatus.Finished, story.Run.Status);
    }

    [Fact]
    public void Approval_on_condition_needs_a_day_and_somebody_responsible()
    {
        var story = new Story(TwoPhases(Given.Is("essay.coverage", ">=", 95))).Ask("first", despite: true);

        Assert.Equal("approval-on-condition-incomplete", story.Refused(Conditionally(story, "first") with { Due = null }));
        Assert.Equal("approval-on-condition-incomplete", story.Refused(Conditionally(story, "first") with { Responsible = null }));
        Assert.Equal("reason-missing", story.Refused(Conditionally(story, "first") with { Reason = null }));
    }

    [Fact]
    public void Of_an_any_carried_over_one_part_is_enough()
    {
        var story = OnCondition(Given.Any(Given.Is("essay.coverage", ">=", 95), Given.Is("a.returns", ">=", 1))).Meet("b");
        Assert.Equal("essay.coverage a.returns", story.Missing("second"));

        story.Do(story.Essays("essay", 10));

        Assert.Equal("", story.Missing("second"));
    }

    [Fact]
    public void The_unmet_half_of_a_met_any_is_not_carried_over()
    {
        var story = OnCondition(Given.All(Given.Any(Given.Is("a.status", "=", "open"), Given.Is("a.returns", ">=", 1)), Given.Is("essay.coverage", ">=", 95)));

        Assert.Equal(["essay.coverage"], story.Gate("first").Carried.Select(carried => carried.Metric));
    }

    [Fact]
    public void Who_is_to_meet_what_was_carried_over_is_reminded_of_its_day()
    {
        var story = OnCondition(Given.Is("essay.coverage", ">=", 95));

        story.Until("2005-08-29", since: story.Now);

        Assert.Contains(story.Told, told => told is { Key: "first", Stage: "carried:-3d", To: ["secretary"] });
        story.Do(story.Essays("essay", 10)).Until("2005-09-06", since: story.Now);
        Assert.DoesNotContain(story.Told, told => told.Stage.StartsWith("carried:", StringComparison.Ordinal));
    }

    [Fact]
    public void Evidence_superseded_behind_a_passed_gate_flags_it_once()
    {
        var story = new Story(TwoPhases(Given.Is("essay.coverage", ">=", 95))).Meet("essay").Pass("first");

        story.Do(story.Essays("essay", -3));
        Assert.Equal(["essay.coverage"], story.Gate("first").Flagged);
        Assert.Equal(("flagged:essay.coverage", "supervisor"), (story.Told.Single().Stage, story.Told.Single().To.Single()));
        story.Until("2005-08-20").Meet("b");

        Assert.Single(story.Facts.OfType<Flagged>());
        Assert.Equal(("second", "passed"), (story.Waiting, story.Status("first")));
    }

    [Fact]
    public void The_flag_goes_when_the_condition_holds_again()
    {
        var story = new Story(TwoPhases(Given.Is("essay.coverage", ">=", 95))).Meet("essay").Pass("first").Do(s => s.Essays("essay", -3));

        story.Do(story.Essays("essay", 3) with { Supersedes = true });

        Assert.Empty(story.Gate("first").Flagged);
        Assert.Equal("gate-not-flagged", story.Refused(new GateKept("first", Story.Superior, "属笔误")));
    }

    [Fact]
    public void A_gate_kept_as_passed_is_not_flagged_for_the_same_again()
    {
        var story = new Story(TwoPhases(Given.Is("essay.coverage", ">=", 95))).Meet("essay").Pass("first").Do(s => s.Essays("essay", -3));
        Assert.Equal("reason-missing", story.Refused(new GateKept("first", Story.Superior, "")));

        story.Do(new GateKept("first", Story.Superior, "属笔误")).Do(s => s.Essays("essay", -2));

        Assert.Empty(story.Gate("first").Flagged);
    }

    [Fact]
    public void Reopened_the_requirement_gets_a_round_while_the_next_phase_goes_on_and_the_next_gate_waits_for_it()
    {
        var story = new Story(TwoPhases(Given.Is("essay.coverage", ">=", 95))).Meet("essay").Pass("first").Do(s => s.Essays("essay", -3));

        story.Do(new GateReopened("first", ["essay"], Later, Story.Superior, "三人未交"));
        Assert.Equal(("reopened", Later, "b"), (story.Status("essay"), story["essay"].Due, story.Waiting));
        Assert.Empty(story.Gate("first").Flagged);
        Assert.Equal("三人未交", story.Facts.OfType<Reopened>().Single().Reason);
        story.Meet("b");
        Assert.Equal("gate-conditions-unmet", story.Refused(new GateAsked("second", Story.Secretary)));
        story.Do(story.Essays("essay", 3));
        Assert.Equal("done", story.Status("essay"));

        Assert.Equal(RunStatus.Finished, story.Pass("second").Run.Status);
    }

    [Fact]
    public void Reopening_needs_a_reason_a_passed_gate_and_something_to_reopen()
    {
        var story = new Story(TwoPhases(Given.Is("essay.coverage", ">=", 95)));
        Assert.Equal("gate-not-passed", story.Refused(Reopen("essay")));
        story.Meet("essay").Pass("first");

        Assert.Equal("reason-missing", story.Refused(Reopen("essay") with { Reason = "" }));
        Assert.Equal("activity-not-found", story.Refused(Reopen("nothing")));
        Assert.Equal("nothing-to-reopen", story.Refused(Reopen()));
        Assert.Equal("nothing-to-reopen", story.Refused(Reopen("b")));
        Assert.Equal(2, story.Do(Reopen("essay", "essay"))["essay"].Round);
    }

    [Fact]
    public void What_ended_unmet_with_its_phase_can_be_reopened_and_waived()
    {
        var story = new Story(TwoPhases(conditions: null)).Pass("first");
        Assert.Equal((RoundStatus.Over, "requirement-closed"), (story["a"].RoundStatus, story.Refused(story.Record("a", 1, 1))));

        story.Do(Reopen("a")).Meet("b").Do(new RequirementWaived("a", Story.Superior, "已不需要"));

        Assert.Equal(("waived", RunStatus.Finished), (story.Status("a"), story.Pass("second").Run.Status));
    }

    [Fact]
    public void A_finished_run_can_still_be_flagged_reopened_and_put_right()
    {
        var story = new Story(TwoPhases(Given.Is("essay.coverage", ">=", 95))).Meet("essay").Pass("first").Meet("b").Pass("second");
        story.Do(story.Essays("essay", -3));
        Assert.Equal(["essay.coverage"], story.Gate("first").Flagged);

        story.Do(Reopen("essay") with { Due = Later });
        Assert.NotNull(Alarms.Next(story.Plan, story.Timetable, story.Run, story.Now));
        story.Do(story.Essays("essay", 3));

        Assert.Equal(("done", RunStatus.Finished), (story.Status("essay"), story.Run.Status));
        Assert.Equal("requirement-closed", story.Refused(story.Essays("essay", 1)));
    }

    [Fact]
    public void Time_members_and_facts_flag_nothing()
    {
        var story = new Story(TwoPhases(Given.All(
            Given.Is("essay.coverage", ">=", 95), Given.Is("today", "<=", "08-01"), Given.Is("unit.members", "<=", 10), Given.Is("phase.status", "=", "open"))));
        story.Meet("essay").Pass("first");

        story.Do(new RosterChanged(Given.UnitOf(20), new Dictionary<string, IReadOnlyList<long>>())).Until("2005-12-01");

        Assert.DoesNotContain(story.Facts, fact => fact is Flagged);
    }

    [Fact]
    public void Work_going_on_in_the_same_phase_flags_nothing()
    {
        var story = new Story(Given.Phase(phase => phase.Requirement("Register", "register").Gate("early", Given.Is("register.open", "=", 0)).Gate("late")
            .Path("start > early.Passed > late.Passed > end"))).Pass("early");

        story.Do(story.Record("register", 1, 1, 1));

        Assert.Empty(story.Gate("early").Flagged);
    }

    [Fact]
    public void Meetings_of_a_phase_that_is_over_hold_no_later_gate_back()
    {
        var story = new Story(Given.Template(root => root
            .Phase("one", phase => phase.Meetings("meetings").Gate("first").Path("start > first.Passed > end"), """{"length":"60d"}""")
            .Phase("two", phase => phase.Gate("second").Path("start > second.Passed > end")).Path("start > one > two")));

        story.Until("2005-08-20").Pass("first");

        Assert.Equal("", story.Missing("second"));
        Assert.Equal(RunStatus.Finished, story.Pass("second").Run.Status);
    }

    [Fact]
    public void Flagged_a_second_time_the_supervisor_is_told_under_another_key()
    {
        var story = new Story(TwoPhases(Given.Is("essay.coverage", ">=", 100))).Meet("essay").Pass("first").Do(s => s.Essays("essay", -1));
        var before = story.Told.Single();
        story.Do(Reopen("essay")).Do(s => s.Essays("essay", 1));

        story.Do(s => s.Essays("essay", -1));

        var after = story.Told.Single();
        Assert.Equal(("flagged:essay.coverage", before.Stage), (after.Stage, before.Stage));
        Assert.NotEqual(before.Round, after.Round);
    }

    private static Plan TwoPhases(string? conditions, string? more = null) => Given.Template(root => root
        .Phase("phase", phase => (more is null ? phase : phase.Requirement(more, "study")).Essay("essay").Document("a").Gate("first", conditions, properties: """{"allows":["condition","override"]}""")
            .Path("start > first.Passed > end"), """{"length":"40d"}""")
        .Phase("next", phase => phase.Document("b").Gate("second", properties: """{"allows":["condition","override"]}""").Path("start > b > second.Passed > end"),
            """{"length":"40d"}""")
        .Path("start > phase > next"));

    private static Story OnCondition(string conditions)
    {
        var story = new Story(TwoPhases(conditions)).Ask("first", despite: true);
        return story.Do(Conditionally(story, "first"));
    }

    private static Decided Conditionally(Story story, string gate) =>
        story.Word(gate, DecisionWord.OnCondition) with { Due = Later, Responsible = Story.Secretary };

    private static GateReopened Reopen(params string[] requirements) => new("first", requirements, null, Story.Superior, "复查发现问题");
}
