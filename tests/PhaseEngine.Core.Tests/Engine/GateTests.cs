using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Tests.Engine;

/// <summary>A gate from closed to asked, passed or withdrawn (semantics 1).</summary>
public sealed class GateTests
{
    [Fact]
    public void Asking_too_early_is_answered_with_the_report_and_changes_nothing()
    {
        var story = new Story(Given.OneGate());

        var step = RunEngine.Step(story.Plan, story.Timetable, story.Run, new GateAsked("gate", Story.Secretary), story.Now);

        Assert.Equal("gate-conditions-unmet", step.Problem!.Code);
        Assert.Equal("essay.coverage", Assert.Single(((PhaseEngine.Core.Gates.GateReport)step.Problem.Facts["report"]!).Missing).Metric);
        Assert.Equal("closed", story.Status("gate"));
    }

    [Fact]
    public void It_passes_when_conditions_are_met_and_all_approvals_given()
    {
        var story = new Story(Given.OneGate(Given.TwoRows)).Meet("essay").Ask("gate");
        Assert.Equal("asked", story.Status("gate"));

        story.Approve("gate", row: 0);
        Assert.Equal("asked", story.Status("gate"));
        story.Approve("gate", row: 1);

        Assert.Equal(("passed", RunStatus.Finished), (story.Status("gate"), story.Run.Status));
        Assert.Equal(PassedBy.Approval, story.Facts.OfType<GatePassed>().Single().How);
    }

    [Fact]
    public void Without_approvals_it_passes_by_itself_when_its_conditions_hold()
    {
        var story = new Story(Given.OneGate(approvals: null));
        Assert.Equal("gate-passes-itself", story.Refused(new GateAsked("gate", Story.Secretary)));

        story.Meet("essay");

        Assert.Equal(PassedBy.Itself, story.Facts.OfType<GatePassed>().Single().How);
        Assert.Equal(RunStatus.Finished, story.Run.Status);
    }

    [Fact]
    public void What_it_read_is_frozen_while_asked()
    {
        var story = new Story(Given.OneGate()).Meet("essay").Ask("gate");

        story.Do(story.Essays("essay", -5)).Approve("gate");

        Assert.Equal("passed", story.Status("gate"));
    }

    [Fact]
    public void The_unit_may_withdraw_and_ask_again()
    {
        var story = new Story(Given.OneGate()).Meet("essay").Ask("gate");

        story.Do(new GateWithdrawn("gate"));

        Assert.Equal("closed", story.Status("gate"));
        Assert.Equal("gate-not-asked", story.Refused(new GateWithdrawn("gate")));
        Assert.Equal("gate-not-asked", story.Refused(story.Word("gate", DecisionWord.Give)));
        Assert.Equal("passed", story.Pass("gate").Status("gate"));
    }

    [Fact]
    public void A_decision_on_an_older_report_is_refused()
    {
        var story = new Story(Given.OneGate()).Meet("essay").Ask("gate");
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
        var story = new Story(Given.OneGate()).Meet("essay").Ask("gate");

        Assert.Equal("decision-own-request", story.Refused(story.Word("gate", word, by: Story.Secretary)));
    }

    [Fact]
    public void It_is_never_passed_by_lapse_of_time()
    {
        var story = new Story(Given.OneGate()).Meet("essay").Ask("gate");

        story.Until("2006-06-01");

        Assert.Equal("asked", story.Status("gate"));
    }

    [Fact]
    public void A_decision_on_something_unknown_is_refused()
    {
        var story = new Story(Given.OneGate());

        Assert.Equal("activity-not-found", story.Refused(new GateAsked("nothing", Story.Secretary)));
        Assert.Equal("activity-not-found", story.Refused(new Decided("nothing", 0, DecisionWord.Give, Story.Superior, 1)));
        Assert.Equal("activity-not-found", story.Refused(new Decided("phase", 0, DecisionWord.Give, Story.Superior, 1)));
    }
}
