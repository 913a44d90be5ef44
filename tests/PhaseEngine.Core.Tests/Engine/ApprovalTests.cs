using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Tests.Engine;

/// <summary>Papers before their approvers: what is taken back is before nobody, and nobody's date slides by another's word (S.14, S.52).</summary>
public sealed class ApprovalTests
{
    private static readonly Guid First = new("00000000-0000-0000-0000-0000000000a1");
    private static readonly Guid Second = new("00000000-0000-0000-0000-0000000000a2");

    [Fact]
    public void A_paper_that_was_taken_back_is_not_taken_on_file()
    {
        var story = Paper("""[{"role":"supervisor","act":"file"}]""").Do(s => Version(s, First)).Do(s => TakenBack(s, First));

        Assert.Equal("decision-not-awaited", story.Refused(story.Word("plan", DecisionWord.Give)));
    }

    [Fact]
    public void Taking_back_a_second_version_does_not_bring_a_returned_first_one_to_life()
    {
        var story = Paper("""[{"role":"instructor","act":"review"}]""").Do(s => Version(s, First)).Return("plan").Do(s => Version(s, Second));

        story.Do(s => TakenBack(s, Second));

        Assert.Equal("decision-not-awaited", story.Refused(story.Word("plan", DecisionWord.Give)));
        Assert.Equal("done", story.Do(s => Version(s, First)).Approve("plan").Status("plan"));
    }

    [Fact]
    public void A_correction_lies_before_the_approvers_when_what_it_corrects_is_taken_back_behind_it()
    {
        var story = Paper("""[{"role":"instructor","act":"review"}]""").Do(s => Version(s, First));

        story.Do(s => Version(s, Second) with { Supersedes = true }).Do(s => TakenBack(s, First));

        Assert.Equal("done", story.Approve("plan").Status("plan"));
    }

    [Fact]
    public void Of_two_versions_written_early_the_one_that_is_left_goes_to_the_reviewers()
    {
        var story = new Story(Given.Phase(phase => phase
                .Document("before").Document("plan", """{"approvals":[{"role":"instructor","act":"review"}]}""").Path("start > before > plan")))
            .Do(s => Version(s, First)).Do(s => Version(s, Second)).Do(s => TakenBack(s, Second));

        Assert.Equal("done", story.Meet("before").Approve("plan").Status("plan"));
    }

    [Fact]
    public void An_approved_paper_that_is_taken_back_flags_the_gate_that_asked_for_it_and_was_not_late()
    {
        var story = Paper("""[{"role":"instructor","act":"review"}]""", Given.Is("plan.submitted", "=", true)).Do(s => Version(s, First));
        story.On("2005-07-29").Approve("plan").Pass("gate");

        story.Do(s => TakenBack(s, First));

        Assert.Equal(["plan.submitted"], story.Gate("gate").Flagged);
        Assert.Equal(-18, Lateness.Days(story.Plan, story.Run, story.Plan.Requirement("plan")!, story.Day));
    }

    [Fact]
    public void A_receipt_does_not_put_off_the_answer_by_date_of_a_review()
    {
        var story = Paper("""[{"role":"supervisor","act":"file"},{"role":"instructor","act":"review","within":"3wd"}]""").Meet("plan");
        var before = AnswerBy(story, row: 1);

        story.On("2005-07-20").Approve("plan", 0);

        Assert.NotNull(before);
        Assert.Equal(before, AnswerBy(story, row: 1));
    }

    [Fact]
    public void Advice_given_late_does_not_start_the_approvers_clock_anew()
    {
        var story = Paper("""[{"role":"instructor","act":"advise","within":"2d"},{"role":"supervisor","act":"approve","within":"3d"}]""").Meet("plan");
        story.On("2005-07-22");
        var before = AnswerBy(story, row: 1);

        story.Approve("plan", 0);

        Assert.Equal(new DateOnly(2005, 7, 24), before);
        Assert.Equal(before, AnswerBy(story, row: 1));
    }

    [Fact]
    public void Advice_given_in_time_starts_the_approvers_clock()
    {
        var story = Paper("""[{"role":"instructor","act":"advise","within":"9d"},{"role":"supervisor","act":"approve","within":"3d"}]""").Meet("plan");

        story.On("2005-07-20").Approve("plan", 0);

        Assert.Equal(new DateOnly(2005, 7, 23), AnswerBy(story, row: 1));
    }

    [Fact]
    public void A_correction_on_a_closed_run_troubles_nobody_who_could_not_answer()
    {
        var story = Paper("""[{"role":"instructor","act":"review"}]""").Meet("plan").Do(new StatusOrdered(RunStatus.Closed, "撤销"));

        story.Do(s => Version(s, Second) with { Supersedes = true });

        Assert.Empty(story.Told);
    }

    private static Story Paper(string approvals, string? conditions = null) => new(Given.Phase(phase => phase
        .Document("plan", $$"""{"due":"08-05","approvals":{{approvals}}}""").Gate("gate", conditions).Path("start > gate.Passed > end")));

    private static EvidenceRecorded Version(Story story, Guid evidence) => story.Record("plan", 1, 1) with { Evidence = evidence };

    private static EvidenceRecorded TakenBack(Story story, Guid evidence) =>
        story.Record("plan", -1, -1) with { Evidence = evidence, Supersedes = true };

    private static DateOnly? AnswerBy(Story story, int row) =>
        Approvals.Turns(story.Plan.Requirement("plan")!, story.Run, story.Timetable.Calendar, story.Day).Single(turn => turn.Row == row).AnswerBy;
}
