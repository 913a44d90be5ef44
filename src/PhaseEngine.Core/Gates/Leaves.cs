namespace PhaseEngine.Core.Gates;

/// <summary>The leaves of condition trees.</summary>
internal static class Leaves
{
    /// <summary>Visits every leaf in document order.</summary>
    /// <param name="condition">The tree.</param>
    /// <param name="figures">The run as it stands.</param>
    /// <param name="visit">
    /// Takes the leaf; whether it stands under a <c>not</c>; its verdict, turned about there; and whether the tree does not pass
    /// because of it. A leaf that is not met beside one that is, in an <c>any</c>, is in nobody's way.
    /// </param>
    public static void Visit(Condition condition, in Figures figures, Action<Leaf, bool, Verdict, bool> visit) =>
        Visit(condition, figures, negated: false, inTheWay: true, visit);

    /// <summary>Every leaf in document order.</summary>
    public static IEnumerable<Leaf> Of(Condition condition) => condition switch
    {
        Leaf leaf => [leaf],
        All all => all.Parts.SelectMany(Of),
        Any any => any.Parts.SelectMany(Of),
        Not not => Of(not.Part),
        _ => throw new InvalidOperationException($"A condition nobody knows: {condition.GetType().Name}"),
    };

    private static void Visit(Condition condition, in Figures figures, bool negated, bool inTheWay, Action<Leaf, bool, Verdict, bool> visit)
    {
        var verdict = negated ? new Not(condition).Judge(figures) : condition.Judge(figures);
        inTheWay &= !Condition.Passes(verdict);
        switch (condition)
        {
            case Leaf leaf:
                visit(leaf, negated, verdict, inTheWay);
                break;
            case All all:
                foreach (var part in all.Parts) Visit(part, figures, negated, inTheWay, visit);
                break;
            case Any any:
                foreach (var part in any.Parts) Visit(part, figures, negated, inTheWay, visit);
                break;
            case Not not:
                Visit(not.Part, figures, !negated, inTheWay, visit);
                break;
        }
    }
}
