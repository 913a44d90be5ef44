using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Requirements.Document;

namespace PhaseEngine.Core.Tests.Requirements.Document;

public sealed class DocumentKindTests
{
    private static readonly ApprovalRow Review = new("instructor", ApprovalAct.Review);
    private static readonly ApprovalRow File = new("supervisor", ApprovalAct.File);
    private const string Version = """{"title":"学习计划"}""";

    [Fact]
    public void Without_approvals_it_is_met_when_submitted()
    {
        var ledger = new Ledger(new DocumentKind());
        Assert.False(ledger.Met);

        ledger.Record("version", Version);

        Assert.True(ledger.Met);
    }

    [Fact]
    public void A_review_holds_it_up_and_a_receipt_does_not()
    {
        var ledger = new Ledger(new DocumentKind(), approvals: [Review, File]);
        ledger.Record("version", Version);
        Assert.False(ledger.Met);

        ledger.Answer(0);

        Assert.True(ledger.Met);
        Assert.Equal(0, ledger.Figure("filed"));
    }

    [Fact]
    public void Advice_holds_nothing_up()
    {
        var ledger = new Ledger(new DocumentKind(), approvals: [new("supervisionGroup", ApprovalAct.Advise)]);

        ledger.Record("version", Version);

        Assert.True(ledger.Met);
    }

    [Fact]
    public void The_receipt_puts_it_on_file()
    {
        var ledger = new Ledger(new DocumentKind(), approvals: [File]);
        ledger.Record("version", Version);

        ledger.Answer(0);

        Assert.Equal(1, ledger.Figure("filed"));
    }

    [Fact]
    public void Returned_it_needs_a_new_version_and_all_answers_again()
    {
        var ledger = new Ledger(new DocumentKind(), approvals: [Review, new("supervisor", ApprovalAct.Approve)]);
        ledger.Record("version", Version);
        ledger.Answer(0);

        ledger.Return(1);
        Assert.Equal((0, 1), (ledger.Figure("submitted"), ledger.Figure("returns")));
        ledger.Record("version", Version);

        Assert.Equal((1, 2), (ledger.Figure("submitted"), ledger.Figure("lacking")));
    }

    [Fact]
    public void A_second_version_before_the_review_is_reviewed_once()
    {
        var ledger = new Ledger(new DocumentKind(), approvals: [Review]);
        ledger.Record("version", Version);
        ledger.Record("version", Version);

        ledger.Answer(0);

        Assert.True(ledger.Met);
    }

    [Fact]
    public void A_new_version_starts_the_answers_again()
    {
        var ledger = new Ledger(new DocumentKind(), approvals: [Review, File]);
        ledger.Record("version", Version);
        ledger.Answer(0);
        ledger.Answer(1);

        ledger.Record("version", Version);

        Assert.False(ledger.Met);
        Assert.Equal((1, 0), (ledger.Figure("lacking"), ledger.Figure("filed")));
    }

    [Fact]
    public void Taking_back_a_returned_version_does_not_touch_the_one_that_followed()
    {
        var ledger = new Ledger(new DocumentKind(), approvals: [Review]);
        var first = ledger.Record("version", Version);
        ledger.Return(0);
        ledger.Record("version", Version);
        ledger.Answer(0);

        ledger.Supersede(first);

        Assert.True(ledger.Met);
    }

    [Fact]
    public void Taking_back_an_earlier_version_does_not_submit_a_returned_one()
    {
        var ledger = new Ledger(new DocumentKind(), approvals: [Review]);
        var first = ledger.Record("version", Version);
        ledger.Record("version", Version);
        ledger.Return(0);

        ledger.Supersede(first);

        Assert.Equal(0, ledger.Figure("submitted"));
    }

    [Fact]
    public void A_new_round_asks_for_a_new_version_and_remembers_the_returns()
    {
        var ledger = new Ledger(new DocumentKind(), approvals: [Review]);
        ledger.Record("version", Version);
        ledger.Return(0);
        ledger.Record("version", Version);
        ledger.Answer(0);

        ledger.NewRound();

        Assert.False(ledger.Met);
        Assert.Equal((0, 1), (ledger.Figure("submitted"), ledger.Figure("returns")));
    }
}
