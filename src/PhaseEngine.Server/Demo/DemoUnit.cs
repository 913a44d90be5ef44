using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Server.Demo;

/// <summary>How a unit of the demo behaves.</summary>
internal enum DemoHabit
{
    /// <summary>Has things done before they are due.</summary>
    Diligent,

    /// <summary>Has them done some days after.</summary>
    Late,

    /// <summary>Asks for the gate before everything is done, and is told what is missing.</summary>
    Hasty,

    /// <summary>Does everything, but so that the superior returns it once.</summary>
    Careless,
}

/// <summary>A unit with its people, and what they remember from day to day.</summary>
internal sealed class DemoUnit
{
    public required Guid Run { get; init; }

    public required Unit Unit { get; init; }

    public required DemoHabit Habit { get; init; }

    /// <summary>Who holds a role for this unit: on itself, or nearest above.</summary>
    public required IReadOnlyDictionary<string, Guid> People { get; init; }

    public required IReadOnlyList<Member> Members { get; init; }

    /// <summary>Chance of its own, so that one unit's story does not hang on another's.</summary>
    public required Random Random { get; init; }

    /// <summary>By requirement and round: the day on which the next record is made.</summary>
    public Dictionary<(string Key, int Round), DateOnly> Plans { get; } = [];

    /// <summary>By requirement: members who missed a session and have not made it up.</summary>
    public Dictionary<string, List<Guid>> Absent { get; } = [];

    /// <summary>By requirement: how many records were made in this round.</summary>
    public Dictionary<(string Key, int Round), int> Records { get; } = [];

    /// <summary>Items of a register: id and state.</summary>
    public List<(Guid Id, string State)> Problems { get; } = [];

    /// <summary>The branch that people look at: its register stays open and its gate unanswered, so that there is something to do on every day of the week.</summary>
    public required bool Shown { get; init; }

    public bool Refused { get; set; }
}
