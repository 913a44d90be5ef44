using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PhaseEngine.Core.Calendars;

/// <summary>
/// Before or after a date: <c>-3d</c>, <c>0d</c>, <c>+1wd</c>. Names a reminder's stage, and stands behind the anchor of
/// a <see cref="DateRule"/>. Always signed, except that nothing is written <c>0d</c> whatever its unit or sign was.
/// </summary>
public readonly record struct Offset : IComparable<Offset>
{
    /// <summary>So many units later, or earlier when negative.</summary>
    /// <param name="amount">From -<see cref="Span.MaxAmount"/> to <see cref="Span.MaxAmount"/>.</param>
    /// <param name="unit">What is counted; of no meaning when the amount is zero.</param>
    public Offset(int amount, SpanUnit unit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, -Span.MaxAmount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, Span.MaxAmount);
        (Amount, Unit) = (amount, amount == 0 ? SpanUnit.Days : unit);
    }

    /// <summary>How many units; negative is before.</summary>
    public int Amount { get; }

    /// <summary>What is counted.</summary>
    public SpanUnit Unit { get; }

    /// <summary>Reads an offset: a sign and a span, or a bare zero. <c>3d</c> is refused, since it does not say on which side.</summary>
    /// <param name="text">For example <c>-3d</c>.</param>
    /// <param name="offset">The offset, or nothing.</param>
    /// <returns>Whether the text is an offset.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Offset offset) => TryRead(text, out offset);

    /// <summary>Whether one is nearer to the past, see <see cref="CompareTo"/>.</summary>
    public static bool operator <(Offset left, Offset right) => left.CompareTo(right) < 0;

    /// <summary>Whether one is nearer to the future, see <see cref="CompareTo"/>.</summary>
    public static bool operator >(Offset left, Offset right) => left.CompareTo(right) > 0;

    /// <summary>Equal, or nearer to the past, see <see cref="CompareTo"/>.</summary>
    public static bool operator <=(Offset left, Offset right) => left.CompareTo(right) <= 0;

    /// <summary>Equal, or nearer to the future, see <see cref="CompareTo"/>.</summary>
    public static bool operator >=(Offset left, Offset right) => left.CompareTo(right) >= 0;

    /// <summary>The day that lies so far from another. It is not moved off a non-working day: when messages go out is for <see cref="SendTimes"/>.</summary>
    /// <param name="day">The day counted from; not counted itself.</param>
    /// <param name="calendar">Says which days are working days.</param>
    public DateOnly From(DateOnly day, WorkingCalendar calendar) => Span.Move(day, Amount, Unit, calendar);

    /// <summary>
    /// Orders by about how many days, a working day being 1.4 and a month 30.4; as long ones by unit. Days and working
    /// days may lie the other way round about a given date: where that matters, compare what <see cref="From"/> gives.
    /// </summary>
    /// <param name="other">What to compare with.</param>
    public int CompareTo(Offset other)
    {
        var byDays = TenthsOfDays.CompareTo(other.TenthsOfDays);
        return byDays != 0 ? byDays : Unit.CompareTo(other.Unit);
    }

    /// <summary>As templates write it.</summary>
    public override string ToString() => Amount == 0
        ? "0d"
        : string.Create(CultureInfo.InvariantCulture, $"{(Amount < 0 ? '-' : '+')}{Math.Abs(Amount)}{Span.Letters(Unit)}");

    internal static bool TryRead(ReadOnlySpan<char> text, out Offset offset)
    {
        offset = default;
        var signed = text is ['+' or '-', ..];
        if (!Span.TryRead(signed ? text[1..] : text, out var span) || (!signed && span.Amount != 0))
        {
            return false;
        }

        offset = new Offset(text[0] == '-' ? -span.Amount : span.Amount, span.Unit);
        return true;
    }

    private int TenthsOfDays => Amount * Unit switch
    {
        SpanUnit.Days => 10,
        SpanUnit.WorkingDays => 14,
        SpanUnit.Weeks => 70,
        _ => 304,
    };
}
