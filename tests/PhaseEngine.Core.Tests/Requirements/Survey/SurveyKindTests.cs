using PhaseEngine.Core.Requirements.Survey;

namespace PhaseEngine.Core.Tests.Requirements.Survey;

public sealed class SurveyKindTests
{
    [Fact]
    public void Satisfaction_is_over_all_answers_to_all_questions()
    {
        var ledger = new Ledger(new SurveyKind());

        ledger.Record("tally", Tally(20, 10, (10, 9), (10, 6)));

        Assert.Equal((75, 10, 50), (ledger.Figure("satisfaction"), ledger.Figure("answers"), ledger.Figure("returned")));
    }

    [Fact]
    public void A_question_with_fewer_than_five_answers_is_left_out()
    {
        var ledger = new Ledger(new SurveyKind());

        ledger.Record("tally", Tally(20, 10, (10, 8), (4, 0)));

        Assert.Equal(80, ledger.Figure("satisfaction"));
    }

    [Fact]
    public void Fewer_than_five_answers_say_nothing_about_satisfaction()
    {
        var ledger = new Ledger(new SurveyKind());

        ledger.Record("tally", Tally(20, 4, (4, 4)));

        Assert.Null(ledger.Figure("satisfaction"));
        Assert.Equal(4, ledger.Figure("answers"));
        Assert.False(ledger.Met);
    }

    [Theory]
    [InlineData("{}", 5, true)]
    [InlineData("""{"minimum":10}""", 9, false)]
    [InlineData("""{"minimum":10}""", 10, true)]
    public void Is_met_by_as_many_answers_as_the_template_asks(string settings, int answers, bool met)
    {
        var ledger = new Ledger(new SurveyKind(), settings);

        ledger.Record("tally", Tally(30, answers, (answers, 0)));

        Assert.Equal(met, ledger.Met);
    }

    [Fact]
    public void Before_the_first_tally_nothing_is_known()
    {
        var ledger = new Ledger(new SurveyKind());

        Assert.Equal((null, null), (ledger.Figure("satisfaction"), ledger.Figure("returned")));
    }

    [Theory]
    [InlineData(9, 10, 5, 5, "answers")]
    [InlineData(20, 10, 11, 5, "results")]
    [InlineData(20, 10, 5, 6, "results")]
    public void A_tally_that_contradicts_itself_is_refused(int handedOut, int answers, int questionAnswers, int satisfied, string field)
    {
        var refused = new Ledger(new SurveyKind()).Try("tally", Tally(handedOut, answers, (questionAnswers, satisfied)));

        Assert.Equal([new(field, "contradicts")], Faults.Of(refused));
    }

    [Fact]
    public void Only_the_product_makes_the_tally()
    {
        var ledger = new Ledger(new SurveyKind());

        Assert.Empty(new SurveyKind().Forms.Single().RecordedBy(ledger.Rules));
    }

    [Fact]
    public void A_new_round_asks_the_people_again()
    {
        var ledger = new Ledger(new SurveyKind());
        ledger.Record("tally", Tally(10, 10, (10, 3)));

        ledger.NewRound();

        Assert.Equal((null, 0), (ledger.Figure("satisfaction"), ledger.Figure("answers")));
    }

    private static string Tally(int handedOut, int answers, params (int Answers, int Satisfied)[] results) => $$"""
        {"handedOut":{{handedOut}},"answers":{{answers}},"results":[{{string.Join(',', results.Select((r, i) =>
            $$"""{"question":"q{{i}}","answers":{{r.Answers}},"satisfied":{{r.Satisfied}}}"""))}}]}
        """;
}
