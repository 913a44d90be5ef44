using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Definitions;

/// <summary>
/// Finds trees that hold never or always, whatever the figures: by intersecting what all comparisons of one metric leave of its
/// values. Sound but not complete: of trees it says nothing about, some may be idle all the same.
/// </summary>
/// <param name="figures">What each leaf looks at.</param>
/// <param name="subordinates">What each leaf on subordinate units asks of one of them.</param>
/// <param name="own">The gate whose conditions these are, and the phase it stands in: while it is asked for, the phase is open.</param>
internal sealed class ConditionLogic(
    IReadOnlyDictionary<Leaf, Figure> figures, IReadOnlyList<Engine.SubordinateLeaf> subordinates, TemplateActivity? own)
{
    private static readonly string[] OnlyOpen = ["open"];

    public bool IsAlways(Condition condition) => IsNever(condition, negated: true);

    public bool IsNever(Condition condition, bool negated = false) => condition switch
    {
        Not not => IsNever(not.Part, !negated),
        Leaf { Source: FigureSource.Subordinates } leaf => IsNeverOfSubordinates(leaf, negated),
        Leaf leaf => NothingLeft([(leaf, negated)]),
        _ when IsConjunction(condition, negated) => Parts(condition).Any(p => IsNever(p, negated)) || Contradict(Literals(condition, negated)),
        _ => Parts(condition).All(p => IsNever(p, negated)),
    };

    /// <summary>The smallest part that makes a tree fail always; the tree itself where its parts only contradict each other.</summary>
    public Condition Culprit(Condition condition, bool negated = false) => condition switch
    {
        Not not => Culprit(not.Part, !negated),
        Leaf => condition,
        _ => Parts(condition).FirstOrDefault(p => IsNever(p, negated)) is { } part && IsConjunction(condition, negated)
            ? Culprit(part, negated)
            : condition,
    };

    public static IReadOnlyList<Condition> Parts(Condition condition) => condition switch
    {
        All all => all.Parts,
        Any any => any.Parts,
        Not not => [not.Part],
        _ => [],
    };

    private static bool IsConjunction(Condition condition, bool negated) => condition is All ? !negated : condition is Any && negated;

    private bool IsNeverOfSubordinates(Leaf leaf, bool negated)
    {
        var asked = subordinates[leaf.Subordinates];
        return negated ? asked.Share == 0 || IsAlways(asked.Leaf) : asked.Share > 0 && IsNever(asked.Leaf);
    }

    /// <summary>The comparisons that must all hold together.</summary>
    private static IEnumerable<(Leaf Leaf, bool Negated)> Literals(Condition condition, bool negated) => condition switch
    {
        Leaf { Source: FigureSource.Subordinates } => [],
        Leaf leaf => [(leaf, negated)],
        Not not => Literals(not.Part, !negated),
        _ when IsConjunction(condition, negated) => Parts(condition).SelectMany(p => Literals(p, negated)),
        _ => [],
    };

    /// <summary>Whether comparisons exclude each other. One that nothing satisfies by itself is found where the parts are looked at.</summary>
    private bool Contradict(IEnumerable<(Leaf Leaf, bool Negated)> literals) =>
        literals.GroupBy(l => Subject(l.Leaf)).Any(group => group.Key is not null && group.ToList() is { Count: > 1 } several && NothingLeft(several));

    private bool NothingLeft(List<(Leaf Leaf, bool Negated)> literals) =>
        literals[0].Leaf.Type == MetricType.Word ? !WordsLeft(literals) : !NumbersLeft(literals);

    /// <summary>What is compared: two leaves of one subject look at one value. Null for dates that cannot be told apart without a calendar.</summary>
    private static (string Metric, string Categories, Anchor? Anchor)? Subject(Leaf leaf) => leaf.Date switch
    {
        null => (leaf.Metric, string.Join(',', leaf.Categories), null),
        { Anchor: not Anchor.FixedDay, Offset.Unit: SpanUnit.Days or SpanUnit.Weeks } date => (leaf.Metric, "", date.Anchor),
        _ => null,
    };

    private bool WordsLeft(IEnumerable<(Leaf Leaf, bool Negated)> literals)
    {
        HashSet<string>? left = null;
        var without = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (leaf, negated) in literals)
        {
            left ??= WordsOf(leaf);
            if ((leaf.Op is Comparison.Equal or Comparison.In) != negated)
            {
                left ??= [.. leaf.Words];
                left.IntersectWith(leaf.Words);
            }
            else
            {
                without.UnionWith(leaf.Words);
            }
        }

        left?.ExceptWith(without);
        return left is not { Count: 0 };
    }

    private HashSet<string>? WordsOf(Leaf leaf)
    {
        if (!figures.TryGetValue(leaf, out var figure)) return null;
        if (figure.At is { } phase && phase == own?.Flow.Phase) return [.. OnlyOpen];
        return figure.Words is { } words ? [.. words] : null;
    }

    private bool NumbersLeft(IEnumerable<(Leaf Leaf, bool Negated)> literals)
    {
        ValueRange? range = null;
        foreach (var (leaf, negated) in literals)
        {
            range ??= leaf.Type == MetricType.Date ? ValueRange.OfDays()
                : figures.TryGetValue(leaf, out var figure) ? ValueRange.Of(figure.Range)
                : ValueRange.OfDays();
            range.Restrict(negated ? Opposite(leaf.Op) : leaf.Op, leaf.Date is { } date ? [Days(date)] : leaf.Numbers is [] ? [leaf.Number] : leaf.Numbers);
            if (leaf.Type == MetricType.Bool) range.Restrict(Comparison.In, [0, 1]);
        }

        return range is null || !range.IsEmpty;
    }

    private static decimal Days(DateRule date) => date.Offset.Unit == SpanUnit.Weeks ? date.Offset.Amount * 7m : date.Offset.Amount;

    private static Comparison Opposite(Comparison op) => op switch
    {
        Comparison.Equal => Comparison.NotEqual,
        Comparison.NotEqual => Comparison.Equal,
        Comparison.Less => Comparison.AtLeast,
        Comparison.AtLeast => Comparison.Less,
        Comparison.AtMost => Comparison.Greater,
        Comparison.Greater => Comparison.AtMost,
        Comparison.In => Comparison.NotIn,
        _ => Comparison.In,
    };
}
