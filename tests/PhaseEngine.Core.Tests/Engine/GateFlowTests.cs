using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Tests.Engine;

/// <summary>What gates hold back, and several of them beside or behind each other.</summary>
public sealed class GateFlowTests
{
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
}
