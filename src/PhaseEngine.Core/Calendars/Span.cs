using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PhaseEngine.Core.Calendars;

/// <summary>What a <see cref="Span"/> counts in.</summary>
public enum SpanUnit
{
    /// <summary>Calendar days: <c>d</c>.</summary>
    Days,

    /// <summary>Working days of a <see cref="WorkingCalendar"/>: <c>wd</c>.</summary>
    WorkingDays,

    /// <summary>Weeks of seven calendar days: <c>w</c>.</summary>
    Weeks,

    /// <summary>Months: <c>m</c>. The day of the month is kept, or is the month's last day where it has no such day.</summary>
    Months,
}

/// <summary>
/// A length of time as templates write it: <c>40d</c>, <c>10wd</c>, <c>2w</c>, <c>4m</c>. Units are never converted into
/// one another: <c>1w</c> and <c>7d</c> are as long but not equal, because they were written differently.
/// </summary>
public readonly record struct Span
{
    /// <summary>The largest number of any unit; beyond it is a slip or an attack, not a plan.</summary>
    public const int MaxAmount = 9999;

    /// <summary>A span of so many units.</summary>
    /// <param name="amount">From 0 to <see cref="MaxAmount"/>.</param>
    /// <param name="unit">What is counted.</param>
    public Span(int amount, SpanUnit unit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, MaxAmount);
        (Amount, Unit) = (amount, unit);
    }

    /// <summary>How many units, 0 to <see cref="MaxAmount"/>.</summary>
    public int Amount { get; }

    /// <summary>What is counted.</summary>
    public SpanUnit Unit { get; }

    /// <summary>Reads a span. There is one way to write each: ASCII digits without leading zeros, then the unit, no blanks.</summary>
    /// <param name="text">For example <c>10wd</c>.</param>
    /// <param name="span">The span, or nothing.</param>
    /// <returns>Whether the text is a span.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Span span) => TryRead(text, out span);

    /// <summary>The day this long after another. Working days are counted from the next day on: Friday and <c>1wd</c> give Monday.</summary>
    /// <param name="day">The day counted from; not counted itself.</param>
    /// <param name="calendar">Says which days are working days.</param>
    public DateOnly After(DateOnly day, WorkingCalendar calendar) => Move(day, Amount, Unit, calendar);

    /// <summary>The day this long before another; the mirror of <see cref="After"/>, but not its inverse where months are cut short.</summary>
    /// <param name="day">The day counted from; not counted itself.</param>
    /// <param name="calendar">Says which days are working days.</param>
    public DateOnly Before(DateOnly day, WorkingCalendar calendar) => Move(day, -Amount, Unit, calendar);

    /// <summary>As templates write it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount}{Letters(Unit)}");

    internal static DateOnly Move(DateOnly day, int amount, SpanUnit unit, WorkingCalendar calendar) => unit switch
    {
        SpanUnit.Days => day.AddDays(amount),
        SpanUnit.WorkingDays => calendar.AddWorkingDays(day, amount),
        SpanUnit.Weeks => day.AddDays(7 * amount),
        SpanUnit.Months => day.AddMonths(amount),
        _ => throw new ArgumentOutOfRangeException(nameof(unit)),
    };

    internal static bool TryRead(ReadOnlySpan<char> text, out Span span)
    {
        span = default;
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        if (digits is < 1 or > 4 || (digits > 1 && text[0] == '0'))
        {
            return false;
        }

        SpanUnit? unit = text[digits..] switch
        {
            "d" => SpanUnit.Days,
            "wd" => SpanUnit.WorkingDays,
            "w" => SpanUnit.Weeks,
            "m" => SpanUnit.Months,
            _ => null,
        };
        if (unit is null)
        {
            return false;
        }

        span = new Span(int.Parse(text[..digits], CultureInfo.InvariantCulture), unit.Value);
        return true;
    }

    internal static string Letters(SpanUnit unit) => unit switch
    {
        SpanUnit.Days => "d",
        SpanUnit.WorkingDays => "wd",
        SpanUnit.Weeks => "w",
        SpanUnit.Months => "m",
        _ => throw new ArgumentOutOfRangeException(nameof(unit)),
    };
}
