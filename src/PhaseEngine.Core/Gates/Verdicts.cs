namespace PhaseEngine.Core.Gates;

/// <summary>Comparisons, as verdicts.</summary>
internal static class Verdicts
{
    public static Verdict Of(bool holds) => holds ? Verdict.Met : Verdict.NotMet;

    public static Verdict Compare(Comparison op, decimal actual, decimal wanted) => Of(op switch
    {
        Comparison.Equal => actual == wanted,
        Comparison.NotEqual => actual != wanted,
        Comparison.Less => actual < wanted,
        Comparison.AtMost => actual <= wanted,
        Comparison.Greater => actual > wanted,
        Comparison.AtLeast => actual >= wanted,
        _ => throw new InvalidOperationException($"{op} needs a list"),
    });

    public static Verdict Compare(Comparison op, long actual, long wanted) => Of(op switch
    {
        Comparison.Equal => actual == wanted,
        Comparison.NotEqual => actual != wanted,
        Comparison.Less => actual < wanted,
        Comparison.AtMost => actual <= wanted,
        Comparison.Greater => actual > wanted,
        Comparison.AtLeast => actual >= wanted,
        _ => throw new InvalidOperationException($"{op} needs a list"),
    });

    public static Verdict Compare(Comparison op, decimal done, decimal of, decimal[] wanted)
    {
        var found = false;
        foreach (var one in wanted) found |= done == one * of;
        return Of(found == (op == Comparison.In));
    }

    public static Verdict Compare(Comparison op, string actual, string[] wanted)
    {
        var found = false;
        foreach (var one in wanted) found |= string.Equals(actual, one, StringComparison.Ordinal);
        return Of(found == (op is Comparison.Equal or Comparison.In));
    }
}
