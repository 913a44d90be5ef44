using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Tests.Engine;

/// <summary>The rows of approvals at a gate: their order, advice, and passing in spite of conditions (semantics 1).</summary>
public sealed class GateApprovalTests
{
    private const string Advised = """[{"role":"instructor","act":"advise","within":"2wd"},{"role":"supervisor","act":"approve","within":"5wd"}]""";

    [Fact]
    public void Approvals_go_in_order()
    {
        var story = new Story(Given.OneGate(Given.TwoRows)).Meet("essay").Ask("gate");

        Assert.Equal("decision-not-awaited", story.Refused(story.Word("gate", DecisionWord.Give, row: 1)));
        Assert.Equal("decision-not-awaited", story.Refused(story.Word("gate", DecisionWord.Give, row: 2)));
        Assert.Equal("decision-not-awaited", story.Refused(story.Word("gate", DecisionWord.Give, row: -1)));
    }

    [Fact]
    public void Each_approver_is_told_when_it_is_their_turn()
    {
        var story = new Story(Given.OneGate(Given.TwoRows)).Meet("essay").Ask("gate");
        Assert.Equal(("asked:0", "instructor"), Told(story));

        story.Approve("gate");

        Assert.Equal(("asked:1", "supervisor"), Told(story));
    }

    [Fact]
    public void Advice_cannot_return_and_when_late_keeps_nobody_waiting()
    {
        var story = new Story(Given.OneGate(Advised)).Meet("essay").Ask("gate");
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
        var story = new Story(Given.OneGate(Advised)).Meet("essay").Ask("gate");

        story.Approve("gate", row: 0);

        Assert.Equal(("asked:1", "supervisor"), Told(story));
        Assert.Equal("passed", story.Approve("gate", row: 1).Status("gate"));
    }

    [Fact]
    public void Advice_without_a_date_never_holds_anything_up()
    {
        var story = new Story(Given.OneGate("""[{"role":"instructor","act":"advise"},{"role":"supervisor","act":"approve"}]""")).Meet("essay").Ask("gate");

        Assert.Equal(["instructor", "supervisor"], story.Told.SelectMany(told => told.To));
        Assert.Equal("passed", story.Approve("gate", row: 1).Status("gate"));
    }

    [Fact]
    public void Override_and_approval_on_condition_exist_only_where_the_template_allows_them()
    {
        var story = new Story(Given.OneGate()).Meet("essay").Ask("gate");

        Assert.Equal("decision-not-allowed", story.Refused(story.Word("gate", DecisionWord.Override)));
        Assert.Equal("decision-not-allowed", story.Refused(story.Word("gate", DecisionWord.OnCondition)));
        Assert.Equal("gate-conditions-unmet", new Story(Given.OneGate()).Refused(new GateAsked("gate", Story.Secretary, Despite: true)));
    }

    [Fact]
    public void An_override_says_so_with_its_reason_and_what_was_not_met()
    {
        var story = new Story(Given.OneGate(properties: """{"allows":["override"]}""")).Ask("gate", despite: true);
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
        var story = new Story(Given.OneGate(Given.TwoRows, """{"allows":["override","condition"]}""")).Ask("gate", despite: true);

        Assert.Equal("decision-not-allowed", story.Refused(story.Word("gate", DecisionWord.Override, row: 0)));
        Assert.Equal("decision-not-allowed", story.Refused(story.Word("gate", DecisionWord.OnCondition, row: 0)));
    }

    private static (string Stage, string Role) Told(Story story) =>
        story.Told is [{ To: [var role] } told] ? (told.Stage, role) : throw new InvalidOperationException(string.Join("; ", story.Told));
}
