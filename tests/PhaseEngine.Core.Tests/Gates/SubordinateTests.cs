using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Tests.Engine;

namespace PhaseEngine.Core.Tests.Gates;

/// <summary>A superior unit's gate that looks at its subordinate units (S.38, semantics 7).</summary>
public sealed class SubordinateTests
{
    [Fact]
    public void What_was_never_counted_is_not_known()
    {
        var story = new Story(Committee());

        Assert.Equal(Verdict.Unknown, story.Report("gate").Verdict);
        Assert.Equal("gate-conditions-unmet", story.Refused(new GateAsked("gate", Story.Secretary)));
    }

    [Theory]
    [InlineData(10, 8, true, 0)]
    [InlineData(10, 7, false, 1)]
    [InlineData(11, 8, false, 1)]
    [InlineData(11, 9, true, 0)]
    public void A_share_of_them_must_satisfy_it(int units, int satisfied, bool met, int lacking)
    {
        var story = new Story(Committee()).Do(s => Counted(s, units, satisfied));

        var line = story.Report("gate").Lines.Single();

        Assert.Equal(met ? Verdict.Met : Verdict.NotMet, line.Verdict);
        Assert.Equal((satisfied, units, met ? null : lacking, story.Now), ((int)line.Done!, (int)line.Of!, (int?)line.Lacking, line.CountedAt));
        Assert.Equal("80", line.Wanted.Single());
    }

    [Fact]
    public void A_unit_without_subordinates_has_nothing_to_show()
    {
        var story = new Story(Committee()).Do(s => Counted(s, 0, 0));

        Assert.Equal(Verdict.NotApplicable, story.Report("gate").Verdict);
        Assert.Equal("passed", story.Pass("gate").Status("gate"));
    }

    [Fact]
    public void A_later_count_behind_a_passed_gate_flags_it()
    {
        var story = new Story(Committee()).Do(s => Counted(s, 10, 8)).Pass("gate");

        story.Do(Counted(story, 10, 6));

        Assert.Equal(["essay.coverage"], story.Gate("gate").Flagged);
    }

    [Fact]
    public void A_gate_without_approvals_passes_when_the_last_of_them_is_counted()
    {
        var story = new Story(Committee(approvals: null)).Do(s => Counted(s, 10, 7));
        Assert.Equal("closed", story.Status("gate"));

        story.Do(Counted(story, 10, 8));

        Assert.Equal("passed", story.Status("gate"));
    }

    private static SubordinatesChanged Counted(Story story, int units, int satisfied) =>
        new([("gate", 0, new SubordinateCount(units, satisfied, story.Now))]);

    private static Plan Committee(string? approvals = Given.Approved) => Given.Template(root => root
        .Phase("one", phase => phase.Essay("essay")
            .Gate("gate", """{"metric":"essay.coverage","op":">=","value":95,"of":"direct","share":80}""", approvals).Path("start > gate.Passed > end"))
        .Phase("two", phase => phase.Document("doc")).Path("start > one > two"));
}
