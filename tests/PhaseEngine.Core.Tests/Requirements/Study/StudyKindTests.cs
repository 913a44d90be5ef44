using PhaseEngine.Core.Requirements.Study;

namespace PhaseEngine.Core.Tests.Requirements.Study;

public sealed class StudyKindTests
{
    private static Ledger OfFour(string settings = "{}") => new(new StudyKind(), settings, members: Members.Of("leadingCadre", "inPost", "inPost", "old"));

    [Fact]
    public void A_session_counts_for_all_but_the_absent()
    {
        var ledger = OfFour();

        Session(ledger, 120, absent: [4]);

        Assert.Equal((75, 75, 1.5m, 1, 1), Figures(ledger));
    }

    [Theory]
    [InlineData("""{"settledBy":"makeUp","minutes":120}""")]
    [InlineData("""{"settledBy":"atTheDoor","minutes":60}""")]
    public void An_absence_made_good_accounts_for_the_member_and_counts_as_study(string settlement)
    {
        var ledger = OfFour();
        Session(ledger, 120, absent: [4]);

        Settle(ledger, settlement, 4);

        Assert.Equal((100, 100), (ledger.Figure("accounted"), ledger.Figure("coverage")));
        Assert.Equal(0, ledger.Figure("absences"));
        Assert.True(ledger.Met);
    }

    [Theory]
    [InlineData("""{"settledBy":"exempt","reason":"重病住院"}""")]
    [InlineData("""{"settledBy":"outOfContact","search":"8月1日电话不通，8月3日走访原住址"}""")]
    public void Who_is_let_off_is_accounted_for_but_has_not_studied(string settlement)
    {
        var ledger = OfFour();
        Session(ledger, 120, absent: [4]);
        Session(ledger, 120, absent: [4]);

        Settle(ledger, settlement, 4);

        Assert.Equal((100, 75, 0), (ledger.Figure("accounted"), ledger.Figure("coverage"), ledger.Figure("absences")));
    }

    [Fact]
    public void Each_absence_has_to_be_settled()
    {
        var ledger = OfFour();
        Session(ledger, 60, absent: [4]);
        Session(ledger, 60, absent: [4]);
        Session(ledger, 60, absent: [4]);

        Settle(ledger, """{"settledBy":"makeUp"}""", 4);
        Assert.Equal((75, 2), (ledger.Figure("accounted"), ledger.Figure("absences")));
        Settle(ledger, """{"settledBy":"atTheDoor","absences":2}""", 4);

        Assert.Equal((100, 0), (ledger.Figure("accounted"), ledger.Figure("absences")));
    }

    [Fact]
    public void One_who_never_appears_is_not_accounted_for()
    {
        var ledger = OfFour();

        ledger.Record("session", $$"""{"form":"group","minutes":60,"present":{{Ledger.Ids(1, 2, 3)}},"absent":[]}""");

        Assert.Equal((75, 0), (ledger.Figure("accounted"), ledger.Figure("absences")));
    }

    [Fact]
    public void Study_alone_counts_and_makes_nobody_absent()
    {
        var ledger = OfFour();

        ledger.Record("own", $$"""{"form":"self","minutes":90,"members":{{Ledger.Ids(1, 2)}}}""");

        Assert.Equal((50, 50, 0.75m, 0, 0), Figures(ledger));
    }

    [Fact]
    public void Where_hours_are_set_only_who_reaches_them_is_covered()
    {
        var ledger = OfFour("""{"hours":2}""");
        Session(ledger, 60);
        Assert.Equal((100, 0), (ledger.Figure("accounted"), ledger.Figure("coverage")));

        Session(ledger, 60, absent: [4]);

        Assert.Equal(75, ledger.Figure("coverage"));
    }

    [Fact]
    public void Some_members_may_have_fewer_hours_set()
    {
        var ledger = new Ledger(
            new StudyKind(), """{"hours":2}""", members: Members.Of("inPost", "old"),
            memberVariants: [(Members.In("old", "ill"), """{"hours":1}""")]);

        Session(ledger, 60);

        Assert.Equal(50, ledger.Figure("coverage"));
    }

    [Fact]
    public void Figures_can_be_narrowed_to_categories()
    {
        var ledger = new Ledger(
            new StudyKind(), members: Members.Of("leadingCadre", "inPost", "old"), groups: [["leadingCadre"], ["old", "ill"]]);

        Session(ledger, 60, absent: [1]);

        Assert.Equal((0, 100, 1), (ledger.Figure("accounted", block: 1), ledger.Figure("accounted", block: 2), ledger.Figure("absences", block: 1)));
    }

    [Fact]
    public void Members_not_asked_count_nowhere()
    {
        var ledger = new Ledger(new StudyKind(), members: Members.Of("inPost", "ill"), asks: Members.NotIn("ill"));

        ledger.Record("own", $$"""{"form":"atTheDoor","minutes":60,"members":{{Ledger.Ids(2)}}}""");

        Assert.Equal((0, 0, 0, 0, 0), Figures(ledger));
    }

    [Fact]
    public void Nobody_asked_gives_no_figure()
    {
        var ledger = new Ledger(new StudyKind());

        Assert.Null(ledger.Figure("accounted"));
    }

    [Theory]
    [InlineData("exempt", "reason")]
    [InlineData("outOfContact", "search")]
    public void Nobody_is_let_off_without_saying_why(string settledBy, string lacking)
    {
        var refused = OfFour().Try("absence", $$"""{"settledBy":"{{settledBy}}","members":{{Ledger.Ids(4)}}}""");

        Assert.Equal([new(lacking, "required")], Faults.Of(refused));
    }

    [Fact]
    public void A_form_of_study_the_template_does_not_plan_is_refused()
    {
        var refused = OfFour("""{"forms":["group","lecture"]}""").Try("session", """{"form":"film","minutes":90}""");

        Assert.Equal([new("form", "word")], Faults.Of(refused));
    }

    [Fact]
    public void A_form_planned_for_some_members_is_taken()
    {
        var ledger = new Ledger(
            new StudyKind(), """{"forms":["group"]}""", members: Members.Of("inPost", "old"),
            memberVariants: [(Members.In("old"), """{"forms":["atTheDoor"]}""")]);

        var taken = ledger.Try("own", $$"""{"form":"atTheDoor","minutes":60,"members":{{Ledger.Ids(2)}}}""");

        Assert.True(taken.IsOk);
    }

    private static void Session(Ledger ledger, int minutes, params int[] absent) =>
        ledger.Record("session", $$"""{"form":"group","minutes":{{minutes}},"absent":{{Ledger.Ids(absent)}}}""");

    private static void Settle(Ledger ledger, string settlement, int member) =>
        ledger.Record("absence", settlement.Replace("{", $$"""{"members":{{Ledger.Ids(member)}},""", StringComparison.Ordinal));

    private static (decimal?, decimal?, decimal?, decimal?, decimal?) Figures(Ledger ledger) =>
        (ledger.Figure("accounted"), ledger.Figure("coverage"), ledger.Figure("hours"), ledger.Figure("sessions"), ledger.Figure("absences"));
}
