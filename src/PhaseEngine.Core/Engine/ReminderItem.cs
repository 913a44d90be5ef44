using PhaseEngine.Core.Calendars;

namespace PhaseEngine.Core.Engine;

/// <summary>One thing that rows of reminders are about.</summary>
internal readonly record struct ReminderItem(string Key, int Round, DateOnly Due, ReminderRow[] Rows, string Owner)
{
    /// <summary>A row is repeated at most so often; who has not acted by then will not by one more.</summary>
    private const int MostRepeats = 60;

    /// <summary>Stands before the row's offset in the stage.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The whole stage, where it is not made of the row.</summary>
    public string? Stage { get; init; }

    /// <summary>The date marks nothing overdue: nothing is said after it (S.9).</summary>
    public bool Indicative { get; init; }

    /// <summary>How often a row has gone out before a day, and goes out from it on: on which day last, on which next.</summary>
    public (int Times, DateOnly? Last, DateOnly? Next) About(DateOnly day, ReminderRow row, WorkingCalendar calendar)
    {
        DateOnly? last = null;
        var turn = row.At.From(Due, calendar);
        for (var times = 0; ; times++)
        {
            if (times > MostRepeats || (times > 0 && row.Every is null) || (Indicative && turn > Due)) return (times, last, null);
            if (turn >= day) return (times, last, turn);

            last = turn;
            turn = row.Every?.After(turn, calendar) ?? turn;
        }
    }

    /// <summary>The stage of a row when it has gone out so often.</summary>
    public string StageOf(ReminderRow row, int times) => Stage ?? (times == 1 ? $"{Prefix}{row.At}" : $"{Prefix}{row.At}#{times - 1}");

    /// <summary>The roles that no other row has reached later, before a day: after downtime nobody gets the earlier ones.</summary>
    public List<string> LatestTo(int row, DateOnly day, WorkingCalendar calendar)
    {
        var roles = new List<string>(Rows[row].To.Length);
        foreach (var to in Rows[row].To)
        {
            var role = to == "owner" ? Owner : to;
            if (!roles.Contains(role) && !IsReachedLater(role, row, day, calendar)) roles.Add(role);
        }

        return roles;
    }

    private bool IsReachedLater(string role, int row, DateOnly day, WorkingCalendar calendar)
    {
        var last = About(day, Rows[row], calendar).Last;
        for (var other = 0; other < Rows.Length; other++)
        {
            if (!Rows[other].To.Contains(role) && !(role == Owner && Rows[other].To.Contains("owner"))) continue;

            var otherLast = About(day, Rows[other], calendar).Last;
            if (otherLast > last || (otherLast == last && other > row)) return true;
        }

        return false;
    }
}
