using FsCheck;
using FsCheck.Fluent;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Core.Tests.Calendars;
using Any = PhaseEngine.Core.Gates.Any;

namespace PhaseEngine.Core.Tests.Gates;

/// <summary>Three values, and what does not apply (semantics 2, template-format §5).</summary>
public sealed class VerdictTests
{
    private const string LeftOut = "nobody";

    private static readonly UnitFacts Anybody = new("branch", "branch", null, false, []);

    private static readonly Gen<Condition> Trees = Gen.Sized(size => Tree(Math.Min(size, 4)));

    [Theory]
    [InlineData(Verdict.Met, Verdict.Met, Verdict.Met, Verdict.Met)]
    [InlineData(Verdict.Met, Verdict.NotMet, Verdict.NotMet, Verdict.Met)]
    [InlineData(Verdict.Met, Verdict.Unknown, Verdict.Unknown, Verdict.Met)]
    [InlineData(Verdict.NotMet, Verdict.Unknown, Verdict.NotMet, Verdict.Unknown)]
    [InlineData(Verdict.NotApplicable, Verdict.NotMet, Verdict.NotMet, Verdict.NotMet)]
    [InlineData(Verdict.NotApplicable, Verdict.Unknown, Verdict.Unknown, Verdict.Unknown)]
    [InlineData(Verdict.NotApplicable, Verdict.Met, Verdict.Met, Verdict.Met)]
    [InlineData(Verdict.NotApplicable, Verdict.NotApplicable, Verdict.NotApplicable, Verdict.NotApplicable)]
    public void All_is_the_least_and_any_the_greatest_of_what_applies(Verdict one, Verdict other, Verdict all, Verdict any)
    {
        Assert.Equal((all, any), (Judge(new All([Fixed(one), Fixed(other)])), Judge(new Any([Fixed(one), Fixed(other)]))));
        Assert.Equal((all, any), (Judge(new All([Fixed(other), Fixed(one)])), Judge(new Any([Fixed(other), Fixed(one)]))));
    }

    [Theory]
    [InlineData(Verdict.Met, Verdict.NotMet)]
    [InlineData(Verdict.NotMet, Verdict.Met)]
    [InlineData(Verdict.Unknown, Verdict.Unknown)]
    [InlineData(Verdict.NotApplicable, Verdict.NotApplicable)]
    public void Not_swaps_the_ends_and_leaves_the_unknown_unknown(Verdict part, Verdict not) => Assert.Equal(not, Judge(new Not(Fixed(part))));

    [Theory]
    [InlineData(Verdict.Met, true)]
    [InlineData(Verdict.NotApplicable, true)]
    [InlineData(Verdict.Unknown, false)]
    [InlineData(Verdict.NotMet, false)]
    public void Only_met_passes_or_nothing_being_left(Verdict verdict, bool passes) => Assert.Equal(passes, Condition.Passes(verdict));

    [Fact]
    public void Not_twice_is_the_same() => Trees.Holds(tree => Judge(new Not(new Not(tree))) == Judge(tree));

    [Fact]
    public void Not_all_is_any_not() =>
        Trees.ListOf(3).Holds(parts => Judge(new Not(new All([.. parts]))) == Judge(new Any([.. parts.Select(part => new Not(part))])));

    [Fact]
    public void Something_stands_in_the_way_exactly_when_a_tree_does_not_pass() => Trees.Holds(tree => (InTheWay(tree).Count > 0) != Condition.Passes(Judge(tree)));

    [Fact]
    public void A_tree_passes_once_all_that_stands_in_its_way_is_met() =>
        Trees.Holds(tree => Condition.Passes(Judge(tree)) || Condition.Passes(Judge(Mended(tree, [.. InTheWay(tree)], negated: false))));

    [Fact]
    public void What_is_left_out_does_not_apply()
    {
        var tree = new All([Fixed(Verdict.NotMet, "a"), Fixed(Verdict.Met, "b")]);

        Assert.Equal(Verdict.Met, tree.Judge(Figures().Without(["a"])));
        Assert.Equal(Verdict.NotMet, tree.Judge(Figures().Only([Carried("a")])));
        Assert.Equal(Verdict.NotApplicable, tree.Judge(Figures().Only([Carried("c")])));
    }

    private static Core.Engine.Carried Carried(string metric) => new(metric, new DateOnly(2005, 9, 1), Guid.Empty);

    private static List<Leaf> InTheWay(Condition tree)
    {
        var found = new List<Leaf>();
        Leaves.Visit(tree, Figures(), (leaf, _, _, inTheWay) =>
        {
            if (inTheWay) found.Add(leaf);
        });
        return found;
    }

    private static Condition Mended(Condition tree, HashSet<Leaf> inTheWay, bool negated) => tree switch
    {
        Leaf leaf => inTheWay.Contains(leaf) ? Fixed(negated ? Verdict.NotMet : Verdict.Met) : leaf,
        All all => new All([.. all.Parts.Select(part => Mended(part, inTheWay, negated))]),
        Any any => new Any([.. any.Parts.Select(part => Mended(part, inTheWay, negated))]),
        Not not => new Not(Mended(not.Part, inTheWay, !negated)),
        _ => throw new InvalidOperationException(),
    };

    private static Verdict Judge(Condition condition) => condition.Judge(Figures());

    private static Figures Figures() => new Figures(Anybody).Without([LeftOut]);

    private static Gen<Condition> Tree(int depth) => depth == 0
        ? from verdict in Gen.Elements(Enum.GetValues<Verdict>())
          from number in Gen.Choose(1, 1_000_000)
          select (Condition)Fixed(verdict, $"m{number}")
        : Gen.OneOf(
            Tree(0),
            from parts in Tree(depth - 1).NonEmptyListOf() select (Condition)new All([.. parts.Take(3)]),
            from parts in Tree(depth - 1).NonEmptyListOf() select (Condition)new Any([.. parts.Take(3)]),
            from part in Tree(depth - 1) select (Condition)new Not(part));

    /// <summary>A leaf of which the verdict is known; made of what a unit without sector and members knows.</summary>
    private static Leaf Fixed(Verdict verdict, string metric = "x") => verdict switch
    {
        Verdict.Unknown => Word("sector", "rural") with { Metric = metric },
        Verdict.NotApplicable => Word("type", "branch") with { Metric = LeftOut },
        _ => Word("type", verdict == Verdict.Met ? "branch" : "committee") with { Metric = metric },
    };

    private static Leaf Word(string fact, string word) => new()
    {
        Metric = $"unit.{fact}", Type = MetricType.Word, Source = FigureSource.Unit, Fact = fact, Op = Comparison.Equal, Words = [word],
    };
}
