using System.Collections.Frozen;

namespace PhaseEngine.Core.Calendars;

/// <summary>
/// Says which days are working days: Monday to Friday without public holidays, and the weekend days worked in exchange.
/// Years whose holidays are not known have only weekends and are provisional. Immutable; every look-up takes constant
/// time and allocates nothing, however far the years lie.
/// </summary>
public sealed class WorkingCalendar
{
    private readonly YearDays[] _years;
    private readonly FrozenSet<int> _knownYears;
    private readonly FrozenDictionary<DateOnly, Holiday> _holidays;

    // The known stretch, by day number: how many working days lie before each of its days, and the working days in order.
    // Outside of it both are arithmetic on weeks.
    private readonly int _first;
    private readonly int[] _workingDaysBefore;
    private readonly int[] _workingDays;

    private WorkingCalendar(IEnumerable<YearDays> years)
    {
        _years = [.. years.OrderBy(y => y.Year)];
        _knownYears = _years.Select(y => y.Year).ToFrozenSet();
        _holidays = _years.SelectMany(y => y.Holidays).ToFrozenDictionary(h => h.Day);
        var makeUpDays = _years.SelectMany(y => y.MakeUpDays).ToHashSet();

        // A stretch of no days still needs a place to count from; which one makes no difference.
        var (first, end) = _years is []
            ? (0, 0)
            : (new DateOnly(_years[0].Year, 1, 1).DayNumber, new DateOnly(_years[^1].Year, 12, 31).DayNumber + 1);
        var workingDays = new List<int>();
        _first = first;
        _workingDaysBefore = new int[end - first + 1];
        for (var number = first; number < end; number++)
        {
            var day = DateOnly.FromDayNumber(number);
            if (makeUpDays.Contains(day) || (IsWeekday(number) && !_holidays.ContainsKey(day)))
            {
                workingDays.Add(number);
            }

            _workingDaysBefore[number - first + 1] = workingDays.Count;
        }

        _workingDays = [.. workingDays];
    }

    /// <summary>Weekends and nothing else; provisional throughout.</summary>
    public static WorkingCalendar WeekendsOnly { get; } = new([]);

    /// <summary>The public holidays of the PRC with their make-up working days as announced for 2004 to 2026.</summary>
    public static WorkingCalendar China { get; } = CalendarImport.BuiltIn().ApplyTo(WeekendsOnly);

    /// <summary>The first year whose holidays are known; null when none is.</summary>
    public int? FirstYear => _years is [] ? null : _years[0].Year;

    /// <summary>The last year whose holidays are known; null when none is.</summary>
    public int? LastYear => _years is [] ? null : _years[^1].Year;

    /// <summary>The known years in order.</summary>
    public IReadOnlyList<YearDays> Years => _years;

    /// <summary>This calendar with a year added, or replaced as a whole.</summary>
    /// <param name="extra">The year's days.</param>
    /// <exception cref="ArgumentException">A day lies outside the year, twice in it, or is both off and worked; <see cref="CalendarImport.Parse"/> refuses such input.</exception>
    public WorkingCalendar With(YearDays extra) => With([extra]);

    /// <summary>This calendar with several years added, or replaced as a whole.</summary>
    /// <param name="extra">The years' days.</param>
    /// <exception cref="ArgumentException">As with one year, or a year stands there twice.</exception>
    public WorkingCalendar With(IReadOnlyCollection<YearDays> extra)
    {
        var replaced = new HashSet<int>();
        foreach (var year in extra)
        {
            var days = year.Holidays.Select(h => h.Day).Concat(year.MakeUpDays).ToList();
            if (!replaced.Add(year.Year) || days.Any(d => d.Year != year.Year) || days.Distinct().Count() != days.Count)
            {
                throw new ArgumentException($"The days of {year.Year} contradict each other or the year.", nameof(extra));
            }
        }

        return new WorkingCalendar(_years.Where(y => !replaced.Contains(y.Year)).Concat(extra));
    }

    /// <summary>Whether people work that day.</summary>
    /// <param name="day">Any day.</param>
    public bool IsWorkingDay(DateOnly day) => WorkingDaysBefore(day.DayNumber + 1) > WorkingDaysBefore(day.DayNumber);

    /// <summary>The day itself when it is a working day, otherwise the first one after it.</summary>
    /// <param name="day">Any day.</param>
    public DateOnly NextWorkingDay(DateOnly day) => WorkingDayAt(WorkingDaysBefore(day.DayNumber));

    /// <summary>The holiday that falls on a day; null on other days, weekends included.</summary>
    /// <param name="day">Any day.</param>
    public Holiday? HolidayOn(DateOnly day) => _holidays.GetValueOrDefault(day);

    /// <summary>Whether the day's year is not known, so that only its weekends count; such a date may still move.</summary>
    /// <param name="day">Any day.</param>
    public bool IsProvisional(DateOnly day) => !_knownYears.Contains(day.Year);

    /// <summary>
    /// The so-manieth working day after a day, or before it when negative; the day itself, working or not, when zero.
    /// The day is not counted: Saturday and 1 give Monday, Saturday and -1 give Friday.
    /// </summary>
    /// <param name="day">The day counted from.</param>
    /// <param name="count">How many working days.</param>
    public DateOnly AddWorkingDays(DateOnly day, int count) => count switch
    {
        0 => day,
        > 0 => WorkingDayAt(WorkingDaysBefore(day.DayNumber + 1) + count - 1),
        < 0 => WorkingDayAt(WorkingDaysBefore(day.DayNumber) + count),
    };

    private int End => _first + _workingDaysBefore.Length - 1;

    /// <summary>How many working days lie between the start of the known stretch and a day, negative before it.</summary>
    private int WorkingDaysBefore(int day) =>
        day < _first ? WeekdaysBefore(day) - WeekdaysBefore(_first)
        : day <= End ? _workingDaysBefore[day - _first]
        : _workingDays.Length + WeekdaysBefore(day) - WeekdaysBefore(End);

    /// <summary>The working day with so many before it: the inverse of <see cref="WorkingDaysBefore"/>.</summary>
    private DateOnly WorkingDayAt(int before) => DateOnly.FromDayNumber(
        before < 0 ? WeekdayAt(WeekdaysBefore(_first) + before)
        : before < _workingDays.Length ? _workingDays[before]
        : WeekdayAt(WeekdaysBefore(End) + before - _workingDays.Length));

    // Day number 0, the first of January of the year 1, is a Monday.
    private static bool IsWeekday(int day) => day % 7 < 5;

    private static int WeekdaysBefore(int day) => (day / 7 * 5) + Math.Min(day % 7, 5);

    private static int WeekdayAt(int before) => (before / 5 * 7) + (before % 5);
}
