using System.Text.Json.Nodes;
using PhaseEngine.Core.Requirements.Register;

namespace PhaseEngine.Core.Tests.Requirements.Register;

public sealed class RegisterKindTests
{
    private readonly Ledger ledger = new(new RegisterKind());

    [Theory]
    [InlineData("concentrate", 1, 0)]
    [InlineData("explain", 1, 0)]
    [InlineData("redo", 1, 0)]
    [InlineData("keep", 0, 100)]
    public void A_problem_is_entered_by_its_class(string itemClass, int open, int solved)
    {
        Enter(itemClass);

        Assert.Equal((1, open, solved), (ledger.Figure("items"), ledger.Figure("open"), ledger.Figure("solved")));
    }

    [Fact]
    public void A_solved_problem_is_open_no_more()
    {
        Enter();
        Enter();

        Move("result", ItemState.Open, ItemState.Solved);

        Assert.Equal((1, 50), (ledger.Figure("open"), ledger.Figure("solved")));
    }

    [Fact]
    public void What_cannot_be_solved_now_is_explained_and_the_understanding_recorded()
    {
        Enter("explain");
        var bare = ledger.Try("result", $$"""{"item":"{{Ledger.Id(1)}}","from":"open","to":"explained","text":"规划未批"}""");
        Assert.Equal([new("understanding", "required")], Faults.Of(bare));

        ledger.Record("result", $$"""{"item":"{{Ledger.Id(1)}}","from":"open","to":"explained","text":"规划未批","understanding":"走访12户，均表示理解"}""");

        Assert.Equal((0, 1, 0), (ledger.Figure("open"), ledger.Figure("explained"), ledger.Figure("solved")));
    }

    [Fact]
    public void A_relapse_reopens_until_it_is_dealt_with()
    {
        Enter();
        Move("result", ItemState.Open, ItemState.Solved);

        Move("relapse", ItemState.Solved);
        Assert.Equal((1, 1, 0), (ledger.Figure("open"), ledger.Figure("relapsed"), ledger.Figure("solved")));
        Move("result", ItemState.Relapsed, ItemState.Solved);

        Assert.Equal((0, 0, 100), (ledger.Figure("open"), ledger.Figure("relapsed"), ledger.Figure("solved")));
    }

    [Fact]
    public void A_poor_result_is_done_again_by_word_of_the_superior()
    {
        Enter();
        Move("result", ItemState.Open, ItemState.Solved);

        Move("redo", ItemState.Solved);

        Assert.Equal((1, 0), (ledger.Figure("open"), ledger.Figure("solved")));
        Assert.Equal(["supervisor"], new RegisterKind().Forms.Single(f => f.Name == "redo").RecordedBy(ledger.Rules));
    }

    [Fact]
    public void Is_met_when_declared_complete_with_nothing_open()
    {
        Enter();
        ledger.Record("close", "{}");
        Assert.False(ledger.Met);

        Move("result", ItemState.Open, ItemState.Solved);

        Assert.True(ledger.Met);
    }

    [Fact]
    public void Progress_moves_nothing()
    {
        Enter();
        var before = ledger.Counters;

        ledger.Record("progress", $$"""{"item":"{{Ledger.Id(1)}}","text":"已联系施工单位"}""");

        Assert.Equal(before, ledger.Counters);
    }

    [Fact]
    public void A_new_round_asks_for_the_declaration_again()
    {
        Enter("keep");
        ledger.Record("close", "{}");

        ledger.NewRound();

        Assert.Equal((0, 1), (ledger.Figure("closed"), ledger.Figure("items")));
    }

    [Theory]
    [InlineData("item", """{"class":"redo"}""", ItemState.Redo)]
    [InlineData("result", """{"to":"explained"}""", ItemState.Explained)]
    [InlineData("relapse", "{}", ItemState.Relapsed)]
    [InlineData("redo", "{}", ItemState.Redo)]
    [InlineData("progress", "{}", null)]
    [InlineData("close", "{}", null)]
    public void Says_where_a_record_moves_an_item(string form, string document, string? state) =>
        Assert.Equal(state, RegisterKind.StateAfter(form, JsonNode.Parse(document)!.AsObject()));

    private void Enter(string itemClass = "concentrate") => ledger.Record(
        "item", $$"""{"problem":"路灯损坏","source":"masses","priority":"main","class":"{{itemClass}}","responsible":"张三"}""");

    private void Move(string form, string from, string? to = null) => ledger.Record(
        form, $$"""{"item":"{{Ledger.Id(1)}}","from":"{{from}}",{{(to is null ? "" : $"\"to\":\"{to}\",")}}"text":"情况说明"}""");
}
