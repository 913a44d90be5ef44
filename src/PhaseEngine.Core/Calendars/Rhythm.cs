using System.Diagnostics.CodeAnalysis;

namespace PhaseEngine.Core.Calendars;

/// <summary>One turn of something recurring.</summary>
/// <param name="Number">Counted from 1 at the phase's start.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; what is asked is due by its end.</param>
public readonly record struct Window(int Number, DateOnly From, DateOnly To);

/// <summary>
/// How often something standing is asked: <c>halfMonth</c> (1-15 and 16 to the end), <c>month</c>, <c>quarter</c>,
/// <c>year</c>, which are windows of the calendar cut to the phase, or a span of days from the phase's start
/// (<c>14d</c>, <c>2w</c>). Windows tile the phase.
/// </summary>
/// <remarks>
/// A half month of which the phase holds less than 7 days is no window of its own: at the start it belongs to the next
/// one, at the end to the one before; only a phase that is itself shorter has a shorter window.
/// </remarks>
public sealed record Rhythm
{
    private const int ShortestHalfMonth = 7;

    private readonly Calendar _calendar;
    private readonly Span _span;

    private Rhythm(Calendar calendar, Span span = default) => (_calendar, _span) = (calendar, span);

    private enum Calendar
    {
        None,
        HalfMonth,
        Month,
        Quarter,
        Year,
    }

    /// <summary>1-15 and 16 to the end of each month: the default of review meetings (S.28).</summary>
    public static Rhythm HalfMonth { get; } = new(Calendar.HalfMonth);

    /// <summary>Calendar months.</summary>
    public static Rhythm Month { get; } = new(Calendar.Month);

    /// <summary>Quarters of the calendar year.</summary>
    public static Rhythm Quarter { get; } = new(Calendar.Quarter);

    /// <summary>Calendar years.</summary>
    public static Rhythm Year { get; } = new(Calendar.Year);

    /// <summary>Every so many days from the phase's start.</summary>
    /// <param name="span">In days or weeks, at least one.</param>
    public static Rhythm Every(Span span) => IsDays(span) ? new(Calendar.None, span) : throw new ArgumentOutOfRangeException(nameof(span));

    /// <summary>Reads a rhythm.</summary>
    /// <param name="text">For example <c>halfMonth</c> or <c>14d</c>; months and working days are no rhythm.</param>
    /// <param name="rhythm">The rhythm, or null.</param>
    /// <returns>Whether the text is a rhythm.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Rhythm? rhythm)
    {
        rhythm = text switch
        {
            "halfMonth" => HalfMonth,
            "month" => Month,
            "quarter" => Quarter,
            "year" => Year,
            _ => Span.TryParse(text, out var span) && IsDays(span) ? Every(span) : null,
        };
        return rhythm is not null;
    }

    /// <summary>
    /// The window a day lies in. A phase may go on after its planned end: then windows go on, too, as if a phase without
    /// end began the day after, and are numbered on.
    /// </summary>
    /// <param name="day">On or after the phase's start.</param>
    /// <param name="phaseStart">First day of the phase.</param>
    /// <param name="phaseEnd">Last planned day of the phase; null when open-ended.</param>
    public Window WindowOn(DateOnly day, DateOnly phaseStart, DateOnly? phaseEnd)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day, phaseStart);
        var (first, last) = Turns(phaseStart, phaseEnd);
        if (day > phaseEnd)
        {
            var later = WindowOn(day, phaseEnd.Value.AddDays(1), null);
            return later with { Number = later.Number + last - first + 1 };
        }

        return WindowAt(Math.Clamp(TurnOf(day, phaseStart), first, last), first, last, phaseStart, phaseEnd);
    }

    /// <summary>The windows of a phase in order, made as they are asked for; practically endless when it is open-ended.</summary>
    /// <param name="phaseStart">First day of the phase.</param>
    /// <param name="phaseEnd">Last planned day of the phase; null when open-ended.</param>
    public IEnumerable<Window> Windows(DateOnly phaseStart, DateOnly? phaseEnd)
    {
        var (first, last) = Turns(phaseStart, phaseEnd);
        return Enumerable.Range(first, last - first + 1).Select(turn => WindowAt(turn, first, last, phaseStart, phaseEnd));
    }

    /// <summary>As templates write it.</summary>
    public override string ToString() => _calendar switch
    {
        Calendar.HalfMonth => "halfMonth",
        Calendar.Month => "month",
        Calendar.Quarter => "quarter",
        Calendar.Year => "year",
        _ => _span.ToString(),
    };

    private static bool IsDays(Span span) => span is { Amount: > 0, Unit: SpanUnit.Days or SpanUnit.Weeks };

    private int Days => _span.Unit == SpanUnit.Weeks ? _span.Amount * 7 : _span.Amount;

    /// <summary>The first and the last turn that are windows of their own.</summary>
    private (int First, int Last) Turns(DateOnly phaseStart, DateOnly? phaseEnd)
    {
        var end = phaseEnd ?? DateOnly.MaxValue;
        ArgumentOutOfRangeException.ThrowIfLessThan(end, phaseStart, nameof(phaseEnd));
        var (first, last) = (TurnOf(phaseStart, phaseStart), TurnOf(end, phaseStart));
        if (_calendar != Calendar.HalfMonth)
        {
            return (first, last);
        }

        if (first < last && StartOf(first + 1, phaseStart).DayNumber - phaseStart.DayNumber < ShortestHalfMonth)
        {
            first++;
        }

        if (first < last && end.DayNumber - StartOf(last, phaseStart).DayNumber + 1 < ShortestHalfMonth)
        {
            last--;
        }

        return (first, last);
    }

    private Window WindowAt(int turn, int first, int last, DateOnly phaseStart, DateOnly? phaseEnd) => new(
        turn - first + 1,
        turn == first ? phaseStart : StartOf(turn, phaseStart),
        turn == last ? phaseEnd ?? DateOnly.MaxValue : StartOf(turn + 1, phaseStart).AddDays(-1));

    /// <summary>Turns are numbered from the year 0 by calendars, from the phase's start by days.</summary>
    private int TurnOf(DateOnly day, DateOnly phaseStart) => _calendar switch
    {
        Calendar.HalfMonth => (((day.Year * 12) + day.Month - 1) * 2) + (day.Day > 15 ? 1 : 0),
        Calendar.Month => (day.Year * 12) + day.Month - 1,
        Calendar.Quarter => (day.Year * 4) + ((day.Month - 1) / 3),
        Calendar.Year => day.Year,
        _ => (day.DayNumber - phaseStart.DayNumber) / Days,
    };

    private DateOnly StartOf(int turn, DateOnly phaseStart) => _calendar switch
    {
        Calendar.HalfMonth => new(turn / 24, (turn / 2 % 12) + 1, turn % 2 == 0 ? 1 : 16),
        Calendar.Month => new(turn / 12, (turn % 12) + 1, 1),
        Calendar.Quarter => new(turn / 4, (turn % 4 * 3) + 1, 1),
        Calendar.Year => new(turn, 1, 1),
        _ => phaseStart.AddDays(turn * Days),
    };
}
