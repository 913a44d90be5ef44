namespace PhaseEngine.Core.Requirements.Register;

/// <summary>Where an item of a register stands (S.25). An item is in one state at a time; every record that moves it names both.</summary>
public static class ItemState
{
    /// <summary>Should be solved and is not: worked on in the concentrated period, or on the way to being explained.</summary>
    public const string Open = "open";

    /// <summary>Poor result, or most people dissatisfied: done again under the superior's supervision.</summary>
    public const string Redo = "redo";

    /// <summary>Came up again after it was solved or explained, and is not dealt with yet.</summary>
    public const string Relapsed = "relapsed";

    /// <summary>Cannot be solved now; explained to the people, their understanding recorded.</summary>
    public const string Explained = "explained";

    /// <summary>Solved; kept so and watched.</summary>
    public const string Solved = "solved";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [Open, Redo, Relapsed, Explained, Solved];

    /// <summary>Those with something left to do.</summary>
    public static readonly IReadOnlyList<string> Unsettled = [Open, Redo, Relapsed];

    /// <summary>The state in which an item of a class is entered.</summary>
    /// <param name="itemClass">One of the four classes of S.25: <c>concentrate</c>, <c>explain</c>, <c>redo</c>, <c>keep</c>.</param>
    public static string OfClass(string itemClass) => itemClass switch
    {
        "redo" => Redo,
        "keep" => Solved,
        _ => Open,
    };
}
