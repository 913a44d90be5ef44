namespace PhaseEngine.Core.Simulation;

/// <summary>
/// What a simulation assumes about people. Assumptions, not a forecast: every figure can be set in a file
/// (<c>simulate FILE --assume FILE</c>), and the same seed always gives the same table.
/// </summary>
public sealed record Assumptions
{
    /// <summary>The seed of all chance.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>By kind of requirement, how units work; <c>*</c> stands for the kinds not named.</summary>
    public IReadOnlyDictionary<string, Habit> Habits { get; init; } = new Dictionary<string, Habit>
    {
        ["*"] = new Habit(-2, 3, 2),
        ["Study"] = new Habit(-1, 4, 10),
        ["MemberTask"] = new Habit(-1, 4, 7),
        ["Survey"] = new Habit(-3, 2, 7),
        ["Register"] = new Habit(-1, 5, 14),
    };

    /// <summary>By how many days everybody does things later than their habit is, of whatever kind; negative: earlier.</summary>
    public int DaysLater { get; init; }

    /// <summary>Percent of gate requests that are returned at the first asking; a request after rework half as often.</summary>
    public int Returned { get; init; } = 12;

    /// <summary>Percent of documents returned for revision.</summary>
    public int DocumentsReturned { get; init; } = 10;

    /// <summary>Percent of windows in which a recurring meeting is not held.</summary>
    public int MeetingsMissed { get; init; } = 5;

    /// <summary>Calendar days a superior takes to answer.</summary>
    public int AnswerDays { get; init; } = 3;

    /// <summary>Calendar days a rework takes.</summary>
    public int ReworkDays { get; init; } = 5;

    /// <summary>The simulation stops so many days after the last planned end; what is not over by then never was.</summary>
    public int DaysAfterEnd { get; init; } = 90;

    internal Habit HabitOf(string kind) => Habits.GetValueOrDefault(kind) ?? Habits.GetValueOrDefault("*") ?? new Habit(0, 0, 0);
}

/// <summary>How units work on one kind of requirement: done when the work is done, but not before they care to.</summary>
/// <param name="DaysFromDue">On which day before (negative) or after the due date a unit likes to have it done, on average.</param>
/// <param name="Spread">By how many days units differ from that, either way.</param>
/// <param name="DaysNeeded">The calendar days the work takes from the day it is opened, whatever the date; what makes tight dates late.</param>
/// <param name="Minutes">Minutes of work in one record; null: what the template, else the kind reckons.</param>
public sealed record Habit(int DaysFromDue, int Spread, int DaysNeeded, int? Minutes = null);
