namespace PhaseEngine.Server.Settings;

/// <summary>What happens by itself, and how often.</summary>
internal sealed record JobSettings
{
    /// <summary>Whether this process runs jobs; with several nodes some may only answer requests.</summary>
    public bool Run { get; init; } = true;

    /// <summary>Intervals other than the jobs' own, by name.</summary>
    public Dictionary<string, TimeSpan> Every { get; init; } = [];

    /// <summary>How often the nodes tell each other that they are alive; one that misses four is taken for dead.</summary>
    public TimeSpan CheckIn { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a node may stand still in a transaction before the others end it. Longer than it takes to read the largest list
    /// that is imported; shorter than the half minute after which those who wait for its rows give up.
    /// </summary>
    public TimeSpan Standstill { get; init; } = TimeSpan.FromSeconds(20);
}
