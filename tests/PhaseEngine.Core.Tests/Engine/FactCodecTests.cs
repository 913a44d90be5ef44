using System.Text;
using System.Text.Json;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Tests.Engine;

public class FactCodecTests
{
    private static readonly DateOnly Day = new(2005, 7, 25);

    public static TheoryData<Fact> Facts =>
    [
        new RosterSet(new UnitFacts("branch", "branch", null, true, []), new Dictionary<string, IReadOnlyList<int>>()),
        new RosterSet(
            new UnitFacts(
                "committee", "committee", "rural", false,
                [new RosterGroup(new MemberFacts("old"), 3), new RosterGroup(new MemberFacts("floating", true, true, true), 1)]),
            new Dictionary<string, IReadOnlyList<int>> { ["essay"] = [4, 1], ["study"] = [] }),
        new Opened("plan", Day, null), new Opened("plan", Day, Day),
        new Entered("study", Day, null), new Entered("study", Day, Day),
        new Left("gate", Outcome.Passed, Day), new Left("none", Outcome.None, Day),
        new Skipped("look-back"), new Ended("essay", Day),
        new Counted("plan", [], null), new Counted("plan", [1, 0, -2], Guid.AllBitsSet), new Counted("plan", [1], Guid.AllBitsSet, Worked: true),
        new RoundOpened("plan", 2, Day, null), new RoundOpened("plan", 2, Day, Day),
        new RoundClosed("plan", RoundStatus.NotAsked, Day), new RoundClosed("plan", RoundStatus.Waived, Day, "因故 <\"免\"> \n", Guid.AllBitsSet),
        new WindowOpened("review", 3, Day, Missed: true), new Withdrawn("gate"),
    ];

    [Theory]
    [MemberData(nameof(Facts))]
    public void What_is_written_by_hand_is_what_generated_code_writes(Fact fact)
    {
        IReadOnlyList<Fact> facts = [fact];

        var written = Encoding.UTF8.GetString(FactCodec.Write(facts));

        Assert.Equal(JsonSerializer.Serialize(facts, FactCodec.Json.IReadOnlyListFact), written);
    }

    [Fact]
    public void Every_word_is_written_as_generated_code_writes_it()
    {
        IReadOnlyList<Fact> facts =
        [
            .. Enum.GetValues<Outcome>().Select(outcome => new Left("key", outcome, Day)),
            .. Enum.GetValues<RoundStatus>().Select(status => new RoundClosed("key", status, Day)),
        ];

        var written = Encoding.UTF8.GetString(FactCodec.Write(facts));

        Assert.Equal(JsonSerializer.Serialize(facts, FactCodec.Json.IReadOnlyListFact), written);
    }
}
