namespace PhaseEngine.Core.Requirements.Study;

/// <summary>The sums kept for one member in a study requirement, and what they mean (S.18).</summary>
internal readonly ref struct StudyMarks(ReadOnlySpan<long> sums)
{
    private readonly ReadOnlySpan<long> sums = sums;

    /// <summary>
    /// Times studied, times absent, absences made up, absences made good at the door, minutes studied in all, whether exempt,
    /// whether out of contact with the search recorded.
    /// </summary>
    public static IReadOnlyList<string> Names { get; } = ["attended", "absent", "madeUp", "atTheDoor", "minutes", "exempt", "searched"];

    /// <summary>What one session adds for a member who was there.</summary>
    public static long[] Attended(long minutes) => [1, 0, 0, 0, minutes, 0, 0];

    /// <summary>What one session adds for a member who was not.</summary>
    public static long[] WasAbsent() => [0, 1, 0, 0, 0, 0, 0];

    /// <summary>What the settling of absences adds.</summary>
    public static long[] Settled(string by, long absences, long minutes) => by switch
    {
        "makeUp" => [0, 0, absences, 0, minutes, 0, 0],
        "atTheDoor" => [0, 0, 0, absences, minutes, 0, 0],
        "exempt" => [0, 0, 0, 0, 0, 1, 0],
        "outOfContact" => [0, 0, 0, 0, 0, 0, 1],
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, "not a way to settle an absence"),
    };

    /// <summary>Minutes studied in all.</summary>
    public long Minutes => sums[4];

    /// <summary>Whether the member studied at all.</summary>
    public bool Studied => sums[0] + sums[2] + sums[3] > 0;

    /// <summary>Whether the member is let off as a person.</summary>
    private bool LetOff => sums[5] > 0 || sums[6] > 0;

    /// <summary>Absences neither made up nor made good at the door; more settled than absent is none.</summary>
    public long OpenAbsences => LetOff ? 0 : Math.Max(0, sums[1] - sums[2] - sums[3]);

    /// <summary>Whether it is known of the member what became of their study.</summary>
    public bool Accounted => LetOff || (Studied && OpenAbsences == 0);
}
