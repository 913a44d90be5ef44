using PhaseEngine.Core.Gates;

namespace PhaseEngine.Core.Definitions;

/// <summary>The values a figure may still have when several comparisons hold together.</summary>
internal sealed class ValueRange
{
    // Dates move to the next working day when they are made: two dates so near may come to be one.
    private const decimal DateSlack = 14;

    private readonly decimal slack;
    private readonly HashSet<decimal> without = [];
    private decimal? min;
    private decimal? max;
    private bool aboveMin;
    private bool belowMax;
    private HashSet<decimal>? only;

    private ValueRange(decimal? min, decimal? max, decimal slack) => (this.min, this.max, this.slack) = (min, max, slack);

    public static ValueRange Of((decimal Min, decimal? Max) range) => new(range.Min, range.Max, 0);

    public static ValueRange OfDays() => new(null, null, DateSlack);

    /// <summary>Whether no value is left.</summary>
    public bool IsEmpty =>
        only is not null && !only.Any(Fits)
        || min is { } low && max is { } high && (low > high + slack || (slack == 0 && low == high && (aboveMin || belowMax || without.Contains(low))));

    public void Restrict(Comparison op, IReadOnlyList<decimal> values)
    {
        switch (op)
        {
            case Comparison.Less or Comparison.AtMost: Below(values[0], op == Comparison.Less); break;
            case Comparison.Greater or Comparison.AtLeast: Above(values[0], op == Comparison.Greater); break;
            case Comparison.NotEqual or Comparison.NotIn: without.UnionWith(values); break;
            // A day that must be two days at once may be one after all.
            case Comparison.Equal when slack > 0: Below(values[0], strictly: false); Above(values[0], strictly: false); break;
            default:
                only ??= [.. values];
                only.IntersectWith(values);
                break;
        }
    }

    private bool Fits(decimal value) =>
        !without.Contains(value)
        && (min is not { } low || value > low || (value == low && !aboveMin))
        && (max is not { } high || value < high || (value == high && !belowMax));

    private void Above(decimal value, bool strictly)
    {
        if (min > value || (min == value && aboveMin)) return;
        (min, aboveMin) = (value, strictly);
    }

    private void Below(decimal value, bool strictly)
    {
        if (max < value || (max == value && belowMax)) return;
        (max, belowMax) = (value, strictly);
    }
}
