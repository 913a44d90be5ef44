using PhaseEngine.Core.Requirements.MemberTask;

namespace PhaseEngine.Core.Tests.Requirements.MemberTask;

public sealed class MemberTaskKindTests
{
    private static Ledger OfFour(string settings) => new(new MemberTaskKind(), settings, members: Members.Of("leadingCadre", "inPost", "inPost", "old"));

    [Fact]
    public void Is_met_when_everybody_asked_is_done()
    {
        var ledger = OfFour("""{"task":"essay"}""");
        Done(ledger, 1, 2, 3);
        Assert.Equal((75, 3, 4), (ledger.Figure("coverage"), ledger.Figure("done"), ledger.Figure("asked")));
        Assert.False(ledger.Met);

        Done(ledger, 4);

        Assert.True(ledger.Met);
    }

    [Fact]
    public void As_many_pieces_are_needed_as_the_template_says()
    {
        var ledger = OfFour("""{"task":"essay","count":3}""");
        Done(ledger, 1, 2);
        Done(ledger, 1, 2);

        Done(ledger, 1);

        Assert.Equal(25, ledger.Figure("coverage"));
    }

    [Fact]
    public void Fewer_may_be_asked_of_some_members()
    {
        var ledger = new Ledger(
            new MemberTaskKind(), """{"task":"essay","count":2}""", members: Members.Of("inPost", "old"),
            memberVariants: [(Members.In("old"), """{"count":1}""")]);

        Done(ledger, 1, 2);

        Assert.Equal(50, ledger.Figure("coverage"));
    }

    [Fact]
    public void Scores_have_an_average_and_a_pass_mark()
    {
        var ledger = OfFour("""{"task":"exam","passMark":60}""");

        Scores(ledger, (1, "92.5"), (2, "59.99"), (3, "60"));

        Assert.Equal((75, 50), (ledger.Figure("coverage"), ledger.Figure("passed")));
        Assert.Equal(70.83m, ledger.Figure("average"));
    }

    [Fact]
    public void An_examination_may_be_sat_again()
    {
        var ledger = OfFour("""{"task":"exam","passMark":60}""");
        Scores(ledger, (1, "40"));

        Scores(ledger, (1, "75"));

        Assert.Equal((25, 25), (ledger.Figure("passed"), ledger.Figure("coverage")));
    }

    [Fact]
    public void Without_a_score_nobody_reaches_a_pass_mark_and_there_is_no_average()
    {
        var ledger = OfFour("""{"task":"exam","passMark":60}""");

        Done(ledger, 1);

        Assert.Equal((0, null), (ledger.Figure("passed"), ledger.Figure("average")));
    }

    [Fact]
    public void Without_a_pass_mark_any_piece_passes()
    {
        var ledger = OfFour("""{"task":"essay"}""");

        Done(ledger, 1);

        Assert.Equal(25, ledger.Figure("passed"));
    }

    [Fact]
    public void Coverage_can_be_narrowed_to_leading_cadres()
    {
        var ledger = new Ledger(
            new MemberTaskKind(), """{"task":"essay"}""", members: Members.Of("leadingCadre", "inPost"), groups: [["leadingCadre"]]);

        Done(ledger, 2);

        Assert.Equal((50, 0), (ledger.Figure("coverage"), ledger.Figure("coverage", block: 1)));
    }

    [Fact]
    public void A_member_stands_once_in_a_list_of_scores()
    {
        var refused = OfFour("""{"task":"exam"}""").Try("scores", ScoresOf((1, "60"), (1, "70")));

        Assert.Equal([new("results", "twice")], Faults.Of(refused));
    }

    private static void Done(Ledger ledger, params int[] members) => ledger.Record("done", $$"""{"members":{{Ledger.Ids(members)}}}""");

    private static void Scores(Ledger ledger, params (int Member, string Score)[] results) => ledger.Record("scores", ScoresOf(results));

    private static string ScoresOf(params (int Member, string Score)[] results) =>
        $$"""{"results":[{{string.Join(',', results.Select(r => $$"""{"member":"{{Ledger.Id(r.Member)}}","score":{{r.Score}}}"""))}}]}""";
}
