using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Core.Tests.Engine;

namespace PhaseEngine.Core.Tests.Gates;

/// <summary>What the report says: wanted, actual, how much is lacking, by when, who must act (S.36).</summary>
public sealed class GateReportTests
{
    [Fact]
    public void The_short_answer_allocates_nothing()
    {
        var conditions = Given.All(
            Given.Is("essay.coverage", ">=", 95), Given.Is("doc.status", "=", "done"), Given.Is("unit.members", ">=", 1),
            Given.Is("doc.doneOn", "<=", "08-10"));
        var story = new Story(Given.Template(root => root
            .Phase("one", phase => phase.Essay("essay").Document("doc").Gate("first", conditions, properties: """{"allows":["condition"]}""")
                .Path("start > first.Passed > end"), """{"length":"40d"}""")
            .Phase("two", phase => phase.Gate("second").Path("start > second.Passed > end"), """{"length":"40d"}""")
            .Path("start > one > two"))).Meet("doc").Ask("first", despite: true);
        story.Do(story.Word("first", DecisionWord.OnCondition) with { Due = story.Day, Responsible = Story.Secretary });
        var second = story.Plan.Gate("second")!;
        Assert.False(GateReports.Passes(story.Plan, story.Timetable, story.Run, second, story.Day));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) GateReports.Passes(story.Plan, story.Timetable, story.Run, second, story.Day);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_share_says_how_many_of_how_many_and_how_many_more()
    {
        var story = new Story(Gate(Given.Is("essay.coverage", ">=", 95), essay: """{"due":"08-10"}""")).Do(s => s.Essays("essay", 6));

        var line = story.Report("gate").Lines.Single();

        Assert.Equal(("essay.coverage", "essay", MetricType.Percent, Comparison.AtLeast), (line.Metric, line.Key, line.Type, line.Op));
        Assert.Equal(("95", "60", 6L, 10L, 4L), (line.Wanted.Single(), line.Actual, line.Done!.Value, line.Of!.Value, line.Lacking!.Value));
        Assert.Equal((Verdict.NotMet, true, new DateOnly(2005, 8, 10), "secretary"), (line.Verdict, line.Missing, line.Due!.Value, line.Who));
    }

    [Theory]
    [InlineData(">=", 95, 300, 285, true, "95")]
    [InlineData(">=", 95, 300, 284, false, "94")]
    [InlineData(">=", 99.5, 1000, 995, true, "99")]
    [InlineData(">=", 100, 250, 249, false, "99")]
    [InlineData(">", 50, 10, 5, false, "50")]
    [InlineData(">", 50, 10, 6, true, "60")]
    [InlineData("=", 33, 3, 1, false, "33")]
    [InlineData("<=", 33.4, 3, 1, true, "33")]
    public void Shares_are_compared_exactly_and_shown_rounded_down(string op, decimal wanted, int asked, int done, bool met, string shown)
    {
        var story = new Story(Gate(Given.Is("essay.coverage", op, wanted)), Given.UnitOf(asked)).Do(s => s.Essays("essay", done));

        var line = story.Report("gate").Lines.Single();

        Assert.Equal((met ? Verdict.Met : Verdict.NotMet, shown), (line.Verdict, line.Actual));
        Assert.Equal(met, story.Report("gate").ConditionsMet);
    }

    [Theory]
    [InlineData(">", 50, 5, 1)]
    [InlineData(">=", 55, 5, 1)]
    [InlineData(">=", 50, 4, 1)]
    [InlineData("<", 50, 6, null)]
    public void It_says_how_many_more_are_needed(string op, decimal wanted, int done, int? lacking)
    {
        var story = new Story(Gate(Given.Is("essay.coverage", op, wanted))).Do(s => s.Essays("essay", done));

        Assert.Equal(lacking, (int?)story.Report("gate").Lines.Single().Lacking);
    }

    [Theory]
    [InlineData(">=", 3, 2)]
    [InlineData(">", 3, 3)]
    public void A_count_says_how_many_more(string op, int wanted, int lacking)
    {
        var story = new Story(Gate(Given.Is("essay.done", op, wanted))).Do(s => s.Essays("essay", 1));

        var line = story.Report("gate").Lines.Single();

        Assert.Equal(("1", (long?)lacking), (line.Actual, line.Lacking));
    }

    [Fact]
    public void What_is_not_known_is_not_met_under_a_not_either()
    {
        var story = new Story(Gate(Given.Not(Given.Is("essay.average", "<", 60))));

        var line = story.Report("gate").Lines.Single();

        Assert.Equal((Verdict.Unknown, true, true, null), (line.Verdict, line.Missing, line.Negated, line.Actual));
        Assert.Equal(Verdict.Unknown, story.Report("gate").Verdict);
    }

    [Fact]
    public void Nobody_asked_is_not_applicable_and_the_report_says_so()
    {
        var report = new Story(Gate(Given.All(Given.Is("essay.coverage", ">=", 95), Given.Not(Given.Is("essay.passed", "<", 60)))), Given.UnitOf(members: 0)).Report("gate");

        Assert.All(report.Lines, line => Assert.Equal(Verdict.NotApplicable, line.Verdict));
        Assert.True(report.ConditionsMet);
    }

    [Theory]
    [InlineData("waived")]
    [InlineData("not asked")]
    [InlineData("skipped")]
    [InlineData("in a skipped phase")]
    public void Figures_of_what_is_not_asked_for_do_not_apply(string how)
    {
        var story = new Story(Given.Template(root => root
            .Choice("way", Given.Is("unit.members", ">", 50)).Phase("aside", phase => phase.Essay("in-aside").Gate("gate-aside"))
            .Phase("phase", phase => phase.Essay("plain").Essay("never", $$"""{"when":{{Given.Is("unit.members", ">", 50)}}}""")
                .Choice("inner", Given.Is("unit.members", ">", 50)).Essay("skipped").Path("start > inner.Yes > skipped")
                .Gate("gate", Given.All(Given.Is($"{KeyOf(how)}.coverage", ">=", 95), Given.Not(Given.Is($"{KeyOf(how)}.done", "<", 1)), Given.Is("aside.days", ">=", 1),
                    Given.Is("gate-aside.status", "=", "passed"))))
            .Path("start > way.Yes > aside").Path("start > phase")));
        if (how == "waived") story.Do(new RequirementWaived("plain", Story.Superior, "理由"));

        Assert.All(story.Report("gate").Lines, line => Assert.Equal(Verdict.NotApplicable, line.Verdict));
        Assert.Equal("passed", story.Pass("gate").Status("gate"));
    }

    [Fact]
    public void A_status_may_be_asked_after_even_where_it_was_waived_and_a_skipped_phase_says_so()
    {
        var story = new Story(Given.Template(root => root
            .Choice("way", Given.Is("unit.members", ">", 50)).Phase("aside", phase => phase.Essay("in-aside"))
            .Phase("phase", phase => phase.Essay("essay").Gate("gate", Given.All(Given.Is("essay.status", "in", new[] { "done", "waived" }), Given.Is("aside.status", "=", "skipped"))))
            .Path("start > way.Yes > aside").Path("start > phase")));
        Assert.Equal("essay.status", story.Missing("gate"));

        story.Do(new RequirementWaived("essay", Story.Superior, "理由"));

        Assert.Equal("", story.Missing("gate"));
        Assert.All(story.Report("gate").Lines, line => Assert.Equal(Verdict.Met, line.Verdict));
    }

    [Fact]
    public void The_unmet_half_of_a_met_any_is_shown_but_not_missing()
    {
        var report = new Story(Gate(Given.Any(Given.Is("essay.coverage", ">=", 95), Given.Is("unit.members", ">=", 1)))).Report("gate");

        Assert.Equal([(Verdict.NotMet, false), (Verdict.Met, false)], report.Lines.Select(line => (line.Verdict, line.Missing)));
        Assert.True(report.ConditionsMet);
    }

    [Fact]
    public void Under_a_not_each_line_says_what_must_not_hold()
    {
        var report = new Story(Gate(Given.Not(Given.Any(Given.Is("unit.members", ">=", 1), Given.Is("unit.members", ">=", 50))))).Report("gate");

        Assert.Equal([(Verdict.NotMet, true), (Verdict.Met, false)], report.Lines.Select(line => (line.Verdict, line.Missing)));
        Assert.All(report.Lines, line => Assert.True(line.Negated));
    }

    [Fact]
    public void A_day_is_shown_as_the_day_it_comes_to_and_nobody_can_do_anything_about_it()
    {
        var story = new Story(Gate(Given.Is("today", ">=", "end-5d")));

        var line = story.Report("gate").Lines.Single();

        Assert.Equal(("2005-08-22", "2005-07-18", null), (line.Wanted.Single(), line.Actual, line.Who));
        Assert.Equal("", story.On("2005-08-22").Missing("gate"));
    }

    [Fact]
    public void Who_must_act_is_the_approver_where_one_is_waited_for()
    {
        var story = new Story(Given.Phase(phase => phase.Document("doc", """{"owner":"leader","approvals":[{"role":"instructor","act":"review"}]}""")
            .Gate("gate", Given.Is("doc.status", "=", "done"))));
        Assert.Equal("leader", story.Report("gate").Lines.Single().Who);

        story.Meet("doc");

        Assert.Equal("instructor", story.Report("gate").Lines.Single().Who);
    }

    [Fact]
    public void The_author_may_name_who_must_act_and_say_it_in_other_words()
    {
        var story = new Story(Gate("""{"metric":"essay.coverage","op":">=","value":95,"who":"leader","text":"每人都要写"}"""));

        var line = story.Report("gate").Lines.Single();

        Assert.Equal(("leader", "每人都要写"), (line.Who, line.Text!.ZhCn));
    }

    [Fact]
    public void A_figure_can_be_narrowed_to_some_categories()
    {
        var unit = Given.Unit with { Roster = [new RosterGroup(new MemberFacts("inPost"), 8), new RosterGroup(new MemberFacts("leadingCadre"), 2)] };
        var story = new Story(Gate("""{"metric":"essay.coverage","members":["leadingCadre"],"op":">=","value":100}"""), unit);

        var line = story.Report("gate").Lines.Single();

        Assert.Equal((2L, 2L, "leadingCadre"), (line.Of!.Value, line.Lacking!.Value, line.Categories.Single()));
    }

    [Theory]
    [InlineData("onTime", "=", "true", "2005-07-25", true)]
    [InlineData("onTime", "=", "true", "2005-07-26", false)]
    [InlineData("daysLate", "<=", "2", "2005-07-27", true)]
    [InlineData("daysLate", "<=", "2", "2005-07-28", false)]
    [InlineData("doneOn", "<=", "\"07-26\"", "2005-07-26", true)]
    [InlineData("doneOn", "<=", "\"07-26\"", "2005-07-27", false)]
    public void Days_of_a_requirement_can_be_asked_after(string metric, string op, string value, string doneOn, bool met)
    {
        var story = new Story(Gate($$"""{"metric":"essay.{{metric}}","op":"{{op}}","value":{{value}}}""", essay: """{"due":"07-25"}"""));
        Assert.Equal(Verdict.Unknown, story.Report("gate").Verdict);

        story.On(doneOn).Meet("essay").On("2005-08-01");

        Assert.Equal(met ? Verdict.Met : Verdict.NotMet, story.Report("gate").Verdict);
    }

    [Fact]
    public void A_gate_without_approvals_waits_for_its_day_and_the_alarm_knows()
    {
        var story = new Story(Given.Phase(phase => phase.Essay("essay", """{"reminders":[]}""")
            .Gate("gate", Given.Is("today", ">=", "08-15"), approvals: null, """{"reminders":[]}""").Path("start > gate.Passed > end")));

        for (var looks = 0; story.Run.Status == RunStatus.Active && looks < 60; looks++)
            story.Until($"{story.Timetable.Today(Alarms.Next(story.Plan, story.Timetable, story.Run, story.Now)!.Value):yyyy-MM-dd}");

        Assert.Equal((RunStatus.Finished, new DateOnly(2005, 8, 15)), (story.Run.Status, story.Day));
    }

    private static Plan Gate(string conditions, string essay = "{}") =>
        Given.Phase(phase => phase.Essay("essay", essay).Gate("gate", conditions).Path("start > gate.Passed > end"));

    private static string KeyOf(string how) => how switch
    {
        "waived" => "plain",
        "not asked" => "never",
        "skipped" => "skipped",
        _ => "in-aside",
    };
}
