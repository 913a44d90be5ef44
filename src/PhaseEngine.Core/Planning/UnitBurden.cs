using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Planning;

/// <summary>What one week asks of a unit (B.6).</summary>
/// <param name="Monday">The Monday of the week.</param>
/// <param name="Minutes">Minutes of work.</param>
/// <param name="Fields">Things to fill in.</param>
/// <param name="Documents">Documents to be handed in.</param>
/// <param name="Meetings">Meetings to be held.</param>
/// <param name="WorkingDays">Working days in the week.</param>
public sealed record BurdenWeek(DateOnly Monday, int Minutes, int Fields, int Documents, int Meetings, int WorkingDays);

/// <summary>What one requirement asks of a unit in all.</summary>
/// <param name="Requirement">The requirement.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="Times">How often.</param>
/// <param name="Minutes">Minutes in all.</param>
/// <param name="Fields">Things to fill in, in all.</param>
public sealed record RequirementBurden(PlanRequirement Requirement, PlanPhase Phase, int Times, int Minutes, int Fields);

/// <summary>
/// The burden of a plan on one unit, week by week (B.6). Work is spread over the working days from the day it opens to the day it
/// is due; what is handed in or held counts in the week it is due.
/// </summary>
/// <param name="Weeks">From the first week that asks anything to the last, without gaps.</param>
/// <param name="Requirements">In the order of the plan.</param>
public sealed record UnitBurden(IReadOnlyList<BurdenWeek> Weeks, IReadOnlyList<RequirementBurden> Requirements)
{
    /// <summary>More than this many minutes in one week are too much for one unit, beside its own work.</summary>
    public const int AllowedMinutesAWeek = 20 * 60;

    /// <summary>What has no date is reckoned to be done within a week of its opening.</summary>
    private const int DaysWithoutDate = 7;

    /// <summary>The week that asks most; null when nothing is asked.</summary>
    public BurdenWeek? Busiest => Weeks.MaxBy(week => week.Minutes);

    /// <summary>Adds up what is asked.</summary>
    /// <param name="planned">The unit's calendar.</param>
    /// <param name="timetable">The batch's dates, and so its working days.</param>
    /// <param name="rulesOf">The rules of a requirement for the unit.</param>
    public static UnitBurden Of(IReadOnlyList<PlannedActivity> planned, Timetable timetable, Func<PlanRequirement, RequirementRules> rulesOf)
    {
        var weeks = new SortedDictionary<DateOnly, Sum>();
        var requirements = new List<RequirementBurden>();
        foreach (var one in planned.Where(p => p.Asked))
        {
            if (one.Activity is not PlanRequirement requirement) continue;

            var effort = rulesOf(requirement).Effort;
            List<(DateOnly From, DateOnly To)> turns = requirement.Standing
                ? [.. one.Windows.Select(window => (window.From, window.To))]
                : [(one.From, one.To ?? one.From.AddDays(DaysWithoutDate - 1))];
            foreach (var (from, to) in turns)
            {
                Spread(weeks, timetable.Calendar, from, to, effort);
                SumOf(weeks, to).Add(requirement.Kind);
            }

            requirements.Add(new(requirement, one.Phase!, turns.Count, turns.Count * effort, turns.Count * requirement.Kind.FieldsToFill));
        }

        return new UnitBurden(WithoutGaps(weeks, timetable.Calendar), requirements);
    }

    private static void Spread(SortedDictionary<DateOnly, Sum> weeks, WorkingCalendar calendar, DateOnly from, DateOnly to, int minutes)
    {
        List<DateOnly> days = [.. Enumerable.Range(from.DayNumber, to.DayNumber - from.DayNumber + 1).Select(DateOnly.FromDayNumber)];
        var working = days.Where(calendar.IsWorkingDay).ToList();
        if (working.Count == 0) working = days; // a holiday week from end to end
        foreach (var day in working) SumOf(weeks, day).Minutes += (double)minutes / working.Count;
    }

    private static Sum SumOf(SortedDictionary<DateOnly, Sum> weeks, DateOnly day)
    {
        var monday = Monday(day);
        return weeks.TryGetValue(monday, out var sum) ? sum : weeks[monday] = new Sum();
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static List<BurdenWeek> WithoutGaps(SortedDictionary<DateOnly, Sum> weeks, WorkingCalendar calendar)
    {
        if (weeks.Count == 0) return [];

        var all = new List<BurdenWeek>();
        for (var monday = weeks.Keys.First(); monday <= weeks.Keys.Last(); monday = monday.AddDays(7))
        {
            var sum = weeks.GetValueOrDefault(monday) ?? new Sum();
            var workingDays = Enumerable.Range(0, 7).Count(day => calendar.IsWorkingDay(monday.AddDays(day)));
            all.Add(new(monday, (int)Math.Round(sum.Minutes), sum.Fields, sum.Documents, sum.Meetings, workingDays));
        }

        return all;
    }

    private sealed class Sum
    {
        public double Minutes { get; set; }

        public int Fields { get; private set; }

        public int Documents { get; private set; }

        public int Meetings { get; private set; }

        public void Add(RequirementKind kind)
        {
            Fields += kind.FieldsToFill;
            if (kind.Occasion == Occasion.Document) Documents++;
            if (kind.Occasion == Occasion.Meeting) Meetings++;
        }
    }
}
