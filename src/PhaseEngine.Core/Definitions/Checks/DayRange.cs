using PhaseEngine.Core.Calendars;

namespace PhaseEngine.Core.Definitions;

/// <summary>How many days something may take, or lie from a day, whatever the calendar: an order that is wrong at both ends is wrong.</summary>
/// <param name="Min">At least.</param>
/// <param name="Max">At most.</param>
internal readonly record struct DayRange(int Min, int Max)
{
    /// <summary>A fixed day is the first such day on or after the start of the batch.</summary>
    public static readonly DayRange WithinAYear = new(0, 366);

    public static DayRange Of(Span span) => Of(span.Amount, span.Unit);

    public static DayRange Of(Offset offset)
    {
        var range = Of(Math.Abs(offset.Amount), offset.Unit);
        return offset.Amount < 0 ? new DayRange(-range.Max, -range.Min) : range;
    }

    public static DayRange operator +(DayRange one, DayRange other) => new(one.Min + other.Min, one.Max + other.Max);

    /// <summary>The later of two days, each of which is not known exactly.</summary>
    public DayRange OrLater(DayRange other) => new(Math.Max(Min, other.Min), Math.Max(Max, other.Max));

    /// <summary>One of two, it is not known which.</summary>
    public DayRange Or(DayRange other) => new(Math.Min(Min, other.Min), Math.Max(Max, other.Max));

    /// <summary>What it comes to on the whole.</summary>
    public int Typical => (Min + Max) / 2;

    // Working days: weekends between, one weekend worked in exchange for a holiday at the least, long holidays at the most.
    private static DayRange Of(int amount, SpanUnit unit) => unit switch
    {
        SpanUnit.Days => new(amount, amount),
        SpanUnit.Weeks => new(7 * amount, 7 * amount),
        SpanUnit.Months => amount == 0 ? default : new((30 * amount) - 2, 31 * amount),
        _ => amount == 0 ? default : new(Math.Max(amount, amount + (2 * ((amount - 1) / 5)) - 2), (2 * amount) + 12),
    };
}
