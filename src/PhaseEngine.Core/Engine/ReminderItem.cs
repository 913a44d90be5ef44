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

    /// <summary>When a row goes out, and goes out again.</summary>
    public IEnumerable<(DateTimeOffset At, string Stage)> Times(Timetable timetable, ReminderRow row)
    {
        var day = row.At.From(Due, timetable.Calendar);
        for (var n = 0; n <= MostRepeats && !(Indicative && day > Due); n++)
        {
            yield return (timetable.SendAt(day), Stage ?? (n == 0 ? $"{Prefix}{row.At}" : $"{Prefix}{row.At}#{n}"));
            if (row.Every is not { } every) yield break;

            day = every.After(day, timetable.Calendar);
        }
    }

    /// <summary>The roles a row goes to.</summary>
    public IEnumerable<string> To(ReminderRow row)
    {
        var owner = Owner;
        return row.To.Select(role => role == "owner" ? owner : role);
    }
}
