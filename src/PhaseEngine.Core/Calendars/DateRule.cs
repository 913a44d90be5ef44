using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PhaseEngine.Core.Calendars;

/// <summary>What a <see cref="DateRule"/> is counted from.</summary>
public enum Anchor
{
    /// <summary>Nothing: a day of the year, <c>07-25</c>.</summary>
    FixedDay,

    /// <summary>The planned start of the phase in the batch's calendar.</summary>
    Start,

    /// <summary>The planned end of the phase in the batch's calendar: start and length. Phases without length have none.</summary>
    End,

    /// <summary>The start of the batch.</summary>
    Campaign,

    /// <summary>The day the unit itself entered the phase.</summary>
    Entry,
}

/// <summary>The days the anchors of a <see cref="DateRule"/> stand for, for one unit in one phase.</summary>
/// <param name="Campaign">Start of the batch.</param>
/// <param name="Start">Planned start of the phase; null in the root flow.</param>
/// <param name="End">Planned end of the phase; null in the root flow and in open-ended phases.</param>
/// <param name="Entry">When the unit entered the phase; null in the root flow and while it has not.</param>
public readonly record struct Anchors(DateOnly Campaign, DateOnly? Start, DateOnly? End, DateOnly? Entry);

/// <summary>
/// A date in a template, which never holds a year: <c>07-25</c>, <c>start+15d</c>, <c>end-5d</c>, <c>campaign</c>,
/// <c>entry+10wd</c>. Launch and entry make days of it (<see cref="Resolve"/>).
/// </summary>
public sealed record DateRule
{
    private DateRule(Anchor anchor, Offset offset, int month, int dayOfMonth) =>
        (Anchor, Offset, Month, DayOfMonth) = (anchor, offset, month, dayOfMonth);

    /// <summary>What the date is counted from.</summary>
    public Anchor Anchor { get; }

    /// <summary>How far from the anchor; zero for a bare anchor and for a fixed day.</summary>
    public Offset Offset { get; }

    /// <summary>Month of a fixed day, 1-12; otherwise 0.</summary>
    public int Month { get; }

    /// <summary>Day of the month of a fixed day, 1-31; otherwise 0.</summary>
    public int DayOfMonth { get; }

    /// <summary>Whether it hangs on the unit's own entry: the only sort that moves with early entry or an extension.</summary>
    public bool IsUnitOwn => Anchor == Anchor.Entry;

    /// <summary>A day of the year.</summary>
    /// <param name="month">1-12.</param>
    /// <param name="dayOfMonth">A day the month has in a leap year.</param>
    public static DateRule OnDay(int month, int dayOfMonth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
        ArgumentOutOfRangeException.ThrowIfLessThan(dayOfMonth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dayOfMonth, DateTime.DaysInMonth(LeapYear, month));
        return new(Anchor.FixedDay, default, month, dayOfMonth);
    }

    /// <summary>A day counted from an anchor.</summary>
    /// <param name="anchor">Any but <see cref="Anchor.FixedDay"/>.</param>
    /// <param name="offset">How far from it; by default the anchor itself.</param>
    public static DateRule From(Anchor anchor, Offset offset = default) => anchor == Anchor.FixedDay
        ? throw new ArgumentOutOfRangeException(nameof(anchor))
        : new(anchor, offset, 0, 0);

    /// <summary>Reads a date rule: <c>MM-dd</c>, or an anchor alone or with <c>+</c> or <c>-</c> and a span. A year may not be written.</summary>
    /// <param name="text">For example <c>end-5d</c>.</param>
    /// <param name="rule">The rule, or null.</param>
    /// <returns>Whether the text is a date rule.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out DateRule? rule)
    {
        rule = text is null ? null : ReadFixedDay(text) ?? ReadAnchored(text);
        return rule is not null;
    }

    /// <summary>
    /// The day. A fixed one is the first such day on or after the batch's start and stays where it falls; 29 February is
    /// 28 February in a year without one, since people who write it mean the end of that month of every year. One counted
    /// from an anchor, even the bare anchor, moves to the next working day.
    /// </summary>
    /// <param name="anchors">What the anchors stand for.</param>
    /// <param name="calendar">Says which days are working days.</param>
    /// <exception cref="InvalidOperationException">The anchor has no day here; compiling refuses such templates (PE502).</exception>
    public DateOnly Resolve(in Anchors anchors, WorkingCalendar calendar)
    {
        if (Anchor == Anchor.FixedDay)
        {
            var thisYear = FixedDayOf(anchors.Campaign.Year);
            return thisYear >= anchors.Campaign ? thisYear : FixedDayOf(anchors.Campaign.Year + 1);
        }

        var day = Anchor switch
        {
            Anchor.Start => anchors.Start,
            Anchor.End => anchors.End,
            Anchor.Campaign => anchors.Campaign,
            _ => anchors.Entry,
        } ?? throw new InvalidOperationException($"'{this}' has nothing to be counted from here.");
        return calendar.NextWorkingDay(Offset.From(day, calendar));
    }

    /// <summary>As templates write it.</summary>
    public override string ToString() => Anchor == Anchor.FixedDay
        ? string.Create(CultureInfo.InvariantCulture, $"{Month:00}-{DayOfMonth:00}")
        : Offset.Amount == 0 ? Word(Anchor) : Word(Anchor) + Offset;

    private const int LeapYear = 2000;

    private DateOnly FixedDayOf(int year) => new(year, Month, Math.Min(DayOfMonth, DateTime.DaysInMonth(year, Month)));

    private static DateRule? ReadFixedDay(string text) =>
        text.Length == 5
        && DateOnly.TryParseExact($"{LeapYear}-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? OnDay(day.Month, day.Day)
            : null;

    private static DateRule? ReadAnchored(string text)
    {
        foreach (var anchor in (ReadOnlySpan<Anchor>)[Anchor.Start, Anchor.End, Anchor.Campaign, Anchor.Entry])
        {
            var word = Word(anchor);
            if (!text.StartsWith(word, StringComparison.Ordinal))
            {
                continue;
            }

            var rest = text.AsSpan(word.Length);
            return rest switch
            {
                [] => From(anchor),
                ['+' or '-', ..] when Offset.TryRead(rest, out var offset) => From(anchor, offset),
                _ => null,
            };
        }

        return null;
    }

    private static string Word(Anchor anchor) => anchor switch
    {
        Anchor.Start => "start",
        Anchor.End => "end",
        Anchor.Campaign => "campaign",
        Anchor.Entry => "entry",
        _ => throw new ArgumentOutOfRangeException(nameof(anchor)),
    };
}
