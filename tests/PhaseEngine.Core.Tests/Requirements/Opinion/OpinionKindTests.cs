using PhaseEngine.Core.Requirements.Opinion;

namespace PhaseEngine.Core.Tests.Requirements.Opinion;

public sealed class OpinionKindTests
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Is_met_when_given_whatever_it_says(bool favourable, int expected)
    {
        var ledger = new Ledger(new OpinionKind());

        ledger.Record("opinion", Written(favourable));

        Assert.True(ledger.Met);
        Assert.Equal(expected, ledger.Figure("favourable"));
    }

    [Fact]
    public void A_new_round_asks_for_it_again()
    {
        var ledger = new Ledger(new OpinionKind());
        ledger.Record("opinion", Written(true));

        ledger.NewRound();

        Assert.False(ledger.Met);
        Assert.Equal(0, ledger.Figure("favourable"));
    }

    [Theory]
    [InlineData("{}", "massEvaluator")]
    [InlineData("""{"from":"supervisionGroup"}""", "supervisionGroup")]
    public void Only_those_it_is_asked_from_record_it(string settings, string role)
    {
        var ledger = new Ledger(new OpinionKind(), settings);

        Assert.Equal([role], new OpinionKind().Forms.Single().RecordedBy(ledger.Rules));
    }

    [Fact]
    public void An_opinion_is_signed()
    {
        var refused = new Ledger(new OpinionKind()).Try("opinion", """{"favourable":true,"text":"同意"}""");

        Assert.Equal([new("signedBy", "required")], Faults.Of(refused));
    }

    private static string Written(bool favourable) =>
        $$"""{"favourable":{{(favourable ? "true" : "false")}},"text":"群众评估组意见","signedBy":"赵某、钱某、孙某"}""";
}
